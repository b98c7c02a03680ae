package dev.trustedaccess.component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An organization in which sixty services are on that nobody declares: four pages of them, none ever touched. */
class BrownfieldTest extends OnBench {
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");
  private static final List<String> UNDECLARED = IntStream.rangeClosed(1, 60)
      .mapToObj("undeclared-%02d.amazonaws.com"::formatted)
      .toList();
  private static final List<String> FOUND = List.of("config-multiaccountsetup.amazonaws.com", "ram.amazonaws.com");
  private static final String OURS = "ds.amazonaws.com";

  @Test
  void theyAreShownAndUntouchedWhileOthersComeAndGo() {
    UNDECLARED.forEach(principal -> bench.organization().enabled(principal, LONG_AGO));
    FOUND.forEach(principal -> bench.organization().enabled(principal, LONG_AGO));
    Map<String, Instant> before = new TreeMap<>(bench.organization().enabledPrincipals());
    bench.connect(spec -> spec.put("observeInterval", "5s"));
    bench.startOperator();
    FOUND.forEach(principal -> bench.declareService(principal, "initialization: {mode: None}"));
    bench.declareService(OURS);
    FOUND.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.awaitReady(OURS, "True", "Ready");
    assertThat(FOUND).allSatisfy(principal -> assertThat(bench.status(principal).enabledBy()).isEqualTo("Other"));

    OrganizationConnectionStatus shown = bench.awaitConnectionStatus(
        "them", status -> Integer.valueOf(63).equals(status.enabledCount()));
    assertThat(shown).extracting(status -> status.undeclaredCount()).isEqualTo(60);
    assertThat(String.valueOf(shown)).contains(UNDECLARED);

    FOUND.forEach(bench::delete);
    bench.delete(OURS);
    FOUND.forEach(bench::awaitGone);
    bench.awaitGone(OURS);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + OURS, "DisableAWSServiceAccess " + OURS);
    assertThat(bench.organization().enabledPrincipals()).isEqualTo(before);
  }
}
