package dev.trustedaccess.component;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes go one at a time for an organization; those that wait do not act on what they saw long ago. */
class ManyAtOnceTest extends OnBench {
  private static final String SLOW = "ds.amazonaws.com";
  private static final String WAITING = WithoutIntegration.AGENT;

  @Test
  void whatOthersOpenWhileAChangeWaitsForItsTurnIsNotClaimed() {
    bench.connect("0s");
    bench.aws().faults().next("organizations:EnableAWSServiceAccess").about(SLOW).delay(Duration.ofSeconds(13));
    bench.startOperator().declareService(SLOW);
    bench.await("the slow change", () -> bench.aws().calls().count("organizations:EnableAWSServiceAccess") == 1);
    bench.declareService(WAITING, "initialization: {mode: None}");
    bench.awaitSnapshots(1);
    bench.organization().enableAccess(WAITING);
    bench.awaitReady(WAITING, "True", "Ready");
    assertThat(bench.status(WAITING).enabledBy()).isEqualTo("Other");
    bench.awaitReady(SLOW, "True", "Ready");
    bench.delete(WAITING);
    bench.awaitGone(WAITING);
    assertThat(bench.organization().isEnabled(WAITING)).isTrue();
  }

  @Test
  void manyAtOnceAreAllEnabledOnceWithinTheLimits() {
    List<String> many = List.of(
        "config.amazonaws.com", "ds.amazonaws.com", "resiliencehub.amazonaws.com", "devops-guru.amazonaws.com",
        "mgn.amazonaws.com", "account.amazonaws.com", WithoutIntegration.AGENT, WithoutIntegration.ACCOUNT_ACCESS,
        WithoutIntegration.NETWORK_SECURITY_MANAGER);
    bench.aws().throttling().enforce();
    bench.connect("0s");
    many.forEach(principal -> bench.declareService(principal, "initialization: {mode: None}"));
    bench.startOperator(Duration.ofSeconds(30));
    many.forEach(principal -> bench.awaitCondition(principal, "AccessEnabled", "True", "Enabled"));
    assertThat(many).allSatisfy(principal -> {
      assertThat(bench.status(principal).enabledBy()).isEqualTo("Operator");
      assertThat(bench.aws().calls().about(principal)).hasSize(1);
    });
  }
}
