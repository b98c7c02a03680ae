package dev.trustedaccess.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.dashboard.Drawn.Text;
import dev.trustedaccess.dashboard.Series.Point;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody who looks at the picture notices. */
class PictureTest {
  private static final Instant FROM = Instant.parse("2026-01-31T08:00:00Z");
  private static final Span MINUTE = new Span(FROM, FROM.plusSeconds(60), Duration.ofSeconds(1));
  private static final String GREEN = Colors.ofSeries(0);

  private static final String STAT = """
      {"title": "Being deleted", "type": "stat", "gridPos": {"x": 0, "y": 0, "w": 6, "h": 4},
       "fieldConfig": {"defaults": {"unit": "short", "thresholds": {"steps": [
         {"color": "green", "value": null}, {"color": "red", "value": 3}]}}},
       "targets": [{"expr": "a", "legendFormat": "deleting"}]}
      """;
  private static final String TABLE = """
      {"title": "Reasons", "type": "table", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 4},
       "fieldConfig": {"defaults": {}, "overrides": [{"properties": [{"value": [{"options": {
         "0": {"text": "Fine", "color": "green"}, "2": {"text": "Waits", "color": "orange"}}}]}]}]},
       "options": {"sortBy": [{"desc": true}]},
       "transformations": [{"options": {"indexByName": {"principal": 0, "Value": 1},
         "renameByName": {"principal": "Principal", "Value": "State"}}}],
       "targets": [{"expr": "a", "legendFormat": "", "instant": true}]}
      """;
  private static final String GRAPH = """
      {"title": "Looks", "type": "timeseries", "gridPos": {"x": 12, "y": 4, "w": 12, "h": 9},
       "fieldConfig": {"defaults": {"unit": "s", "noValue": "Nobody looked", "custom": {"drawStyle": "%s"}}},
       "targets": [{"expr": "a", "legendFormat": "{{result}}"}]}
      """;

  @Test
  void aFigureHasTheColorOfTheThresholdThatItReached() {
    assertThat(draw(STAT, series("", 5, 2)).text("2").color()).isEqualTo(Colors.named("green"));
    assertThat(draw(STAT, series("", 2, 3)).text("3").color()).isEqualTo(Colors.named("red"));
  }

  @Test
  void aTableHasTheOrderAndTheWordsOfThePanel() {
    Drawn drawn = draw(TABLE,
        new Series(Map.of("principal", "ds.amazonaws.com"), List.of(point(0, 0))),
        new Series(Map.of("principal", "fms.amazonaws.com"), List.of(point(0, 2))));
    assertThat(drawn.words()).contains("Principal", "State");
    assertThat(drawn.text("Waits").color()).isEqualTo(Colors.named("orange"));
    assertThat(drawn.text("fms.amazonaws.com").y()).as("what waits is above what is fine")
        .isEqualTo(drawn.text("Waits").y())
        .isLessThan(drawn.text("ds.amazonaws.com").y());
  }

  @Test
  void aTableWithoutRoomSaysHowMuchIsMissing() {
    Series[] many = IntStream.range(0, 20)
        .mapToObj(at -> new Series(Map.of("principal", "p" + at), List.of(point(0, 0))))
        .toArray(Series[]::new);
    Drawn drawn = draw(TABLE, many);
    long shown = drawn.words().stream().filter(each -> each.matches("p\\d+")).count();
    assertThat(drawn.words()).contains("and " + (20 - shown) + " more");
    assertThat(shown).isPositive();
  }

  @Test
  void aCourseStandsBetweenAxesWithUnitsAndHasItsNameBelow() {
    Drawn drawn = draw(GRAPH.formatted("line"), series("Seen", 0, 1, 2, 2));
    assertThat(drawn.words()).contains("Seen", "0 s", "1 s", "2 s", "0:00", "0:30", "1:00");
    assertThat(drawn.text("2 s").y()).isLessThan(drawn.text("1 s").y());
    assertThat(drawn.text("Seen").y()).isGreaterThan(drawn.text("0:00").y());
    assertThat(drawn.paths("stroke", GREEN)).hasSize(1);
  }

  @Test
  void aGapIsNotBridged() {
    var gap = new Series(Map.of("result", "Seen"), List.of(
        point(0, 1), point(1, 1), point(2, Double.NaN), point(3, 1), point(4, 1), point(20, 1), point(21, 1)));
    assertThat(draw(GRAPH.formatted("line"), gap).paths("stroke", GREEN)).hasSize(3);
  }

  @Test
  void barsStandOnEachOther() {
    Drawn drawn = draw(GRAPH.formatted("bars"), series("Seen", 0, 2), series("Throttled", 0, 1));
    assertThat(drawn.words()).as("there is room for both together").contains("3 s");
    double seen = drawn.bars(GREEN).getFirst();
    double throttled = drawn.bars(Colors.ofSeries(1)).getFirst();
    assertThat(seen).isBetween(1.9 * throttled, 2.1 * throttled);
  }

  @Test
  void whereNothingWasSeenThePanelSaysSo() {
    assertThat(draw(GRAPH.formatted("line")).words()).contains("Looks", "Nobody looked");
  }

  @Test
  void aNameWithSignsOfXmlIsWrittenAsItIs() {
    assertThat(draw(GRAPH.formatted("line"), series("<a & \"b\">", 1)).words()).contains("<a & \"b\">");
  }

  @Test
  void panelsStandWhereTheGridHasThem() {
    Drawn drawn = drawAll(List.of(STAT, GRAPH.formatted("line")), series("Seen", 1, 2));
    Text left = drawn.text("Being deleted");
    Text right = drawn.text("Looks");
    assertThat(drawn.titles()).containsExactly("Being deleted", "Looks");
    assertThat(right.x()).isGreaterThan(left.x());
    assertThat(right.y()).isGreaterThan(left.y());
  }

  private static Drawn draw(String panel, Series... answer) {
    return drawAll(List.of(panel), answer);
  }

  private static Drawn drawAll(List<String> panels, Series... answer) {
    Dashboard dashboard = Dashboard.of("{\"title\": \"All\", \"panels\": [" + String.join(",", panels) + "]}");
    Map<Query, List<Series>> answers = dashboard.panels()
        .stream()
        .flatMap(panel -> panel.queries().stream())
        .distinct()
        .collect(Collectors.toMap(query -> query, _ -> Stream.of(answer).toList()));
    return Drawn.of(Picture.of(dashboard, new Answers(MINUTE, answers)));
  }

  private static Series series(String result, double... values) {
    return new Series(Map.of("result", result),
        IntStream.range(0, values.length).mapToObj(at -> point(at, values[at])).toList());
  }

  private static Point point(int second, double value) {
    return new Point(FROM.getEpochSecond() + second, value);
  }
}
