package dev.trustedaccess.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.trustedaccess.dashboard.Panel.Grid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The chart's dashboard is whole, and the documentation's picture of it is not an old one. */
class DashboardTest {
  private static final String DRAW = "mvn verify -Pe2e -DskipUnitTests -Dit.test=DashboardIT -Ddashboard.write=true";
  private static final Instant FROM = Instant.parse("2026-01-31T08:00:00Z");

  @Test
  void thePictureShowsThePanelsOfToday() throws IOException {
    List<String> titles = Dashboard.ofChart().panels().stream().map(Panel::title).toList();
    assertThat(Drawn.of(Files.readString(Dashboard.PICTURE)).titles())
        .as("%s is stale, run: %s", Dashboard.PICTURE, DRAW)
        .hasSizeGreaterThan(8)
        .containsExactlyElementsOf(titles);
  }

  @Test
  void noPanelCoversAnother() {
    List<Grid> grids = Dashboard.ofChart().panels().stream().map(Panel::grid).toList();
    assertThat(grids).allSatisfy(one -> {
      assertThat(one.x() + one.width()).isLessThanOrEqualTo(24);
      assertThat(grids.stream().filter(other -> covers(one, other))).hasSize(1);
    });
  }

  @Test
  void variablesAreReplacedAsGrafanaReplacesThem() {
    var query = new Query("rate(a{organization=~\"$organization\"}[$__rate_interval]) + b[$__range]", "{{x}} {{y}}",
        false);
    var minute = new Span(FROM, FROM.plusSeconds(60), Duration.ofSeconds(1));
    var day = new Span(FROM, FROM.plusSeconds(86_400), Duration.ofMinutes(2));
    assertThat(query.promql(Duration.ofSeconds(1), minute)).isEqualTo("rate(a{organization=~\".*\"}[4s]) + b[60s]");
    assertThat(query.promql(Duration.ofSeconds(30), day)).isEqualTo("rate(a{organization=~\".*\"}[150s]) + b[86400s]");
    assertThat(query.name(Map.of("x", "enable", "y", "Accepted", "z", "unasked"))).isEqualTo("enable Accepted");
  }

  private static boolean covers(Grid one, Grid other) {
    return one.x() < other.x() + other.width() && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height() && other.y() < one.y() + one.height();
  }
}
