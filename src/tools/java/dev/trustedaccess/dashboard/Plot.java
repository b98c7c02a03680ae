package dev.trustedaccess.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.trustedaccess.dashboard.Series.Point;

/** Where values stand in a part of the picture. */
record Plot(Box box, Span span, Scale values) {
  /** As in Grafana: what is further apart than this many steps is not joined. */
  private static final double JOINED = 1.5;

  double x(double time) {
    return box.x() + span.offset(time) / (span.length().toMillis() / 1000.0) * box.width();
  }

  double y(double value) {
    return box.bottom() - values.at(value) * box.height();
  }

  /** The width of a step. */
  double step() {
    return (double) span.step().toMillis() / span.length().toMillis() * box.width();
  }

  /** The course in pieces without a gap. */
  List<List<Point>> pieces(Series series) {
    List<List<Point>> pieces = new ArrayList<>();
    double joined = span.step().toMillis() / 1000.0 * JOINED;
    for (Point point : series.points()) {
      if (!Double.isFinite(point.value())) {
        continue;
      }
      if (pieces.isEmpty() || point.time() - pieces.getLast().getLast().time() > joined) {
        pieces.add(new ArrayList<>());
      }
      pieces.getLast().add(point);
    }
    return pieces;
  }

  String line(List<Point> piece) {
    return piece.stream()
        .map(point -> Svg.number(x(point.time())) + " " + Svg.number(y(point.value())))
        .collect(Collectors.joining("L", "M", ""));
  }

  /** What lies below the course, for each piece. */
  List<String> areas(Series series) {
    return pieces(series).stream()
        .map(piece -> line(piece) + "L" + Svg.number(x(piece.getLast().time())) + " " + Svg.number(box.bottom()) + "L"
            + Svg.number(x(piece.getFirst().time())) + " " + Svg.number(box.bottom()) + "Z")
        .toList();
  }
}
