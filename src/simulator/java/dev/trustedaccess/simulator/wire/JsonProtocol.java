package dev.trustedaccess.simulator.wire;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;

/** AWS JSON 1.1: a POST whose {@code X-Amz-Target} names the operation. */
final class JsonProtocol implements Protocol {
  private static final String TYPE = "application/x-amz-json-1.1";

  @Override
  public String operation(HttpIn in) {
    var target = in.header("x-amz-target");
    return target.substring(target.lastIndexOf('.') + 1);
  }

  @Override
  public JsonNode input(HttpIn in) {
    return Json.read(in.body());
  }

  @Override
  public HttpOut answer(String operation, String requestId, Fields fields) {
    return new HttpOut(200, TYPE, Map.of("x-amzn-RequestId", requestId), Json.write(fields));
  }

  @Override
  public HttpOut refusal(String requestId, Refusal refusal) {
    var body = new LinkedHashMap<String, Object>();
    body.put("__type", refusal.code());
    body.put("Message", refusal.message());
    body.putAll(refusal.details().values());
    return new HttpOut(refusal.status(), TYPE, Map.of("x-amzn-RequestId", requestId), Json.write(body));
  }
}
