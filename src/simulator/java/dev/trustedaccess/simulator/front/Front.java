package dev.trustedaccess.simulator.front;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.api.AwsApi.Operation;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Credentials.Identity;
import dev.trustedaccess.simulator.world.World;
import org.jspecify.annotations.Nullable;

/** Leads a call past the log, the faults, the throttling and the permissions to its service. */
public final class Front {
  private final World world;
  private final CallLog log = new CallLog();
  private final Faults faults = new Faults();
  private final Throttling throttling;

  public Front(World world) {
    this.world = world;
    this.throttling = new Throttling(world::now);
  }

  /**
   * What arrived.
   *
   * @param accessKeyId from the signature, empty for an unsigned request
   * @param sessionToken null if none was sent
   */
  public record Arrival(Operation operation, String accessKeyId, @Nullable String sessionToken, String region,
      String userAgent, JsonNode input) {}

  /** What goes back over the wire. */
  public sealed interface Outcome {
    record Answered(String requestId, Fields fields) implements Outcome {}

    record Refused(String requestId, Refusal refusal) implements Outcome {}

    /** The connection is to be cut. */
    record Cut() implements Outcome {}
  }

  public CallLog log() {
    return log;
  }

  public Faults faults() {
    return faults;
  }

  public Throttling throttling() {
    return throttling;
  }

  public void clear() {
    log.clear();
    faults.clear();
    throttling.clear();
  }

  /** Blocks for as long as an ordered latency or hook takes. */
  public Outcome pass(Arrival arrival) {
    var caller = world.credentials().identity(arrival.accessKeyId());
    var call = log.begin(ordinal -> call(ordinal, arrival, caller));
    var effect = faults.effectOn(call);
    pause(effect.latency());
    effect.before().run();
    if (effect.resetBefore()) {
      log.end(call.ended(false, Call.CONNECTION_RESET));
      return new Outcome.Cut();
    }
    try {
      if (effect.refusal() != null) {
        throw effect.refusal();
      }
      var fields = carryOut(arrival, caller.orElseThrow(() -> unknownKey(arrival)));
      record(call, caller, null);
      log.end(call.ended(true, effect.resetAfter() ? Call.CONNECTION_RESET : Call.OK));
      return effect.resetAfter()
          ? new Outcome.Cut()
          : new Outcome.Answered(call.requestId(), effect.answer().apply(fields));
    } catch (Refusal refusal) {
      record(call, caller, refusal.code());
      log.end(call.ended(false, refusal.code()));
      return new Outcome.Refused(call.requestId(), refusal);
    }
  }

  /** CloudTrail records what a known caller changed or tried to change. */
  private void record(Call call, Optional<Identity> caller, @Nullable String errorCode) {
    caller.filter(_ -> call.changing())
        .ifPresent(known -> world.trail()
            .add(world.now(), call.action(), recordedIn(call), known, call.userAgent(), errorCode, call.parameters(),
                call.requestId()));
  }

  /** Organizations' calls are recorded in one Region, whichever the caller's client has. */
  private static String recordedIn(Call call) {
    return call.action().startsWith("organizations:") ? "us-east-1" : call.region();
  }

  private Fields carryOut(Arrival arrival, Identity caller) {
    var operation = arrival.operation();
    if (caller.keys().sessionToken() != null && !caller.keys().sessionToken().equals(arrival.sessionToken())) {
      throw unknownKey(arrival);
    }
    if (caller.expiration() != null && !world.now().isBefore(caller.expiration())) {
      throw Refusal.of(query(operation) ? "ExpiredToken" : "ExpiredTokenException", query(operation) ? 403 : 400,
          "The security token included in the request is expired");
    }
    if (caller.account().lacksRegion(arrival.region())) {
      throw unknownKey(arrival);
    }
    throttling.count(operation.action(), caller.account());
    var request = new Request(world, caller, operation.action(), arrival.region(), arrival.input());
    if (!operation.action().equals("sts:GetCallerIdentity")) {
      request.requirePermission(operation.action(), request.context());
    }
    return world.alone(() -> operation.work().apply(request));
  }

  private Call call(long ordinal, Arrival arrival, Optional<Identity> caller) {
    var role = caller.map(Identity::role).orElse(null);
    return new Call(ordinal, world.now(), arrival.operation().action(), caller.map(c -> c.account().id()).orElse(""),
        role == null ? null : role.name(), caller.map(Identity::sessionName).orElse(null), arrival.userAgent(),
        arrival.region(), Request.parameters(arrival.input()), arrival.operation().changes(), false, Call.PENDING,
        UUID.randomUUID().toString());
  }

  private static Refusal unknownKey(Arrival arrival) {
    return query(arrival.operation())
        ? Refusal.of("InvalidClientTokenId", 403, "The security token included in the request is invalid.")
        : Refusal.of("UnrecognizedClientException", "The security token included in the request is invalid.");
  }

  private static boolean query(Operation operation) {
    return operation.action().startsWith("iam:") || operation.action().startsWith("sts:");
  }

  private static void pause(Duration latency) {
    if (latency.isPositive()) {
      try {
        Thread.sleep(latency);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
