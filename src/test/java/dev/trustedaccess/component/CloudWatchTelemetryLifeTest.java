package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Things;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** An evaluation that a person starts and stops, and the rules of the organization. */
class CloudWatchTelemetryLifeTest extends OnBench {
  private static final String TELEMETRY = "observabilityadmin.amazonaws.com";
  private static final String EVALUATION = "of-the-organization";

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  /** In a Region that is not the home Region. */
  private Things evaluation(String status) {
    return bench.organization()
        .management()
        .things("eu-west-1")
        .put("telemetry-evaluation", EVALUATION, evaluation -> evaluation.with("Status", status));
  }

  @Test
  void aPersonStartsItInARegionOfTheirChoice() {
    bench.declareService(TELEMETRY);
    bench.awaitReady(TELEMETRY, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(TELEMETRY, "Ready"))
        .contains("aws observabilityadmin start-telemetry-evaluation-for-organization");
    evaluation("RUNNING");
    requestReconcile(TELEMETRY);
    bench.awaitReady(TELEMETRY, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + TELEMETRY);
  }

  @Test
  void oneThatIsStartingIsNoneYet() {
    evaluation("STARTING");
    bench.declareService(TELEMETRY);
    bench.awaitReady(TELEMETRY, "False", "AwaitingInitialization");
  }

  @Test
  void oneThatFailedToStartIsReported() {
    evaluation("FAILED_START");
    bench.declareService(TELEMETRY);
    bench.awaitReady(TELEMETRY, "False", "InitializationFailed");
  }

  @Test
  void whatIsNotStoppedAndEachRuleHoldTheDeletion() {
    evaluation("RUNNING");
    bench.declareService(TELEMETRY);
    bench.awaitReady(TELEMETRY, "True", "Ready");
    evaluation("FAILED_STOP");
    bench.organization().management().things("eu-west-1").put("telemetry-rule", "flow-logs");
    bench.organization().management().things("us-east-1").put("centralization-rule", "all-logs");
    bench.delete(TELEMETRY);
    bench.awaitReady(TELEMETRY, "False", "CleanupPending");
    assertThat(bench.remaining(TELEMETRY)).extracting(Remaining::kind, Remaining::id, Remaining::region)
        .containsExactlyInAnyOrder(
            tuple("telemetry-evaluation", EVALUATION, "eu-west-1"),
            tuple("telemetry-rule", "flow-logs", "eu-west-1"), tuple("centralization-rule", "all-logs", "us-east-1"));

    evaluation("STOPPED");
    bench.organization().management().clear("telemetry-rule");
    bench.organization().management().clear("centralization-rule");
    bench.awaitGone(TELEMETRY);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + TELEMETRY, "DisableAWSServiceAccess " + TELEMETRY);
  }
}
