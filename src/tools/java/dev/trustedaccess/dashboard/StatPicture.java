package dev.trustedaccess.dashboard;

import java.util.List;

import dev.trustedaccess.dashboard.Answers.Named;
import dev.trustedaccess.dashboard.Svg.Anchor;

/** The last value of each series in large figures, before its course; with names where there are several. */
final class StatPicture {
  private static final double FIGURE = 36;
  private static final double NAME = 11;

  private StatPicture() {}

  static void draw(Svg svg, Box box, Panel panel, List<Named> answer, Span span) {
    double width = box.width() / answer.size();
    for (int at = 0; at < answer.size(); at++) {
      Named each = answer.get(at);
      double last = each.series().last();
      String color = panel.colorOf(last);
      Box part = new Box(box.x() + at * width, box.y(), width, box.height());
      var course = new Plot(part.shrunk(0, part.height() * 0.6, 0, 0), span,
          Scale.forValues(each.series().highest(), false));
      course.areas(each.series()).forEach(area -> svg.area(area, color));
      double down = part.y() + (answer.size() > 1 ? 38 : 46);
      svg.strong(part.middle(), down, FIGURE, color, Anchor.MIDDLE, panel.unit().text(last));
      if (answer.size() > 1) {
        svg.write(part.middle(), down + 20, NAME, Colors.TEXT, Anchor.MIDDLE, each.name());
      }
    }
  }
}
