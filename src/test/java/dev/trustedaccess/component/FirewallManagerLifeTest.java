package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Firewall Manager is initialized and cleaned up by the operator. */
class FirewallManagerLifeTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";
  private static final String OTHER = "777788889999";
  private static final OwnedResource ADMINISTRATOR = new OwnedResource(
      "administrator", SECURITY, SECURITY, "us-east-1", null);
  private static final OwnedResource REGISTRATION = new OwnedResource(
      "delegated-administrator", SECURITY, SECURITY, "global", null);
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  /** What status records as the operator's, without what others removed. */
  private List<OwnedResource> owned() {
    List<OwnedResource> all = bench.status(FMS).ownedResources();
    return (all == null ? Stream.<OwnedResource>empty() : all.stream())
        .filter(owned -> owned.removedByOthers() == null)
        .toList();
  }

  @Test
  void itsAdministratorIsSetAwaitedAndRemovedOnlyAfterThePreconditions() {
    bench.organization().firewallManager().comesAfter(Duration.ofSeconds(5));
    bench.declareService(FMS, DECLARED);

    bench.awaitReady(FMS, "False", "AwaitingInitialization");
    bench.await("the owned resource in status", () -> bench.status(FMS).ownedResources() != null);
    assertThat(bench.status(FMS).ownedResources()).containsExactlyInAnyOrder(ADMINISTRATOR, REGISTRATION);
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(bench.message(FMS, "Initialized")).contains(SECURITY);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + FMS, "AssociateAdminAccount");

    bench.organization().firewallManager().policy(SECURITY, "eu-west-1", "block-bad-bots");
    bench.delete(FMS);
    bench.awaitCondition(FMS, "CleanedUp", "False", "CleanupPending");
    assertThat(bench.message(FMS, "Ready")).contains("policy block-bad-bots in eu-west-1")
        .contains("trusted-access-operator confirm cleaned-up " + FMS);
    assertThat(bench.remaining(FMS))
        .containsExactly(new Remaining("policy", "block-bad-bots", SECURITY, "eu-west-1", "Lost"));
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).as("nothing is removed before the preconditions hold").hasSize(2);

    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + FMS, "AssociateAdminAccount", "DisassociateAdminAccount",
        "DisableAWSServiceAccess " + FMS);
    Call removedOwned = bench.aws().calls().of("fms:DisassociateAdminAccount").getFirst();
    assertThat(List.of(removedOwned.account(), String.valueOf(removedOwned.role()), removedOwned.region()))
        .containsExactly(SECURITY, "trusted-access-service", "us-east-1");
    assertThat(bench.organization().isEnabled(FMS)).isFalse();
  }

  @Test
  void accessStaysEnabledUntilTheAdministratorIsSeenRemoved() {
    bench.organization().firewallManager().goesAfter(Duration.ofSeconds(5), Duration.ZERO);
    bench.declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.delete(FMS);
    bench.awaitCondition(FMS, "CleanedUp", "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    Call removedOwned = bench.aws().calls().of("fms:DisassociateAdminAccount").getFirst();
    Call closed = bench.aws().calls().of("organizations:DisableAWSServiceAccess").getFirst();
    assertThat(closed.at()).isAfter(removedOwned.at().plusSeconds(5));
    assertThat(bench.aws().calls().count("fms:DisassociateAdminAccount")).isEqualTo(1);
  }

  /** The service takes longer than any list may lag behind, and would refuse to be asked again. */
  @Test
  void itsAdministratorIsAskedToGoOnceHoweverLongItTakes() {
    bench.stopOperator();
    bench.startOperator(Duration.ofSeconds(2));
    bench.organization().firewallManager().goesAfter(Duration.ofSeconds(20), Duration.ZERO);
    bench.declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.delete(FMS);
    bench.awaitCondition(FMS, "CleanedUp", "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitReady(FMS, "False", "Disabling");
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + FMS, "AssociateAdminAccount", "DisassociateAdminAccount",
        "DisableAWSServiceAccess " + FMS);
    assertThat(bench.aws().calls().count("fms:DisassociateAdminAccount")).isEqualTo(1);
    assertThat(bench.events(FMS)).noneMatch(event -> event.contains("no effect") || event.contains("refuses"));
  }

  @Test
  void anAdministratorOtherThanDeclaredIsNeverChanged() {
    bench.organization().account(OTHER, "other");
    bench.organization().enabled(FMS, LONG_AGO).firewallManager().administrator(OTHER);
    bench.declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "False", "AdministratorMismatch");
    assertThat(bench.message(FMS, "Stalled")).contains(OTHER, SECURITY)
        .endsWith("spec.delegatedAdministrators.");
    bench.awaitSnapshots(1);
    assertThat(bench.aws().calls().changes()).isEmpty();
  }

  @Test
  void anAdministratorThatIsThereIsAcceptedAndNeverRemoved() {
    bench.organization().enabled(FMS, LONG_AGO).firewallManager().administrator(SECURITY);
    bench.declareService(FMS);
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(bench.status(FMS).enabledBy()).isEqualTo("Other");
    assertThat(bench.status(FMS).ownedResources()).isNull();

    bench.patch(FMS, "{\"spec\":{\"deletionPolicy\":\"Disable\"}}");
    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "CleanupPending");
    assertThat(bench.message(FMS, "Ready")).contains("administrator " + SECURITY);
    bench.confirmCleanedUp(FMS);
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).as("an administrator of others blocks, confirmed or not").isEmpty();

    bench.organization().firewallManager().disassociate(SECURITY, Instant.now());
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly("DisableAWSServiceAccess " + FMS);
  }

  @Test
  void anAdministratorRemovedByOthersIsReportedAndNotSetAgain() {
    bench.declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.organization().firewallManager().disassociate(SECURITY, Instant.now());
    bench.awaitReady(FMS, "False", "ChangedByOthers");
    assertThat(bench.message(FMS, "Stalled")).contains(SECURITY);
    bench.awaitSnapshots(1);
    assertThat(bench.aws().calls().count("fms:AssociateAdminAccount")).isEqualTo(1);

    bench.organization().firewallManager().administrator(SECURITY);
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(owned()).as("the one that others set is not ours").isEmpty();
    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "CleanupPending");
    assertThat(bench.message(FMS, "Ready")).contains("administrator " + SECURITY);
    bench.confirmCleanedUp(FMS);
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).doesNotContain("DisassociateAdminAccount");
  }

  /** Others put back what they had replaced: it is theirs, so it is named, and goes only by them. */
  @Test
  void anAdministratorThatOthersReplacedAndPutBackIsTheirs() {
    bench.organization().account(OTHER, "other");
    bench.declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.organization().firewallManager().disassociate(SECURITY, Instant.now());
    bench.organization().firewallManager().administrator(OTHER);
    bench.awaitReady(FMS, "False", "AdministratorMismatch");
    bench.await("ours to have settled, and to be gone", () -> owned().isEmpty());
    bench.organization().firewallManager().disassociate(OTHER, Instant.now());
    bench.organization().firewallManager().administrator(SECURITY);
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(owned()).as("what others set again is not ours").isEmpty();

    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "CleanupPending");
    assertThat(bench.message(FMS, "Ready")).contains("administrator " + SECURITY);
    bench.confirmCleanedUp(FMS);
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + FMS, "AssociateAdminAccount");

    bench.organization().firewallManager().disassociate(SECURITY, Instant.now());
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + FMS, "AssociateAdminAccount", "DisableAWSServiceAccess " + FMS);
  }

  @Test
  void anAdministratorThatOthersAreRemovingIsNotBeingAppointed() {
    bench.organization().firewallManager().goesAfter(Duration.ofHours(1), Duration.ZERO);
    bench.declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.organization().firewallManager().disassociate(SECURITY, Instant.now());
    bench.awaitReady(FMS, "False", "ChangedByOthers");
    assertThat(bench.message(FMS, "Stalled")).contains("is removing", SECURITY);
    bench.await("ours to have settled, and to be gone", () -> owned().isEmpty());
    bench.organization().firewallManager().administrator(SECURITY);
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(owned()).as("what others set again is not ours").isEmpty();
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + FMS, "AssociateAdminAccount");
  }

  /** One answer that lacks it proves nothing: ours stays ours, nobody is told otherwise, and it goes with its declaration. */
  @Test
  void oneAnswerThatDoesNotFindTheAdministratorForgetsNothing() {
    bench.declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    awaitSettled();
    bench.aws().faults().next("fms:GetAdminAccount").fail("ResourceNotFoundException", 400);
    bench.awaitSnapshots(3);
    assertThat(bench.status(FMS).ownedResources()).containsExactlyInAnyOrder(ADMINISTRATOR, REGISTRATION);
    assertThat(bench.events(FMS)).noneMatch(event -> event.contains("ChangedByOthers"));
    bench.awaitReady(FMS, "True", "Ready");

    bench.delete(FMS);
    bench.awaitCondition(FMS, "CleanedUp", "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + FMS, "AssociateAdminAccount", "DisassociateAdminAccount",
        "DisableAWSServiceAccess " + FMS);
  }

  /** Nor is one answer a ground to set what stands already: it would count as ours from then on, and be removed. */
  @Test
  void oneAnswerThatDoesNotFindTheAdministratorOfOthersDoesNotMakeItOurs() {
    bench.organization().enabled(FMS, LONG_AGO).firewallManager().administrator(SECURITY);
    bench.aws().faults().next("fms:GetAdminAccount").fail("ResourceNotFoundException", 400);
    bench.declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.awaitSnapshots(1);
    assertThat(bench.status(FMS).ownedResources()).isNull();
    assertThat(bench.aws().calls().count("fms:AssociateAdminAccount")).as("tried").isZero();
  }

  private void awaitSettled() {
    Instant settled = bench.aws()
        .calls()
        .of("fms:AssociateAdminAccount")
        .getLast()
        .at()
        .plus(bench.settle())
        .plusSeconds(2);
    bench.await("what we set to have settled", () -> Instant.now().isAfter(settled));
  }

  @Test
  void withoutADeclaredAccountNoneIsInvented() {
    bench.declareService(FMS);
    bench.awaitReady(FMS, "False", "AdministratorAccountRequired");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + FMS);
    assertThat(bench.aws().calls().count("fms:AssociateAdminAccount")).isZero();
  }
}
