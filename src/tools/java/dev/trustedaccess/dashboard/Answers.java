package dev.trustedaccess.dashboard;

import java.util.List;
import java.util.Map;

/** What Prometheus answered to each query of the panels. */
public record Answers(Span span, Map<Query, List<Series>> byQuery) {
  /** A course with the name that the legend gives it. */
  record Named(String name, Series series) {}

  /** Those of a panel, in the order of its queries. */
  List<Named> of(Panel panel) {
    return panel.queries()
        .stream()
        .flatMap(query -> byQuery.getOrDefault(query, List.of())
            .stream()
            .filter(series -> !series.points().isEmpty())
            .map(series -> new Named(query.name(series.labels()), series)))
        .toList();
  }
}
