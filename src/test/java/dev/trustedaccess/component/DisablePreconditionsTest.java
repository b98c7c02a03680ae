package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;

import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold before a deletion changes anything; words that speak about another moment do not count. */
class DisablePreconditionsTest extends OnBench {
  private static final String SSO = "sso.amazonaws.com";
  private static final String HUB = "securityhub.amazonaws.com";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  private void awaitingAConfirmation() {
    bench.declareService(SSO, "initialization: {mode: None}");
    bench.awaitReady(SSO, "True", "Ready");
    bench.delete(SSO);
    bench.awaitReady(SSO, "False", "ImpactNotConfirmed");
  }

  private void takeBack() {
    bench.cluster().resources(ServiceConfirmation.class).withName(SSO).delete();
  }

  private void staysOn() {
    bench.awaitSnapshots(1);
    assertThat(bench.declaration(SSO)).isPresent();
    assertThat(bench.organization().isEnabled(SSO)).isTrue();
  }

  @Test
  void aConfirmationOfAnotherLifeOrAnotherDeletionDoesNotCount() {
    awaitingAConfirmation();
    var about = bench.declaration(SSO).orElseThrow().getMetadata();
    bench.confirmCleanedUp(SSO, "00000000-0000-4000-8000-000000000000", about.getDeletionTimestamp());
    staysOn();
    takeBack();
    bench.confirmCleanedUp(SSO, about.getUid(),
        Instant.parse(about.getDeletionTimestamp()).minusSeconds(60).toString());
    staysOn();
    takeBack();
    bench.confirmInitialized(SSO);
    staysOn();
    takeBack();
    bench.confirmCleanedUp(SSO);
    bench.awaitGone(SSO);
    assertThat(bench.organization().isEnabled(SSO)).isFalse();
  }

  @Test
  void aConfirmationWithdrawnBeforeTheDisableHoldsIt() {
    awaitingAConfirmation();
    // The confirmation is withdrawn after the preconditions began to read what remains, and before access is disabled.
    bench.aws().faults().next("sso:ListInstances").run(this::takeBack);
    bench.confirmCleanedUp(SSO);
    bench.await("the confirmation to be deleted",
        () -> bench.cluster().resources(ServiceConfirmation.class).withName(SSO).get() == null);
    staysOn();
    assertThat(bench.aws().calls().count("organizations:DisableAWSServiceAccess")).isZero();
    bench.confirmCleanedUp(SSO);
    bench.awaitGone(SSO);
  }

  /** It stands for what cannot be read; one answer that did not come in a moment is asked for again. */
  @Test
  void aConfirmationDoesNotStandForAReadThatFailsForAMoment() {
    awaitingAConfirmation();
    bench.organization().delegate(SSO, Bench.SECURITY);
    bench.aws().faults().every("organizations:ListDelegatedAdministrators").fail("TooManyRequestsException", 400);
    bench.confirmCleanedUp(SSO);
    bench.awaitReady(SSO, "False", "CleanupNotVerifiable");
    assertThat(bench.organization().isEnabled(SSO)).isTrue();

    bench.aws().faults().clear();
    bench.awaitReady(SSO, "False", "DelegatedAdministratorsRegistered");
    staysOn();
    assertThat(bench.aws().calls().count("organizations:DisableAWSServiceAccess")).isZero();
  }

  @Test
  void aRetainPatchedInWhileThePreconditionsReadsStopsTheClosing() {
    awaitingAConfirmation();
    bench.aws()
        .faults()
        .next("sso:ListInstances")
        .run(() -> bench.patch(SSO, "{\"spec\":{\"deletionPolicy\":\"Retain\"}}"));
    bench.confirmCleanedUp(SSO);
    bench.awaitGone(SSO);
    assertThat(bench.organization().isEnabled(SSO)).isTrue();
    assertThat(bench.aws().calls().count("organizations:DisableAWSServiceAccess")).isZero();
  }

  @Test
  void accessThatOthersEnabledDuringLongReadsIsTheirs() {
    String ds = "ds.amazonaws.com";
    bench.declareService(ds);
    bench.awaitReady(ds, "True", "Ready");
    bench.aws().faults().next("ds:DescribeDirectories").delay(Duration.ofSeconds(6));
    bench.aws().faults().call(2, "ds:DescribeDirectories").run(() -> {
      bench.organization().disableAccess(ds);
      bench.organization().enabled(Instant.now(), ds);
    });
    bench.delete(ds);
    bench.awaitGone(ds);
    assertThat(bench.organization().isEnabled(ds)).isTrue();
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + ds);
  }

  @Test
  void aPolicyTypeThatIsStillOnBlocksConfirmedOrNot() {
    bench.organization().policyType("SECURITYHUB_POLICY");
    bench.organization().enabled(HUB, Instant.parse("2024-05-01T00:00:00Z"));
    bench.declareService(HUB, "initialization: {mode: None}", "deletionPolicy: Disable");
    bench.awaitReady(HUB, "True", "Ready");
    bench.delete(HUB);
    bench.awaitReady(HUB, "False", "PolicyTypeEnabled");
    assertThat(bench.message(HUB, "Stalled")).contains("policy-type SECURITYHUB_POLICY");
    bench.confirmCleanedUp(HUB);
    bench.awaitSnapshots(1);
    assertThat(bench.organization().isEnabled(HUB)).isTrue();
    bench.organization().withoutPolicyType("SECURITYHUB_POLICY");
    bench.awaitGone(HUB);
    assertThat(bench.organization().isEnabled(HUB)).isFalse();
  }

  @Test
  void aDeletionThatRacesAnOpeningIsResolvedBeforeTheTableIsApplied() {
    String ds = "ds.amazonaws.com";
    bench.aws().faults().next("organizations:EnableAWSServiceAccess").run(() -> bench.delete(ds));
    bench.declareService(ds);
    bench.await("the opening", () -> bench.aws().calls().count("organizations:EnableAWSServiceAccess") == 1);
    bench.awaitGone(ds);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + ds, "DisableAWSServiceAccess " + ds);
  }
}
