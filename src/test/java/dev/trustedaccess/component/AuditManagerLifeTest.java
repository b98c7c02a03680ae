package dev.trustedaccess.component;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** A service in which a person registers the management account first, and whose dismissed administrator keeps its things. */
class AuditManagerLifeTest extends OnBench {
  private static final String AUDITS = "auditmanager.amazonaws.com";
  private static final String ADMINISTRATOR = "audit-manager/administrator";
  private static final String APPOINT = "auditmanager:RegisterOrganizationAdminAccount";
  private static final String DISMISS = "auditmanager:DeregisterOrganizationAdminAccount";

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  private void declare() {
    bench.declareService(AUDITS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
  }

  /** Registering it takes decisions that are a person's; the denial must not be taken for a missing permission. */
  @Test
  void anAccountThatIsNotRegisteredIsToldApartFromAMissingPermission() {
    bench.aws()
        .faults()
        .every(APPOINT)
        .fail("AccessDeniedException", 403,
            "Your account isn't registered with AWS Audit Manager. Check the settings.");
    declare();
    bench.awaitReady(AUDITS, "False", "AccessDenied");
    assertThat(bench.message(AUDITS, "Ready"))
        .contains(APPOINT, "the service is not enabled there", "Enable the service in that account and Region")
        .doesNotContain("needs this action");

    bench.aws().faults().clear();
    requestReconcile(AUDITS);
    bench.awaitReady(AUDITS, "True", "Ready");
  }

  @Test
  void itsAdministratorIsDismissedInEachRegionAndKeepsItsEvidenceFinder() {
    declare();
    bench.awaitReady(AUDITS, "True", "Ready");
    var finders = bench.organization().find(SECURITY).orElseThrow().things("eu-west-1");
    finders.put("audit-manager/evidence-finder", "arn:aws:cloudtrail:eu-west-1:444455556666:eventdatastore/store");
    bench.delete(AUDITS);
    bench.awaitGone(AUDITS);
    assertThat(bench.changes()).startsWith(
        "EnableAWSServiceAccess " + AUDITS, "RegisterOrganizationAdminAccount", "RegisterOrganizationAdminAccount",
        "DeregisterOrganizationAdminAccount", "DeregisterOrganizationAdminAccount")
        .endsWith("DisableAWSServiceAccess " + AUDITS);
    assertThat(finders.names("audit-manager/evidence-finder")).hasSize(1);
    assertThat(bench.organization().delegatedAdministrators(AUDITS)).isEmpty();
  }

  /** Somebody else dismisses it meanwhile: Audit Manager's answer to that is no obstacle. */
  @Test
  void anAdministratorThatIsGoneAlreadyIsNotDismissedAgain() {
    declare();
    bench.awaitReady(AUDITS, "True", "Ready");
    bench.aws()
        .faults()
        .next(DISMISS)
        .run(() -> bench.organization().management().things("us-east-1").remove(ADMINISTRATOR, SECURITY));
    bench.aws().faults().next(DISMISS).fail("ValidationException", 400, "Tenant is not in expected state");
    bench.delete(AUDITS);
    bench.awaitGone(AUDITS);
    assertThat(bench.organization().management().things("eu-west-1").names(ADMINISTRATOR)).isEmpty();
    assertThat(bench.organization().isEnabled(AUDITS)).isFalse();
  }
}
