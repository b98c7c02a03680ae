package dev.trustedaccess.simulator.wire;

import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.simulator.api.AwsApi.Operation;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.front.Front;
import dev.trustedaccess.simulator.front.Front.Arrival;
import dev.trustedaccess.simulator.front.Front.Outcome;

/** Reads a signed request, has it answered, and writes the answer, each in the protocol of its service. */
final class AwsEdge {
  private static final String NO_REQUEST = "00000000-0000-0000-0000-000000000000";

  private final Front front;

  AwsEdge(Front front) {
    this.front = front;
  }

  /** Empty when the connection is to be cut. */
  Optional<HttpOut> answer(HttpIn in) {
    var signature = Signature.of(in);
    var service = signature.flatMap(s -> Services.find(s.service()));
    if (signature.isEmpty() || service.isEmpty()) {
      return Optional.of(new HttpOut(403, "application/json", Map.of("x-amzn-ErrorType", "MissingAuthenticationToken"),
          Json.write(Map.of("message", "not signed for a service that the simulator knows"))));
    }
    var protocol = service.get().protocol();
    var name = protocol.operation(in);
    try {
      var operation = service.get().api().find(name).orElseGet(() -> unknown(service.get().api().service(), name));
      var token = in.header("x-amz-security-token");
      var outcome = front.pass(new Arrival(operation, signature.get().accessKeyId(), token.isEmpty() ? null : token,
          signature.get().region(), in.header("user-agent"), protocol.input(in)));
      return switch (outcome) {
        case Outcome.Answered(var requestId, var fields) -> Optional.of(protocol.answer(name, requestId, fields));
        case Outcome.Refused(var requestId, var refusal) -> Optional.of(protocol.refusal(requestId, refusal));
        case Outcome.Cut() -> Optional.empty();
      };
    } catch (Refusal unreadable) {
      return Optional.of(protocol.refusal(NO_REQUEST, unreadable));
    }
  }

  /** Goes into the log like any other call, so that a test sees what the simulator lacks. */
  private static Operation unknown(String service, String name) {
    return new Operation(service + ":" + name, false, request -> {
      throw Refusal.of("UnknownOperationException", "The simulator does not know " + service + ":" + name);
    });
  }
}
