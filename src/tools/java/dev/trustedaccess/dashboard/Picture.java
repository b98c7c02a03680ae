package dev.trustedaccess.dashboard;

import java.util.List;

import dev.trustedaccess.dashboard.Answers.Named;
import dev.trustedaccess.dashboard.Panel.Grid;
import dev.trustedaccess.dashboard.Svg.Anchor;

/** The dashboard as an SVG: each panel at its place in the grid, with what Prometheus answered. */
public final class Picture {
  private static final double WIDTH = 1120;
  private static final double MARGIN = 12;
  private static final double GAP = 8;
  private static final double HEAD = 40;
  private static final double COLUMN = (WIDTH - 2 * MARGIN + GAP) / 24;
  private static final double ROW = 34;
  private static final double TITLE = 12;

  private Picture() {}

  public static String of(Dashboard dashboard, Answers answers) {
    int rows = dashboard.panels().stream().map(Panel::grid).mapToInt(each -> each.y() + each.height()).max().orElse(0);
    double height = HEAD + rows * ROW + MARGIN - GAP;
    var svg = new Svg(WIDTH, height, dashboard.title());
    svg.box(new Box(0, 0, WIDTH, height), Colors.GROUND, Colors.EDGE);
    svg.strong(MARGIN + 2, 26, 16, Colors.TEXT, Anchor.START, dashboard.title());
    svg.write(WIDTH - MARGIN, 25, 11, Colors.FAINT, Anchor.END,
        "organization: All · " + answers.span().length().toSeconds() + " seconds");
    dashboard.panels().forEach(panel -> draw(svg, panel, answers));
    return svg.text();
  }

  private static void draw(Svg svg, Panel panel, Answers answers) {
    Box box = box(panel.grid());
    svg.box(box, Colors.PANEL, Colors.EDGE);
    svg.title(box.x() + 10, box.y() + 19, TITLE, Svg.fit(panel.title(), TITLE, box.width() - 16));
    List<Named> answer = answers.of(panel);
    Box inner = box.shrunk(10, 28, 10, 6);
    if (answer.isEmpty()) {
      svg.write(box.middle(), inner.y() + inner.height() / 2, TITLE, Colors.FAINT, Anchor.MIDDLE, panel.noValue());
      return;
    }
    switch (panel.kind()) {
      case STAT -> StatPicture.draw(svg, inner, panel, answer, answers.span());
      case TABLE -> TablePicture.draw(svg, inner, panel, answer.stream().map(Named::series).toList());
      case TIMESERIES -> GraphPicture.draw(svg, inner, panel, answer, answers.span());
    }
  }

  private static Box box(Grid grid) {
    return new Box(MARGIN + grid.x() * COLUMN, HEAD + grid.y() * ROW, grid.width() * COLUMN - GAP,
        grid.height() * ROW - GAP);
  }
}
