package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** An administrator that may be the management account, which Organizations does not list, and whose dismissal destroys. */
class DetectiveLifeTest extends OnBench {
  private static final String DETECTIVE = "detective.amazonaws.com";
  private static final String ADMINISTRATOR = "detective/administrator";
  private static final String ENABLED = "EnableAWSServiceAccess " + DETECTIVE;
  private static final String DISABLED = "DisableAWSServiceAccess " + DETECTIVE;
  private static final String APPOINTED = "EnableOrganizationAdminAccount";
  private static final String DISMISSED = "DisableOrganizationAdminAccount";

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  private static String administrators(String account) {
    return "delegatedAdministrators: [\"" + account + "\"]";
  }

  private static OwnedResource owned(String account, String kind, String region) {
    return new OwnedResource(kind, account, account, region, null);
  }

  @Test
  void noBehaviorGraphIsDeletedUntilSomebodyConfirms() {
    bench.declareService(DETECTIVE, administrators(SECURITY));
    bench.awaitReady(DETECTIVE, "True", "Ready");
    assertThat(bench.status(DETECTIVE).ownedResources()).containsExactlyInAnyOrder(
        owned(SECURITY, "administrator", "us-east-1"), owned(SECURITY, "administrator", "eu-west-1"),
        owned(SECURITY, "delegated-administrator", "global"));

    bench.delete(DETECTIVE);
    bench.awaitReady(DETECTIVE, "False", "ImpactNotConfirmed");
    assertThat(bench.message(DETECTIVE, "Ready")).contains("behavior graph");
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).containsExactly(ENABLED, APPOINTED, APPOINTED);

    bench.confirmCleanedUp(DETECTIVE);
    bench.awaitGone(DETECTIVE);
    assertThat(bench.changes()).containsExactly(
        ENABLED, APPOINTED, APPOINTED, DISMISSED, DISMISSED, "DeregisterDelegatedAdministrator " + DETECTIVE, DISABLED);
  }

  @Test
  void theManagementAccountIsAppointedAndDismissedWithoutARegistration() {
    bench.declareService(DETECTIVE, administrators(MANAGEMENT));
    bench.awaitReady(DETECTIVE, "True", "Ready");
    assertThat(bench.status(DETECTIVE).ownedResources()).as("Organizations never registers the management account")
        .containsExactlyInAnyOrder(
            owned(MANAGEMENT, "administrator", "us-east-1"), owned(MANAGEMENT, "administrator", "eu-west-1"));

    bench.delete(DETECTIVE);
    bench.awaitReady(DETECTIVE, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(DETECTIVE);
    bench.awaitGone(DETECTIVE);
    assertThat(bench.changes()).containsExactly(ENABLED, APPOINTED, APPOINTED, DISMISSED, DISMISSED, DISABLED);
  }

  /** Organizations lists nobody, so Detective's own list alone shows that its administrator remains. */
  @Test
  void aManagementAccountThatOthersAppointedKeepsAccessEnabled() {
    bench.organization().management().things("eu-west-1").put(ADMINISTRATOR, MANAGEMENT);
    bench.declareService(DETECTIVE, administrators(SECURITY));
    bench.awaitReady(DETECTIVE, "False", "AdministratorMismatch");
    assertThat(bench.message(DETECTIVE, "Ready")).contains(MANAGEMENT);

    bench.delete(DETECTIVE);
    bench.awaitReady(DETECTIVE, "False", "CleanupPending");
    assertThat(bench.message(DETECTIVE, "Ready")).contains("administrator " + MANAGEMENT + " in eu-west-1");
    bench.confirmCleanedUp(DETECTIVE);
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).as("what others appointed").containsExactly(ENABLED);

    bench.organization().management().things("eu-west-1").remove(ADMINISTRATOR, MANAGEMENT);
    bench.awaitGone(DETECTIVE);
    assertThat(bench.changes()).containsExactly(ENABLED, DISABLED);
  }
}
