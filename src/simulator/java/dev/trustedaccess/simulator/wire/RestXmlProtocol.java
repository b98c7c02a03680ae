package dev.trustedaccess.simulator.wire;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.twin.Route;

/**
 * REST with XML: requests as with JSON, of which none here has a body; answers in XML. An empty list that is flattened is not
 * in the answer at all.
 */
final class RestXmlProtocol implements Protocol {
  private final List<Route> routes;
  private final RestProtocol requests;
  private final String namespace;

  RestXmlProtocol(String namespace, List<Route> routes) {
    this.namespace = namespace;
    this.routes = List.copyOf(routes);
    this.requests = new RestProtocol(routes);
  }

  @Override
  public String operation(HttpIn in) {
    return requests.operation(in);
  }

  @Override
  public JsonNode input(HttpIn in) {
    return requests.input(in);
  }

  @Override
  public HttpOut answer(String operation, String requestId, Fields fields) {
    return routes.stream()
        .filter(route -> route.operation().equals(operation))
        .flatMap(route -> route.body().stream())
        .findFirst()
        .map(
            body -> QueryProtocol.xml(
                namespace, 200, requestId, body,
                fields.values().get(body) instanceof Fields inside ? inside : Fields.none()))
        .orElseGet(() -> QueryProtocol.xml(namespace, 200, requestId, operation + "Result", fields));
  }

  @Override
  public HttpOut refusal(String requestId, Refusal refusal) {
    Fields error = Fields.of("Code", refusal.code()).with("Message", refusal.message());
    return QueryProtocol.xml(
        namespace, refusal.status(), requestId, "ErrorResponse",
        Fields.of("Error", error).with("RequestId", requestId));
  }
}
