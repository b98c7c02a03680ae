package dev.trustedaccess.component;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** What a deletion once named as remaining counts, whatever becomes of the connection and the declaration. */
class CleanupMemoryTest extends OnBench {
  private static final String SETUP = "config-multiaccountsetup.amazonaws.com";

  @BeforeEach
  void connected() {
    bench.connect(spec -> spec.put("regions", Map.of("home", "us-east-1", "managed",
        java.util.List.of("us-east-1", "eu-west-1"))));
    bench.startOperator();
  }

  private void stays() {
    bench.awaitSnapshots(2);
    assertThat(bench.declaration(SETUP)).isPresent();
    assertThat(bench.organization().isEnabled(SETUP)).isTrue();
    assertThat(bench.aws().calls().count("organizations:DisableAWSServiceAccess")).isZero();
  }

  private void deletedWithAPackIn(String region) {
    bench.declareService(SETUP);
    bench.awaitReady(SETUP, "True", "Ready");
    bench.organization().management().things(region).put("conformance-pack", "baseline");
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "CleanupPending");
    assertThat(bench.message(SETUP, "Ready")).contains("conformance-pack baseline in " + region);
  }

  @Test
  void aPackInARegionThatIsNoLongerManagedStillHoldsTheDeletion() {
    deletedWithAPackIn("eu-west-1");
    bench.patchConnection("default", "{\"spec\":{\"regions\":{\"managed\":[\"us-east-1\"]}}}");
    bench.await("the Region asked for", () -> bench.message(SETUP, "Ready").contains("spec.regions.managed"));
    assertThat(bench.message(SETUP, "Ready")).contains("conformance-pack baseline in eu-west-1")
        .contains("trusted-access-operator confirm cleaned-up " + SETUP);
    stays();

    bench.stopOperator();
    bench.startOperator();
    stays();

    bench.organization().management().things("eu-west-1").clear("conformance-pack");
    stays();
    bench.patchConnection("default", "{\"spec\":{\"regions\":{\"managed\":[\"us-east-1\",\"eu-west-1\"]}}}");
    bench.awaitGone(SETUP);
    assertThat(bench.organization().isEnabled(SETUP)).isFalse();
  }

  @Test
  void aRegionTakenOffDuringTheHoldIsNotForgotten() {
    bench.declareService(SETUP);
    bench.awaitReady(SETUP, "True", "Ready");
    bench.organization().management().things("eu-west-1").put("conformance-pack", "baseline");
    bench.patchConnection("default", "{\"spec\":{\"deletionHold\":\"1h\"}}");
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "DeletionHeld");
    bench.patchConnection("default", "{\"spec\":{\"regions\":{\"managed\":[\"us-east-1\"]}}}");
    bench.awaitSnapshots(2);
    assertThat(bench.message(SETUP, "Ready")).contains("deletionHold");
    bench.patchConnection("default", "{\"spec\":{\"deletionHold\":\"0s\"}}");
    bench.awaitReady(SETUP, "False", "CleanupNotVerifiable");
    assertThat(bench.message(SETUP, "Ready")).contains("Put eu-west-1 back in spec.regions.managed")
        .contains("trusted-access-operator confirm cleaned-up " + SETUP);
    stays();

    bench.stopOperator();
    bench.startOperator();
    stays();

    bench.patchConnection("default", "{\"spec\":{\"regions\":{\"managed\":[\"us-east-1\",\"eu-west-1\"]}}}");
    bench.awaitReady(SETUP, "False", "CleanupPending");
    assertThat(bench.message(SETUP, "Ready")).contains("conformance-pack baseline in eu-west-1");
    bench.organization().management().things("eu-west-1").clear("conformance-pack");
    bench.awaitGone(SETUP);
  }

  @Test
  void aRegionTakenOffBeforeTheDeletionIsNotForgotten() {
    bench.declareService(SETUP);
    bench.awaitReady(SETUP, "True", "Ready");
    bench.organization().management().things("eu-west-1").put("conformance-pack", "baseline");
    bench.stopOperator();
    bench.patchConnection("default", "{\"spec\":{\"regions\":{\"managed\":[\"us-east-1\"]}}}");
    bench.delete(SETUP);
    bench.startOperator();
    bench.awaitReady(SETUP, "False", "CleanupNotVerifiable");
    assertThat(bench.message(SETUP, "Ready")).contains("Put eu-west-1 back in spec.regions.managed")
        .contains("trusted-access-operator confirm cleaned-up " + SETUP);
    stays();
    bench.patchConnection("default", "{\"spec\":{\"regions\":{\"managed\":[\"us-east-1\",\"eu-west-1\"]}}}");
    bench.awaitReady(SETUP, "False", "CleanupPending");
    assertThat(bench.message(SETUP, "Ready")).contains("conformance-pack baseline in eu-west-1");
    bench.organization().management().things("eu-west-1").clear("conformance-pack");
    bench.awaitGone(SETUP);
  }

  /** Where regions.managed is absent, the home Region is the one that is managed. */
  @Test
  void theHomeRegionThatWasTheOnlyOneIsNotForgotten() {
    bench.patchConnection(
        "default", "{\"spec\":{\"serviceRole\":null,\"memberRoles\":null,\"regions\":{\"managed\":null}}}");
    bench.awaitSnapshots(1);
    bench.declareService(SETUP, "initialization: {mode: None}");
    bench.awaitReady(SETUP, "True", "Ready");
    bench.organization().management().things("us-east-1").put("conformance-pack", "baseline");
    bench.patchConnection("default",
        "{\"spec\":{\"serviceRole\":{\"mode\":\"Manage\"},\"regions\":{\"managed\":[\"eu-west-1\"]}}}");
    bench.awaitSnapshots(2);
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "CleanupNotVerifiable");
    assertThat(bench.message(SETUP, "Ready")).contains("Put us-east-1 back in spec.regions.managed");
    stays();
  }

  @Test
  void aPackThatNobodyMayReadAnyMoreIsGivenUpByAConfirmation() {
    deletedWithAPackIn("eu-west-1");
    bench.patchConnection("default", "{\"spec\":{\"serviceRole\":null}}");
    bench.await("the role asked for", () -> bench.message(SETUP, "Ready").contains("spec.serviceRole"));
    stays();
    bench.confirmCleanedUp(SETUP);
    bench.awaitGone(SETUP);
  }

  @Test
  void aDelegatedAdministratorThatCannotBeListedAnyMoreBlocksConfirmedOrNot() {
    bench.declareService(SETUP);
    bench.awaitReady(SETUP, "True", "Ready");
    bench.organization().delegate(SETUP, SECURITY);
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "DelegatedAdministratorsRegistered");
    bench.organization().management().deny("organizations:ListDelegatedAdministrators");
    bench.awaitReady(SETUP, "False", "CleanupPending");
    bench.confirmCleanedUp(SETUP);
    stays();
    assertThat(bench.message(SETUP, "Ready")).contains("delegated-administrator " + SECURITY);
    bench.organization().endDelegation(SETUP, SECURITY);
    bench.organization().management().allow("organizations:ListDelegatedAdministrators");
    bench.awaitGone(SETUP);
  }
}
