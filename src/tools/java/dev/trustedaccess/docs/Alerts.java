package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The chart's alerts, as they are written. */
public final class Alerts {
  public static final Path FILE = Path.of("helm/trusted-access-operator/files/alerts.yaml");

  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) }}");
  /** The declaration's name, of which the organization is a part unless it is the default one. */
  private static final Pattern OF_ANOTHER = Pattern.compile(
      "\\{\\{ if ne \\$labels\\.organization \"default\" }}(.*?)\\{\\{ end }}");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {
  };

  private Alerts() {}

  /**
   * One of them.
   *
   * @param annotations texts with Prometheus's placeholders
   */
  public record Alert(String name, String expression, String severity, Map<String, String> annotations) {
    /**
     * How Prometheus's tests write that it fires.
     *
     * @param labels of the series that it fires for
     * @param value of the expression
     */
    public Map<String, Object> firing(Map<String, String> labels, String value) {
      Map<String, String> kept = new LinkedHashMap<>(Map.of("severity", severity));
      // Those that the expression's own grouping keeps.
      Matcher grouping = GROUPING.matcher(expression);
      if (grouping.find()) {
        List.of(grouping.group(1).split(", ")).forEach(name -> kept.put(name, labels.getOrDefault(name, "")));
      }
      Map<String, String> texts = new LinkedHashMap<>();
      String more = "default".equals(labels.get("organization")) ? "" : "$1";
      annotations.forEach((name, text) -> texts.put(
          name, PLACEHOLDER.matcher(OF_ANOTHER.matcher(text.replace("{{ $value }}", value)).replaceAll(more))
              .replaceAll(label -> labels.getOrDefault(label.group(1), ""))));
      return Map.of("exp_labels", kept, "exp_annotations", texts);
    }
  }

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
