package dev.trustedaccess.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A panel.
 *
 * @param wholeNumbers whether values between two whole numbers mean nothing
 * @param bars drawn as bars on top of each other, otherwise as lines
 * @param noValue said where there is nothing to show
 * @param thresholdLines whether thresholds are lines across the graph
 */
public record Panel(
    String title,
    Kind kind,
    Grid grid,
    Unit unit,
    boolean wholeNumbers,
    boolean bars,
    String noValue,
    boolean thresholdLines,
    List<Threshold> thresholds,
    List<Query> queries,
    Columns columns) {
  public enum Kind {
    STAT, TABLE, TIMESERIES
  }

  /** Where it stands, in 24 columns. */
  public record Grid(int x, int y, int width, int height) {}

  /** From which value on a color is shown. */
  record Threshold(double from, String color) {}

  /** The color that Grafana gives this value. */
  String colorOf(double value) {
    return thresholds.stream()
        .filter(each -> value >= each.from())
        .reduce((_, last) -> last)
        .map(Threshold::color)
        .orElse(Colors.TEXT);
  }

  static Panel of(JsonNode json) {
    JsonNode defaults = json.at("/fieldConfig/defaults");
    JsonNode grid = json.path("gridPos");
    return new Panel(
        json.path("title").asText(),
        Kind.valueOf(json.path("type").asText().toUpperCase(Locale.ROOT)),
        new Grid(grid.path("x").asInt(), grid.path("y").asInt(), grid.path("w").asInt(), grid.path("h").asInt()),
        Unit.of(defaults.path("unit").asText()),
        defaults.path("decimals").asInt(-1) == 0,
        defaults.at("/custom/drawStyle").asText().equals("bars"),
        defaults.path("noValue").asText("No data"),
        defaults.at("/custom/thresholdsStyle/mode").asText().equals("line"),
        StreamSupport.stream(defaults.at("/thresholds/steps").spliterator(), false)
            .map(step -> new Threshold(step.path("value").asDouble(Double.NEGATIVE_INFINITY),
                Colors.named(step.path("color").asText())))
            .toList(),
        StreamSupport.stream(json.path("targets").spliterator(), false).map(Query::of).toList(),
        Columns.of(json));
  }
}
