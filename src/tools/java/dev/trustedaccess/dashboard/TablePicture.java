package dev.trustedaccess.dashboard;

import java.util.List;
import java.util.stream.IntStream;

import dev.trustedaccess.dashboard.Columns.Cell;
import dev.trustedaccess.dashboard.Svg.Anchor;

/** A row for each series; what has no room is counted. */
final class TablePicture {
  private static final double ROW = 25;
  private static final double SIZE = 11.5;

  private TablePicture() {}

  static void draw(Svg svg, Box box, Panel panel, List<Series> series) {
    List<String> heads = panel.columns().heads();
    List<List<Cell>> rows = panel.columns().rows(series);
    int room = (int) (box.height() / ROW) - 1;
    List<List<Cell>> shown = rows.size() <= room ? rows : rows.subList(0, room - 1);
    double[] widths = widths(heads, shown, box.width());
    double down = box.y() + SIZE + 2;
    double across = box.x();
    for (int column = 0; column < heads.size(); column++) {
      svg.strong(across, down, SIZE, Colors.FAINT, Anchor.START,
          Svg.fit(heads.get(column), SIZE, widths[column]));
      double left = across;
      for (int row = 0; row < shown.size(); row++) {
        Cell cell = shown.get(row).get(column);
        svg.write(left, down + (row + 1) * ROW, SIZE, cell.color(), Anchor.START,
            Svg.fit(cell.text(), SIZE, widths[column]));
      }
      across += widths[column];
    }
    for (int row = 0; row < shown.size(); row++) {
      double y = down + row * ROW + 8;
      svg.line(box.x(), y, box.right(), y, Colors.EDGE);
    }
    if (shown.size() < rows.size()) {
      svg.write(box.x(), down + (shown.size() + 1) * ROW, SIZE, Colors.FAINT, Anchor.START,
          "and " + (rows.size() - shown.size()) + " more");
    }
  }

  /** By what stands in the columns; together as wide as the table. */
  private static double[] widths(List<String> heads, List<List<Cell>> rows, double width) {
    double[] widths = IntStream.range(0, heads.size())
        .mapToDouble(column -> 14 + Math.max(
            Svg.widthOf(heads.get(column), SIZE),
            rows.stream().mapToDouble(row -> Svg.widthOf(row.get(column).text(), SIZE)).max().orElse(0)))
        .toArray();
    double all = IntStream.range(0, widths.length).mapToDouble(column -> widths[column]).sum();
    return IntStream.range(0, widths.length).mapToDouble(column -> widths[column] * width / all).toArray();
  }
}
