package dev.trustedaccess.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** A course that Prometheus answered with, in the order of time. */
public record Series(Map<String, String> labels, List<Point> points) {
  /** A value at a time, in seconds since 1970. */
  public record Point(double time, double value) {}

  /** What the API of Prometheus has as the result of a query, by the names. */
  public static List<Series> of(JsonNode result) {
    return StreamSupport.stream(result.spliterator(), false)
        .map(each -> new Series(
            labels(each.path("metric")),
            each.has("value") ? List.of(point(each.path("value"))) : points(each.path("values"))))
        .sorted(Comparator.comparing(each -> each.labels().toString()))
        .toList();
  }

  private static Map<String, String> labels(JsonNode metric) {
    Map<String, String> labels = new TreeMap<>();
    metric.properties().forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
    return labels;
  }

  private static List<Point> points(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).map(Series::point).toList();
  }

  /** A time as a number, and a value as a text, which may be NaN or +Inf. */
  private static Point point(JsonNode pair) {
    String value = pair.path(1).asText();
    return new Point(pair.path(0).asDouble(), Double.parseDouble(value.replace("Inf", "Infinity")));
  }

  double last() {
    return points.getLast().value();
  }

  public double highest() {
    return points.stream().mapToDouble(Point::value).filter(Double::isFinite).max().orElse(0);
  }
}
