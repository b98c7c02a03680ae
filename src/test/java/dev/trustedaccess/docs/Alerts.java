package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The chart's alerts, as they are written. */
public final class Alerts {
  public static final Path FILE = Path.of("helm/trusted-access-operator/files/alerts.yaml");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {
  };

  private Alerts() {}

  /**
   * One of them.
   *
   * @param annotations texts with Prometheus's placeholders
   */
  public record Alert(String name, String expression, String severity, Map<String, String> annotations) {}

  public static List<Alert> all() {
    JsonNode file;
    try {
      file = Serialization.unmarshal(Files.readString(FILE), JsonNode.class);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
    return StreamSupport.stream(file.at("/groups/0/rules").spliterator(), false)
        .map(rule -> new Alert(
            rule.path("alert").asText(), rule.path("expr").asText(), rule.at("/labels/severity").asText(),
            JSON.convertValue(rule.path("annotations"), TEXTS)))
        .toList();
  }
}
