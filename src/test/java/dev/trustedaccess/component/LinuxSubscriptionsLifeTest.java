package dev.trustedaccess.component;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The discovery of Linux subscriptions, whose Regions are a person's choice. */
class LinuxSubscriptionsLifeTest extends OnBench {
  private static final String LINUX = "license-manager-linux-subscriptions.amazonaws.com";
  private static final String DISCOVERY = "license-manager-linux-subscriptions/discovery";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  /** The call replaces Regions that somebody chose, so the operator shows it and does not send it. */
  @Test
  void aPersonConfiguresTheDiscoveryAndEndsIt() {
    bench.declareService(LINUX);
    bench.awaitReady(LINUX, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(LINUX, "Ready")).contains("no linked discovery exists")
        .endsWith("update-service-settings --linux-subscriptions-discovery Enabled"
            + " --linux-subscriptions-discovery-settings OrganizationIntegration=Enabled,SourceRegions=REGIONS");
    bench.organization().management().things("eu-west-1").put(DISCOVERY, "chosen");
    bench.awaitReady(LINUX, "True", "Ready");

    bench.delete(LINUX);
    bench.awaitReady(LINUX, "False", "CleanupPending");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + LINUX);
    bench.organization().management().things("eu-west-1").clear(DISCOVERY);
    bench.awaitGone(LINUX);
    assertThat(bench.changes())
        .containsExactly("EnableAWSServiceAccess " + LINUX, "DisableAWSServiceAccess " + LINUX);
  }

  @ParameterizedTest
  @CsvSource({"InProgress,AwaitingInitialization", "Failed,InitializationFailed"})
  void aDiscoveryThatHasNotSucceededIsNotReady(String status, String reason) {
    bench.organization().enableAccess(LINUX);
    bench.organization()
        .management()
        .things("us-east-1")
        .put(DISCOVERY, "chosen", thing -> thing.with("Status", status));
    bench.declareService(LINUX);
    bench.awaitReady(LINUX, "False", reason);
    assertThat(bench.message(LINUX, "Ready")).contains("linked discovery");
    assertThat(bench.changes()).isEmpty();
  }

  /** AWS may add a value that this version does not know. It does not say that the organization is not linked. */
  @Test
  void aLinkThatThisVersionDoesNotKnowIsNotTakenForNone() {
    bench.declareService(LINUX);
    bench.awaitReady(LINUX, "False", "AwaitingServiceAdministrator");
    bench.organization()
        .management()
        .things("eu-west-1")
        .put(
            DISCOVERY, "chosen",
            thing -> thing.with("LinuxSubscriptionsDiscoverySettings.OrganizationIntegration", "Partial"));
    bench.delete(LINUX);
    bench.awaitReady(LINUX, "False", "CleanupNotVerifiable");
    assertThat(bench.message(LINUX, "Ready")).contains("license-manager-linux-subscriptions:GetServiceSettings");
    assertThat(bench.organization().isEnabled(LINUX)).isTrue();
  }
}
