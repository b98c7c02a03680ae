package dev.trustedaccess.dashboard;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a panel asks Prometheus for.
 *
 * @param legend the name of a series, with labels as {@code {{label}}}
 * @param instant whether the value of now is asked for, not a course
 */
public record Query(String expression, String legend, boolean instant) {
  private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  static Query of(JsonNode json) {
    return new Query(
        json.path("expr").asText(), json.path("legendFormat").asText(), json.path("instant").asBoolean());
  }

  /** As Grafana sends it for all organizations, with the rate interval that it reckons from the interval of scrapes. */
  public String promql(Duration scrapes, Span span) {
    long rate = Math.max(span.step().plus(scrapes).toSeconds(), 4 * scrapes.toSeconds());
    return expression
        .replace("$__rate_interval", rate + "s")
        .replace("$__range", span.length().toSeconds() + "s")
        .replace("$organization", ".*");
  }

  String name(Map<String, String> labels) {
    return legend.isEmpty()
        ? labels.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).collect(Collectors.joining(" "))
        : LABEL.matcher(legend).replaceAll(label -> labels.getOrDefault(label.group(1), ""));
  }
}
