package dev.trustedaccess.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;

/** Amazon EC2's own query protocol: its answers name no result, and its refusals are a list. */
final class Ec2Protocol implements Protocol {
  private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

  @Override
  public String operation(HttpIn in) {
    return QueryProtocol.form(in.body()).getOrDefault("Action", "");
  }

  @Override
  public JsonNode input(HttpIn in) {
    return QueryProtocol.members(in);
  }

  @Override
  public HttpOut answer(String operation, String requestId, Fields fields) {
    return QueryProtocol.xml(
        NAMESPACE, 200, requestId, operation + "Response", Fields.of("requestId", requestId).with(fields));
  }

  @Override
  public HttpOut refusal(String requestId, Refusal refusal) {
    Fields error = Fields.of("Code", refusal.code()).with("Message", refusal.message());
    return QueryProtocol.xml(
        NAMESPACE, refusal.status(), requestId, "Response",
        Fields.of("Errors", Fields.of("Error", error)).with("RequestID", requestId));
  }
}
