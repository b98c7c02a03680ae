package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Trails that every Region shows, stores of which the list tells too little, and administrators of CloudTrail's own. */
class CloudTrailLifeTest extends OnBench {
  private static final String CLOUD_TRAIL = "cloudtrail.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String REGISTER = "RegisterOrganizationDelegatedAdmin";
  private static final String DEREGISTER = "DeregisterOrganizationDelegatedAdmin";
  private static final String TRAIL = "organization-trail";
  private static final String STORE = "event-data-store";

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  private static OwnedResource registration() {
    return new OwnedResource("delegated-administrator", SECURITY, SECURITY, "global", null);
  }

  /** A shadow is no second trail, and shows a trail that is homed where the operator does not ask. */
  @Test
  void aTrailIsFoundOnceWhereverItIsHomed() {
    bench.declareService(CLOUD_TRAIL);
    bench.awaitReady(CLOUD_TRAIL, "True", "Ready");
    var management = bench.organization().management();
    management.things("eu-west-1").put(TRAIL, "homed-in-europe").put(TRAIL, "of-one-account", Thing::notCounting);
    management.things("us-west-2").put(TRAIL, "homed-elsewhere");
    management.things("eu-west-1")
        .put(STORE, "of-the-organization")
        .put(STORE, "of-the-account", Thing::notCounting)
        .put(STORE, "deleted", thing -> thing.with("Status", "PENDING_DELETION"));

    bench.delete(CLOUD_TRAIL);
    bench.awaitReady(CLOUD_TRAIL, "False", "CleanupPending");
    assertThat(bench.remaining(CLOUD_TRAIL)).extracting(Remaining::kind, Remaining::id, Remaining::region)
        .containsExactlyInAnyOrder(
            tuple(TRAIL, "homed-in-europe", "eu-west-1"), tuple(TRAIL, "homed-elsewhere", "us-east-1"),
            tuple(STORE, "of-the-organization", "eu-west-1"));

    management.clear(TRAIL);
    management.clear(STORE);
    bench.awaitReady(CLOUD_TRAIL, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(CLOUD_TRAIL);
    bench.awaitGone(CLOUD_TRAIL);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + CLOUD_TRAIL, "DisableAWSServiceAccess " + CLOUD_TRAIL);
  }

  @Test
  void itsAdministratorIsRegisteredAndDeregisteredByItsOwnCalls() {
    bench.declareService(CLOUD_TRAIL, DECLARED);
    bench.awaitReady(CLOUD_TRAIL, "True", "Ready");
    assertThat(bench.organization().delegatedAdministrators(CLOUD_TRAIL)).containsOnlyKeys(SECURITY);
    assertThat(bench.status(CLOUD_TRAIL).ownedResources()).containsExactly(registration());

    bench.delete(CLOUD_TRAIL);
    bench.awaitReady(CLOUD_TRAIL, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(CLOUD_TRAIL);
    bench.awaitGone(CLOUD_TRAIL);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + CLOUD_TRAIL, REGISTER, DEREGISTER, "DisableAWSServiceAccess " + CLOUD_TRAIL);
    assertThat(bench.aws().calls().changes()).filteredOn(call -> call.action().startsWith("cloudtrail:"))
        .hasSize(2)
        .allSatisfy(call -> {
          assertThat(call.account()).isEqualTo(MANAGEMENT);
          assertThat(call.role()).isEqualTo("trusted-access-services");
          assertThat(call.region()).isEqualTo("us-east-1");
        });
  }

  /** What others registered in the last moment is there, as declared, and is not the operator's to deregister. */
  @Test
  void anAccountThatIsRegisteredAlreadyIsNotOwned() {
    bench.aws()
        .faults()
        .next("cloudtrail:" + REGISTER)
        .run(() -> bench.organization().delegate(CLOUD_TRAIL, SECURITY));
    bench.declareService(CLOUD_TRAIL, DECLARED);
    bench.awaitReady(CLOUD_TRAIL, "True", "Ready");
    assertThat(bench.aws().calls().count("cloudtrail:" + REGISTER)).isEqualTo(1);
    assertThat(bench.status(CLOUD_TRAIL).ownedResources()).isNullOrEmpty();

    bench.delete(CLOUD_TRAIL);
    bench.awaitReady(CLOUD_TRAIL, "False", "DelegatedAdministratorsRegistered");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).doesNotContain(DEREGISTER);

    bench.organization().endDelegation(CLOUD_TRAIL, SECURITY);
    bench.awaitReady(CLOUD_TRAIL, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(CLOUD_TRAIL);
    bench.awaitGone(CLOUD_TRAIL);
  }

  /** Organizations' list shows whom a person registered, so that nobody has to confirm it. */
  @Test
  void withAServiceRoleThatObservesAPersonRegisters() {
    bench.patchConnection("default", "{\"spec\":{\"serviceRole\":{\"mode\":\"Observe\"}}}");
    bench.declareService(CLOUD_TRAIL, DECLARED);
    bench.awaitReady(CLOUD_TRAIL, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(CLOUD_TRAIL, "Ready")).contains(SECURITY, "spec.serviceRole.mode");

    bench.organization().delegate(CLOUD_TRAIL, SECURITY);
    requestReconcile(CLOUD_TRAIL);
    bench.awaitReady(CLOUD_TRAIL, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + CLOUD_TRAIL);
  }
}
