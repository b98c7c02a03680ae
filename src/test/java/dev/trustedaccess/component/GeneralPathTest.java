package dev.trustedaccess.component;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A service without an integration of its own goes the general path. */
class GeneralPathTest extends OnBench {
  private static final String ACCOUNT = "account.amazonaws.com";

  @Test
  void accessIsEnabledAndRememberedAsOurs() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(ACCOUNT, "initialization: {mode: None}");
    bench.awaitReady(ACCOUNT, "True", "Ready");
    assertThat(bench.organization().isEnabled(ACCOUNT)).isTrue();
    assertThat(bench.status(ACCOUNT).enabledBy()).isEqualTo("Operator");
    assertThat(bench.status(ACCOUNT).enabledTime()).isEqualTo(
        bench.organization()
            .enabledSince(ACCOUNT)
            .map(date -> date.truncatedTo(ChronoUnit.MILLIS))
            .map(Instant::toString)
            .orElseThrow());
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + ACCOUNT);
  }

  @Test
  void aPrincipalThatTheCatalogDoesNotKnowIsTouchedOnlyIfThatIsAccepted() {
    String unknown = "brandnew.amazonaws.com";
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(unknown);
    bench.awaitReady(unknown, "False", "UnknownService");
    assertThat(bench.message(unknown, "Stalled")).contains(unknown).endsWith("spec.acceptUnknownService to true.");
    assertThat(bench.aws().calls().about(unknown)).isEmpty();

    bench.patch(unknown, "{\"spec\":{\"acceptUnknownService\":true}}");
    bench.awaitReady(unknown, "False", "UnrecognizedPrincipal");
    // Like any refusal it counts as passing in its first minutes.
    assertThat(bench.condition(unknown, "Reconciling")).isPresent();
    assertThat(bench.aws().calls().about(unknown)).isNotEmpty().noneMatch(Call::done);
  }
}
