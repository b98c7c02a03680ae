package dev.trustedaccess.component;

import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A list that is read page by page may lack an entry that was there all along. */
class VanishingTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String LIST = "organizations:ListAWSServiceAccessForOrganization";
  /** The first of all names; when it goes from the first page, everything behind moves up by one. */
  private static final String FIRST = "a.amazonaws.com";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  @BeforeEach
  void listedFirstOnASecondPage() {
    bench.aws().pages().byPosition();
    bench.aws().pages().atMost(2);
    bench.organization()
        .enabled(LONG_AGO, FIRST)
        .enabled(LONG_AGO, "b.amazonaws.com")
        .enabled(LONG_AGO, "e.amazonaws.com");
    bench.connect("0s");
    bench.startOperator();
  }

  private void declared() {
    bench.declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
  }

  private void anotherGoesBetweenTwoPages() {
    bench.aws().faults().call(2, LIST).run(() -> bench.organization().disableAccess(FIRST));
  }

  @Test
  void whatIsSkippedIsNotPutBack() {
    bench.organization().enabled(LONG_AGO, DS);
    declared();
    anotherGoesBetweenTwoPages();
    bench.await("the other to go", () -> !bench.organization().isEnabled(FIRST));
    bench.awaitSnapshots(3);
    assertThat(bench.aws().calls().count("organizations:EnableAWSServiceAccess")).isZero();
    assertThat(bench.events(DS)).noneMatch(event -> event.contains("DriftCorrected"));
    assertThat(bench.condition(DS, "Ready").orElseThrow().status()).isEqualTo("True");
  }

  @Test
  void whatIsSkippedDoesNotLetADeletionGo() {
    declared();
    bench.patchConnection("default", "{\"spec\":{\"deletionHold\":\"1h\"}}");
    bench.delete(DS);
    bench.awaitReady(DS, "False", "DeletionHeld");
    anotherGoesBetweenTwoPages();
    bench.await("the other to go", () -> !bench.organization().isEnabled(FIRST));
    bench.awaitSnapshots(3);
    assertThat(bench.declaration(DS)).isPresent();
    assertThat(bench.organization().isEnabled(DS)).isTrue();
    bench.patchConnection("default", "{\"spec\":{\"deletionHold\":\"0s\"}}");
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).isFalse();
  }
}
