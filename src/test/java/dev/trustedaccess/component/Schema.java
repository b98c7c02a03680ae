package dev.trustedaccess.component;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.api.v1alpha1.Kinds;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * As much of our kinds' schema as the mock must have: while it is on, whatever is written on an object is refused as long as
 * the object as a whole would not be as wanted. The real API server does the same ({@code CorruptObjectsIT}).
 */
final class Schema implements MockApiServer.Before {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile boolean on;

  /** What is written from now on must fit. */
  void turnOn() {
    on = true;
  }

  /** What was refused so far, as {@code METHOD path}. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  @Override
  public Optional<MockResponse> answer(RecordedRequest request, MockApiServer.Stored stored) {
    String path = request.getPath().replaceFirst("\\?.*", "");
    if (!on || !path.contains("/" + Kinds.GROUP + "/") || !List.of("PUT", "PATCH").contains(request.getMethod())) {
      return Optional.empty();
    }
    JsonNode body = read(new String(request.getBody().getBytes(), UTF_8));
    JsonNode before = read(stored.at(path.replaceFirst("/status$", "")));
    boolean ofStatus = path.endsWith("/status");
    if (isTaken(ofStatus ? before.path("spec") : body.has("spec") ? body.path("spec") : before.path("spec"),
        ofStatus ? body.path("status") : before.path("status"))) {
      return Optional.empty();
    }
    refused.add(request.getMethod() + " " + path);
    return Optional.of(MockApiServer.refusal(422, "Invalid", "it is invalid: spec or status"));
  }

  private static boolean isTaken(JsonNode spec, JsonNode status) {
    boolean whole = spec.path("servicePrincipal").isTextual() || spec.path("organizationId").isTextual();
    for (JsonNode condition : status.path("conditions")) {
      whole &= condition.isObject()
          && List.of("type", "status", "reason", "message", "lastTransitionTime")
              .stream()
              .allMatch(field -> condition.path(field).isTextual());
    }
    return whole && !status.isTextual() && !status.path("roles").isObject();
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(body, e);
    }
  }
}
