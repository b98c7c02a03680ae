package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Directory Service, Identity Center, Artifact, and names that are no principals. */
class ServiceLivesTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String SSO = "sso.amazonaws.com";
  private static final String SYNC = "aws-artifact-account-sync.amazonaws.com";
  private static final String ARTIFACT = "artifact.amazonaws.com";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  @Test
  void directoryServiceNeedsNothingAndItsSharesSurvive() {
    bench.declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.condition(DS, "Initialized").orElseThrow().reason()).isEqualTo("InitializationNotRequired");
    bench.organization()
        .management()
        .things("eu-west-1")
        .put("shared-directory", "d-shared", share -> share.inAccount(SECURITY));
    bench.delete(DS);
    bench.awaitGone(DS);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS, "DisableAWSServiceAccess " + DS);
  }

  @Test
  void singleSignOnAwaitsItsInstanceAndIsDisabledOnlyAfterAConfirmation() {
    bench.declareService(SSO);
    bench.awaitReady(SSO, "False", "AwaitingServiceAdministrator");
    bench.organization().management().things("eu-west-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    bench.awaitReady(SSO, "True", "Ready");

    bench.delete(SSO);
    bench.awaitReady(SSO, "False", "ImpactNotConfirmed");
    assertThat(bench.message(SSO, "Stalled")).contains("nobody can sign in to any account")
        .contains("confirm cleaned-up " + SSO);
    assertThat(bench.status(SSO).impact()).isEqualTo("service-outage");
    bench.awaitSnapshots(1);
    assertThat(bench.organization().isEnabled(SSO)).isTrue();
    bench.confirmCleanedUp(SSO);
    bench.awaitGone(SSO);
    assertThat(bench.organization().isEnabled(SSO)).isFalse();
  }

  @Test
  void accessDisabledByOthersIsEnabledWithinOneSnapshotAndStaysTheirs() {
    bench.organization().management().things("us-east-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    bench.organization().enabled(SSO, LONG_AGO);
    bench.declareService(SSO);
    bench.awaitReady(SSO, "True", "Ready");
    assertThat(bench.status(SSO).enabledBy()).isEqualTo("Other");
    assertThat(bench.aws().calls().changes()).isEmpty();

    Instant night = Instant.now();
    bench.organization().disableAccess(SSO);
    bench.await("access to be back", () -> bench.organization().isEnabled(SSO));
    assertThat(Duration.between(night, bench.organization().enabledSince(SSO).orElseThrow()))
        .isLessThan(Duration.ofSeconds(6));
    bench.awaitReady(SSO, "True", "Ready");
    assertThat(bench.status(SSO).enabledBy()).as("put back is not made ours").isEqualTo("Other");
    assertThat(bench.metrics()).containsPattern("trusted_access_drift_corrections_total\\{.*" + SSO + ".*} 1.0");

    bench.delete(SSO);
    bench.awaitGone(SSO);
    assertThat(bench.organization().isEnabled(SSO)).as("Restore leaves enabled what it found enabled").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {SYNC, ARTIFACT})
  void artifactIsEnabledUnderEitherNameAndTheListedOneIsDisabled(String listed) {
    bench.organization().enabled(listed, LONG_AGO);
    bench.organization().management().role("AWSArtifactAccountSync", "/service-role/");
    bench.organization().management().things("us-east-1").put("agreement", "nda");
    bench.declareService(SYNC, "deletionPolicy: Disable");
    bench.awaitReady(SYNC, "True", "Ready");
    assertThat(bench.message(SYNC, "AccessEnabled")).contains(listed);
    assertThat(bench.aws().calls().changes()).isEmpty();

    bench.delete(SYNC);
    bench.awaitReady(SYNC, "False", "ImpactNotConfirmed");
    assertThat(bench.remaining(SYNC)).singleElement()
        .satisfies(agreement -> assertThat(agreement.effect()).isEqualTo("Survives"));
    bench.confirmCleanedUp(SYNC);
    bench.awaitGone(SYNC);
    assertThat(bench.changes()).containsExactly("DisableAWSServiceAccess " + listed);
  }

  /** Access alone, under whichever name, brings no role: whoever starts Artifact does. */
  @ParameterizedTest
  @ValueSource(strings = {SYNC, ARTIFACT})
  void artifactAwaitsItsUserUnderEitherName(String listed) {
    bench.organization().enabled(listed, LONG_AGO);
    bench.declareService(listed);
    bench.awaitReady(listed, "False", "AwaitingServiceAdministrator");
    bench.organization().management().role("AWSServiceRoleForArtifact", "/aws-service-role/artifact.amazonaws.com/");
    requestReconcile(listed);
    bench.awaitReady(listed, "True", "Ready");
  }

  private void declaredUnderBothNames() {
    bench.organization().management().role("AWSArtifactAccountSync", "/service-role/");
    bench.declareService(SYNC);
    bench.awaitReady(SYNC, "True", "Ready");
    bench.declareService(ARTIFACT);
    bench.awaitReady(ARTIFACT, "False", "DuplicateService");
  }

  @Test
  void theOlderOfTwoDeclarationsLeavesAccessToTheYounger() {
    declaredUnderBothNames();

    bench.delete(SYNC);
    bench.awaitGone(SYNC);
    bench.awaitReady(ARTIFACT, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + SYNC);
  }

  @Test
  void theYoungerOfTwoDeclarationsOfOneServiceChangesNothing() {
    declaredUnderBothNames();
    assertThat(bench.message(ARTIFACT, "Stalled")).contains(SYNC);

    bench.delete(ARTIFACT);
    bench.awaitGone(ARTIFACT);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + SYNC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organizations.amazonaws.com", "events.amazonaws.com"})
  void aRejectedNameIsRefusedWithAdviceAndNoCall(String rejected) {
    bench.declareService(rejected, "acceptUnknownService: true");
    bench.awaitReady(rejected, "False", "UnrecognizedPrincipal");
    assertThat(bench.message(rejected, "Stalled"))
        .startsWith(rejected + " is not a service principal for trusted access")
        .endsWith("Correct spec.servicePrincipal.");
    assertThat(bench.aws().calls().about(rejected)).isEmpty();
    assertThat(bench.aws().calls().changes()).isEmpty();
    bench.delete(rejected);
    bench.awaitGone(rejected);
  }

  @Test
  void aServiceThatAPersonEnablesInItsConsoleIsAwaited() {
    String q = WithoutIntegration.Q_DEVELOPER;
    bench.declareService(q, "initialization: {mode: None}");
    bench.awaitReady(q, "False", "ServiceApiRequired");
    assertThat(bench.message(q, "Ready"))
        .contains("must be enabled in its console",
            "Ask the service administrator to open: Amazon Q Developer console");
    assertThat(bench.aws().calls().changes()).isEmpty();
    bench.organization().enableAccess(q);
    bench.awaitReady(q, "True", "Ready");
    assertThat(bench.status(q).enabledBy()).isEqualTo("Other");
  }
}
