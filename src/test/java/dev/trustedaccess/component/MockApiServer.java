package dev.trustedaccess.component;

import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.app.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.server.mock.crud.KubernetesCrudDispatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Fabric8's mock of an API server that stores what it is given. It knows no schema, defaults, RBAC or status isolation. */
public final class MockApiServer {
  private static final String KIND = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/trustedserviceaccesses."
      + Kinds.GROUP;

  private MockApiServer() {}

  /** Asked about each request before the mock answers it; an answer given here is the one that the client gets. */
  @FunctionalInterface
  public interface Before {
    Optional<MockResponse> answer(RecordedRequest request, Stored stored);
  }

  /** What the mock has stored under the path of an object, as JSON; empty text where there is nothing. */
  @FunctionalInterface
  public interface Stored {
    String at(String path);
  }

  /** Started on a free loopback port, over plain HTTP. */
  public static KubernetesMockServer start() {
    return start((_, _) -> Optional.empty());
  }

  /** The same, with somebody who is asked first. */
  public static KubernetesMockServer start(Before before) {
    KubernetesMockServer server = new KubernetesMockServer(
        new Context(), new MockWebServer(), new HashMap<>(), new MergingDispatcher(before), false);
    server.init();
    return server;
  }

  /** A refusal as the API server words it. */
  public static MockResponse refusal(int code, String reason, String message) {
    return new MockResponse().setResponseCode(code)
        .setBody("""
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "reason": "%s", "message": "%s"}
            """.formatted(code, reason, message));
  }

  /** The operator's two clients to it. */
  public static KubernetesClients clients(KubernetesMockServer server) {
    Config config = new ConfigBuilder(Config.empty())
        .withMasterUrl("http://" + server.getHostName() + ":" + server.getPort() + "/")
        .build();
    return KubernetesClients.of(config);
  }

  /** The mock's own merge appends lists to lists; a merge patch (RFC 7396) replaces them. */
  private static final class MergingDispatcher extends KubernetesCrudDispatcher {
    private final Before before;

    MergingDispatcher(Before before) {
      this.before = before;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return before.answer(request, path -> handleGet(path).getBody().readUtf8())
          .or(() -> overtaken(request))
          .orElseGet(() -> asServed(request, super.dispatch(request)));
    }

    /**
     * The mock compares no resourceVersion where a status is written. Two passes write a connection's status, so the later
     * one would undo what the other wrote.
     */
    private Optional<MockResponse> overtaken(RecordedRequest request) {
      String path = request.getPath();
      if (!request.getMethod().equals("PUT") || !path.contains("/organizationconnections/")
          || !path.endsWith("/status")) {
        return Optional.empty();
      }
      String read = version(new String(request.getBody().getBytes(), UTF_8));
      String stored = version(handleGet(path.replaceFirst("/status$", "")).getBody().readUtf8());
      return read.isEmpty() || read.equals(stored)
          ? Optional.empty()
          : Optional.of(refusal(409, "Conflict", "the object has been modified"));
    }

    private static String version(String object) {
      return Serialization.unmarshal(object, JsonNode.class).at("/metadata/resourceVersion").asText();
    }

    /** Objects are served, so their kind is there, unless a test has stored it otherwise. */
    private static MockResponse asServed(RecordedRequest request, MockResponse answer) {
      return request.getPath().equals(KIND) && request.getMethod().equals("GET")
          && answer.code() == HttpURLConnection.HTTP_NOT_FOUND
              ? new MockResponse().setResponseCode(HttpURLConnection.HTTP_OK)
                  .setBody("""
                      {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                       "metadata": {"name": "trustedserviceaccesses.%s"}}
                      """.formatted(Kinds.GROUP))
              : answer;
    }

    @Override
    public JsonNode merge(JsonNode current, String patch) throws KubernetesCrudDispatcherException {
      return merged(current, asNode(patch));
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
      if (!(patch instanceof ObjectNode changes)) {
        return patch;
      }
      ObjectNode result = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
      changes.properties().forEach(change -> {
        if (change.getValue().isNull()) {
          result.remove(change.getKey());
        } else {
          result.set(change.getKey(), merged(result.path(change.getKey()), change.getValue()));
        }
      });
      return result;
    }
  }
}
