package dev.trustedaccess.simulator.wire;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;

/** REST with JSON: method and path name the operation, the URL's query holds the members. */
final class RestProtocol implements Protocol {
  private static final String TYPE = "application/json";

  private final Map<String, String> operations;

  /** @param operations operation by method and path, such as {@code GET /v1/things} */
  RestProtocol(Map<String, String> operations) {
    this.operations = operations;
  }

  @Override
  public String operation(HttpIn in) {
    return operations.getOrDefault(in.method() + " " + in.path(), "");
  }

  @Override
  public JsonNode input(HttpIn in) {
    return Json.tree(in.query());
  }

  @Override
  public HttpOut answer(String operation, String requestId, Fields fields) {
    return new HttpOut(200, TYPE, Map.of("x-amzn-RequestId", requestId), Json.write(fields));
  }

  @Override
  public HttpOut refusal(String requestId, Refusal refusal) {
    return new HttpOut(refusal.status(), TYPE,
        Map.of("x-amzn-RequestId", requestId, "x-amzn-ErrorType", refusal.code()),
        Json.write(Map.of("message", refusal.message())));
  }
}
