package dev.trustedaccess.simulator.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.twin.Route;

/** REST with JSON: method and path name the operation; path, headers, the URL's query and the body hold the members. */
final class RestProtocol implements Protocol {
  private static final String TYPE = "application/json";
  /** Where the JSON services answer 400 to these, the REST services have a status for each. */
  private static final Map<String, Integer> STATUS = Map.of("AccessDeniedException", 403, "ThrottlingException", 429);

  private final List<Route> routes;

  RestProtocol(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  private Optional<Route> route(HttpIn in) {
    return routes.stream()
        .filter(route -> route.method().equals(in.method()) && route.path().matcher(in.path()).matches())
        .findFirst();
  }

  @Override
  public String operation(HttpIn in) {
    return route(in).map(Route::operation).orElse("");
  }

  @Override
  public JsonNode input(HttpIn in) {
    var members = new TreeMap<String, Object>(in.query());
    route(in).ifPresent(route -> {
      route.headers().forEach(name -> members.put(name, in.header(name)));
      var path = route.path().matcher(in.path());
      if (path.matches()) {
        for (var number = 0; number < route.members().size(); number++) {
          members.put(route.members().get(number), path.group(number + 1));
        }
      }
    });
    var body = Json.read(in.body());
    var input = (ObjectNode) Json.tree(members);
    body.properties().forEach(member -> input.set(member.getKey(), member.getValue()));
    return input;
  }

  @Override
  public HttpOut answer(String operation, String requestId, Fields fields) {
    return new HttpOut(200, TYPE, Map.of("x-amzn-RequestId", requestId), Json.write(fields));
  }

  @Override
  public HttpOut refusal(String requestId, Refusal refusal) {
    var body = new LinkedHashMap<String, Object>();
    body.put("message", refusal.message());
    return new HttpOut(refusal.status() == 400 ? STATUS.getOrDefault(refusal.code(), 400) : refusal.status(), TYPE,
        Map.of("x-amzn-RequestId", requestId, "x-amzn-ErrorType", refusal.code()), Json.write(body));
  }
}
