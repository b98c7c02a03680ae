package dev.trustedaccess.dashboard;

import java.util.List;
import java.util.Map;

/** Grafana's, on its dark ground; the picture brings the ground along, so that any page may hold it. */
final class Colors {
  static final String GROUND = "#111217";
  static final String PANEL = "#181b1f";
  static final String EDGE = "#2c3235";
  static final String TEXT = "#d8d9df";
  static final String FAINT = "#9a9ba6";
  private static final Map<String, String> NAMED = Map.of(
      "green", "#73bf69", "yellow", "#fade2a", "orange", "#ff9830", "red", "#f2495c", "blue", "#5794f2", "text", TEXT);
  private static final List<String> SERIES = List.of(
      "#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#b877d9", "#f2495c", "#37872d", "#e0b400");

  private Colors() {}

  /** @throws IllegalArgumentException for a name that no panel had when this was written */
  static String named(String name) {
    String color = NAMED.get(name);
    if (color == null) {
      throw new IllegalArgumentException("no color is known for " + name);
    }
    return color;
  }

  static String ofSeries(int number) {
    return SERIES.get(number % SERIES.size());
  }
}
