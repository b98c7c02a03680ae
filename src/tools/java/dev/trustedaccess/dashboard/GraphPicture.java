package dev.trustedaccess.dashboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.trustedaccess.dashboard.Answers.Named;
import dev.trustedaccess.dashboard.Series.Point;
import dev.trustedaccess.dashboard.Svg.Anchor;

/** Courses over time as lines or bars, with axes and a legend. */
final class GraphPicture {
  private static final double SIZE = 10.5;
  private static final double LEGEND_ROW = 17;
  private static final double SWATCH = 16;

  private GraphPicture() {}

  static void draw(Svg svg, Box box, Panel panel, List<Named> answer, Span span) {
    List<List<Named>> legend = rows(answer, box.width());
    Scale values = Scale.forValues(highest(panel, answer), panel.wholeNumbers());
    Box area = box.shrunk(44, 4, 4, 18 + legend.size() * LEGEND_ROW);
    var plot = new Plot(area, span, values);
    axes(svg, plot, panel.unit());
    if (panel.bars()) {
      bars(svg, plot, answer);
    } else {
      lines(svg, plot, answer);
    }
    if (panel.thresholdLines()) {
      panel.thresholds()
          .stream()
          .filter(each -> Double.isFinite(each.from()))
          .forEach(each -> svg.line(area.x(), plot.y(each.from()), area.right(), plot.y(each.from()), each.color()));
    }
    legend(svg, new Box(box.x(), area.bottom() + 18, box.width(), 0), answer, legend);
  }

  private static double highest(Panel panel, List<Named> answer) {
    double ofSeries = panel.bars()
        ? tops(answer).values().stream().mapToDouble(Double::doubleValue).max().orElse(0)
        : answer.stream().mapToDouble(each -> each.series().highest()).max().orElse(0);
    return panel.thresholdLines()
        ? Math.max(ofSeries, panel.thresholds().getLast().from())
        : ofSeries;
  }

  private static void axes(Svg svg, Plot plot, Unit unit) {
    Box area = plot.box();
    for (double tick : plot.values().ticks()) {
      svg.line(area.x(), plot.y(tick), area.right(), plot.y(tick), Colors.EDGE);
      svg.write(area.x() - 6, plot.y(tick) + 3.5, SIZE, Colors.FAINT, Anchor.END, unit.text(tick));
    }
    double seconds = plot.span().length().toSeconds();
    for (double tick : Scale.forTime(seconds).ticks()) {
      double x = area.x() + tick / seconds * area.width();
      var time = Duration.ofSeconds((long) tick);
      svg.line(x, area.bottom(), x, area.bottom() + 4, Colors.EDGE);
      svg.write(x, area.bottom() + 15, SIZE, Colors.FAINT, Anchor.MIDDLE,
          "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart()));
    }
  }

  private static void lines(Svg svg, Plot plot, List<Named> answer) {
    for (int at = 0; at < answer.size(); at++) {
      String color = Colors.ofSeries(at);
      for (List<Point> piece : plot.pieces(answer.get(at).series())) {
        if (piece.size() == 1) {
          svg.dot(plot.x(piece.getFirst().time()), plot.y(piece.getFirst().value()), color);
        } else {
          svg.path(plot.line(piece), color);
        }
      }
    }
  }

  private static void bars(Svg svg, Plot plot, List<Named> answer) {
    Map<Double, Double> tops = new TreeMap<>();
    for (int at = 0; at < answer.size(); at++) {
      for (Point point : answer.get(at).series().points()) {
        if (point.value() > 0) {
          double below = tops.getOrDefault(point.time(), 0.0);
          double above = below + point.value();
          tops.put(point.time(), above);
          double width = plot.step() * 0.8;
          svg.bar(new Box(plot.x(point.time()) - width / 2, plot.y(above), width, plot.y(below) - plot.y(above)),
              Colors.ofSeries(at));
        }
      }
    }
  }

  /** How high the bars are together, by the time. */
  private static Map<Double, Double> tops(List<Named> answer) {
    Map<Double, Double> tops = new TreeMap<>();
    answer
        .forEach(each -> each.series().points().forEach(point -> tops.merge(point.time(), point.value(), Double::sum)));
    return tops;
  }

  private static List<List<Named>> rows(List<Named> answer, double width) {
    List<List<Named>> rows = new ArrayList<>();
    double used = width;
    for (Named each : answer) {
      if (used + entry(each) > width) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.getLast().add(each);
      used += entry(each);
    }
    return rows;
  }

  private static double entry(Named each) {
    return SWATCH + Svg.widthOf(each.name(), SIZE) + 8;
  }

  private static void legend(Svg svg, Box box, List<Named> answer, List<List<Named>> rows) {
    double down = box.y() + LEGEND_ROW - 4;
    for (List<Named> row : rows) {
      double across = box.x();
      for (Named each : row) {
        svg.bar(new Box(across, down - 5, 11, 3), Colors.ofSeries(answer.indexOf(each)));
        svg.write(across + SWATCH, down, SIZE, Colors.TEXT, Anchor.START,
            Svg.fit(each.name(), SIZE, box.width() - SWATCH));
        across += entry(each);
      }
      down += LEGEND_ROW;
    }
  }
}
