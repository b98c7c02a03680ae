package dev.trustedaccess.component;

import dev.trustedaccess.simulator.world.Things;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** An administrator that is appointed only where Macie is enabled in the management account, which Macie's denial tells. */
class MacieLifeTest extends OnBench {
  private static final String MACIE = "macie.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String OFF = "macie/off";
  private static final String ENABLED = "EnableAWSServiceAccess " + MACIE;
  private static final String DISABLED = "DisableAWSServiceAccess " + MACIE;
  private static final String APPOINTED = "EnableOrganizationAdminAccount";
  private static final String DISMISSED = "DisableOrganizationAdminAccount";
  private static final String DEREGISTERED = "DeregisterDelegatedAdministrator " + MACIE;
  private static final String WHERE = "macie2:ListOrganizationAdminAccounts in account " + MANAGEMENT + ", eu-west-1";

  private Things west;

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    west = bench.organization().management().things("eu-west-1");
    bench.startOperator();
  }

  @Test
  void macieMustBeEnabledInTheManagementAccountFirst() {
    west.put(OFF, "session");
    bench.declareService(MACIE, DECLARED);
    bench.awaitReady(MACIE, "False", "AccessDenied");
    assertThat(bench.message(MACIE, "Ready")).contains(
        WHERE, "the service is not enabled there. Enable the service in that account and Region")
        .doesNotContain("Grant");
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).as("a Region that does not answer may have another administrator")
        .containsExactly(ENABLED);

    west.remove(OFF, "session");
    requestReconcile(MACIE);
    bench.awaitReady(MACIE, "True", "Ready");
    assertThat(bench.changes()).containsExactly(ENABLED, APPOINTED, APPOINTED);

    bench.delete(MACIE);
    bench.awaitReady(MACIE, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(MACIE);
    bench.awaitGone(MACIE);
    assertThat(bench.changes()).containsExactly(
        ENABLED, APPOINTED, APPOINTED, DISMISSED, DISMISSED, DEREGISTERED, DISABLED);
  }

  /** It answers before the appointment, and is off when it is sent: the refusal says the same. */
  @Test
  void aRefusedAppointmentSaysThatMacieIsOff() {
    bench.aws().faults().next("macie2:EnableOrganizationAdminAccount").run(() -> {
      bench.organization().management().things("us-east-1").put(OFF, "session");
      west.put(OFF, "session");
    });
    bench.declareService(MACIE, DECLARED);
    bench.await("the refusal", () -> bench.message(MACIE, "Ready").contains("the service is not enabled there"));
    assertThat(bench.organization().delegatedAdministrators(MACIE)).isEmpty();

    west.remove(OFF, "session");
    bench.organization().management().things("us-east-1").remove(OFF, "session");
    requestReconcile(MACIE);
    bench.awaitReady(MACIE, "True", "Ready");
  }

  /** Nothing of ours is forgotten where Macie was disabled meanwhile, and nothing is dismissed elsewhere before. */
  @Test
  void anAdministratorIsNotForgottenWhereMacieWasDisabled() {
    bench.declareService(MACIE, DECLARED);
    bench.awaitReady(MACIE, "True", "Ready");
    west.put(OFF, "session");
    bench.delete(MACIE);
    bench.confirmCleanedUp(MACIE);
    bench.await("the cause", () -> bench.message(MACIE, "Ready").contains("the service is not enabled there"));
    bench.awaitSnapshots(2);
    assertThat(bench.message(MACIE, "Ready")).contains(WHERE, "Enable the service in that account and Region");
    assertThat(bench.status(MACIE).ownedResources()).hasSize(3);
    assertThat(bench.changes()).doesNotContain(DISMISSED);

    west.remove(OFF, "session");
    requestReconcile(MACIE);
    bench.awaitGone(MACIE);
    assertThat(bench.changes()).endsWith(DISMISSED, DISMISSED, DEREGISTERED, DISABLED);
  }

  /** Where nothing is the operator's, a person may confirm what the operator cannot read. */
  @Test
  void whatCannotBeReadIsConfirmedWhereNobodyWasAppointed() {
    west.put(OFF, "session");
    bench.declareService(MACIE);
    bench.awaitCondition(MACIE, "AccessEnabled", "True", "Enabled");
    bench.delete(MACIE);
    bench.awaitReady(MACIE, "False", "CleanupNotVerifiable");
    assertThat(bench.message(MACIE, "Ready")).contains("the service is not enabled there", WHERE);
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).containsExactly(ENABLED);

    bench.confirmCleanedUp(MACIE);
    bench.awaitGone(MACIE);
    assertThat(bench.changes()).containsExactly(ENABLED, DISABLED);
  }
}
