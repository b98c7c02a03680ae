package dev.trustedaccess.component;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** What is in the account of an administrator holds a deletion, whether or not anybody still names that account. */
class AdministratorMemoryTest extends OnBench {
  private static final String SETUP = "config-multiaccountsetup.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String NO_MORE = "{\"spec\":{\"delegatedAdministrators\":null}}";
  private static final String UNHELD = "{\"spec\":{\"deletionHold\":\"0s\"}}";

  private void ready(String hold, String... spec) {
    bench.connect(connection -> {
      connection.put("deletionHold", hold);
      connection.put("regions", Map.of("home", "us-east-1", "managed", List.of("us-east-1", "eu-west-1")));
    });
    bench.startOperator();
    bench.organization().find(SECURITY).orElseThrow().things("eu-west-1").put("conformance-pack", "baseline");
    bench.declareService(SETUP, spec);
    bench.awaitReady(SETUP, "True", "Ready");
  }

  private void staysUntilConfirmed() {
    bench.await("the account asked for",
        () -> bench.message(SETUP, "Ready").contains("Former administrator, no longer read"));
    assertThat(bench.message(SETUP, "Ready")).contains("account " + SECURITY)
        .contains("trusted-access-operator confirm cleaned-up " + SETUP);
    bench.awaitSnapshots(2);
    assertThat(bench.aws().calls().count("organizations:DisableAWSServiceAccess")).isZero();
    bench.stopOperator();
    bench.startOperator();
    bench.awaitSnapshots(2);
    assertThat(bench.organization().isEnabled(SETUP)).isTrue();
    bench.confirmCleanedUp(SETUP);
    bench.awaitGone(SETUP);
    assertThat(bench.organization().isEnabled(SETUP)).isFalse();
  }

  @Test
  void anAccountThatLeftTheListStaysRegisteredAndIsReadForTheDeletion() {
    ready("0s", DECLARED);
    assertThat(bench.organization().delegatedAdministrators(SETUP)).containsOnlyKeys(SECURITY);
    bench.patch(SETUP, NO_MORE);
    bench.awaitCondition(SETUP, "Initialized", "True", "AdministratorNotDeclared");
    assertThat(bench.message(SETUP, "Initialized")).contains(SECURITY);
    assertThat(bench.organization().delegatedAdministrators(SETUP)).containsOnlyKeys(SECURITY);
    bench.delete(SETUP);
    bench.await("the pack in its account", () -> bench.message(SETUP, "Ready").contains("conformance-pack baseline"));
    bench.confirmCleanedUp(SETUP);
    bench.awaitGone(SETUP);
    assertThat(bench.changes()).endsWith(
        "DeregisterDelegatedAdministrator " + SETUP, "DisableAWSServiceAccess " + SETUP);
  }

  @Test
  void anAccountThatCouldNotBeReadAndIsTakenOffIsNotForgotten() {
    ready("0s", DECLARED);
    bench.organization().find(SECURITY).orElseThrow().withoutRole("trusted-access-service");
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "CleanupNotVerifiable");
    bench.patch(SETUP, NO_MORE);
    bench.awaitSnapshots(2);
    bench.awaitReady(SETUP, "False", "CleanupNotVerifiable");
    assertThat(bench.organization().isEnabled(SETUP)).isTrue();
    bench.confirmCleanedUp(SETUP);
    bench.awaitGone(SETUP);
    assertThat(bench.organization().isEnabled(SETUP)).isFalse();
  }

  /** The message asks a person to deregister it; who does so takes the account out of what is read. */
  @Test
  void aDelegatedAdministratorThatCouldNotBeReadAndIsDeregisteredIsNotForgotten() {
    ready("0s");
    bench.organization().find(SECURITY).orElseThrow().withoutRole("trusted-access-service");
    bench.organization().delegate(SETUP, SECURITY);
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "DelegatedAdministratorsRegistered");
    bench.organization().endDelegation(SETUP, SECURITY);
    staysUntilConfirmed();
  }

  @Test
  void aDelegatedAdministratorDeregisteredDuringTheHoldIsNotForgotten() {
    ready("1h");
    bench.organization().delegate(SETUP, SECURITY);
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "DeletionHeld");
    bench.organization().endDelegation(SETUP, SECURITY);
    bench.patchConnection("default", UNHELD);
    staysUntilConfirmed();
  }

  /** What was found there is named, and holds on; what was read as empty needs no confirmation. */
  @Test
  void aDelegatedAdministratorWhoseAccountWasReadIsNotAskedForAgain() {
    ready("0s");
    bench.organization().find(SECURITY).orElseThrow().things("eu-west-1").clear("conformance-pack");
    bench.organization().delegate(SETUP, SECURITY);
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "DelegatedAdministratorsRegistered");
    bench.organization().endDelegation(SETUP, SECURITY);
    bench.awaitGone(SETUP);
    assertThat(bench.organization().isEnabled(SETUP)).isFalse();
  }
}
