package dev.trustedaccess.component;

import java.util.List;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** An administrator whose dismissal deletes nothing, and whose appointment may meet one that is there already. */
class InspectorLifeTest extends OnBench {
  private static final String INSPECTOR = "inspector2.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String ENABLED = "EnableAWSServiceAccess " + INSPECTOR;
  private static final String DISABLED = "DisableAWSServiceAccess " + INSPECTOR;
  private static final String APPOINTED = "EnableDelegatedAdminAccount";
  private static final String DISMISSED = "DisableDelegatedAdminAccount";
  private static final String DEREGISTERED = "DeregisterDelegatedAdministrator " + INSPECTOR;

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  private static OwnedResource owned(String kind, String region) {
    return new OwnedResource(kind, SECURITY, SECURITY, region, null);
  }

  /** Members become standalone, so nobody has to remove or confirm them; each Region is asked while it has an administrator. */
  @Test
  void membersNeitherBlockNorWaitForAnybody() {
    bench.declareService(INSPECTOR, DECLARED);
    bench.awaitReady(INSPECTOR, "True", "Ready");
    for (String region : List.of("us-east-1", "eu-west-1")) {
      bench.organization().find(SECURITY).orElseThrow().things(region).put("inspector/member", "777788889999");
    }

    bench.delete(INSPECTOR);
    bench.awaitGone(INSPECTOR);
    assertThat(bench.changes()).containsExactly(
        ENABLED, APPOINTED, APPOINTED, DISMISSED, DISMISSED, DEREGISTERED, DISABLED);
    assertThat(bench.aws().calls().of("inspector2:ListMembers")).isNotEmpty()
        .extracting(Call::outcome)
        .containsOnly(Call.OK);
  }

  /** Others appoint it after the operator's reads: the conflict means "already", and it stays theirs. */
  @Test
  void whatOthersAppointedFirstIsAcceptedAndNotOurs() {
    bench.aws()
        .faults()
        .next("inspector2:EnableDelegatedAdminAccount")
        .run(() -> bench.organization()
            .management()
            .things("us-east-1")
            .put("inspector/administrator", SECURITY));
    bench.declareService(INSPECTOR, DECLARED);
    bench.await(
        "the conflict", () -> bench.aws()
            .calls()
            .of("inspector2:EnableDelegatedAdminAccount")
            .stream()
            .anyMatch(call -> call.outcome().equals("ConflictException")));
    requestReconcile(INSPECTOR);
    bench.awaitReady(INSPECTOR, "True", "Ready");
    assertThat(bench.status(INSPECTOR).ownedResources()).contains(owned("administrator", "eu-west-1"))
        .doesNotContain(owned("administrator", "us-east-1"));

    bench.delete(INSPECTOR);
    bench.awaitReady(INSPECTOR, "False", "CleanupPending");
    assertThat(bench.message(INSPECTOR, "Ready")).contains("administrator " + SECURITY + " in us-east-1");
    assertThat(bench.changes()).doesNotContain(DISMISSED);
  }

  /** The answer to an appointment is lost: the operator sees it, sends nothing again, and dismisses it as its own. */
  @Test
  void anAppointmentWhoseAnswerIsLostIsOurs() {
    bench.aws().faults().next("inspector2:EnableDelegatedAdminAccount").loseTheAnswer();
    bench.declareService(INSPECTOR, DECLARED);
    bench.awaitReady(INSPECTOR, "True", "Ready");
    assertThat(bench.status(INSPECTOR).ownedResources()).contains(
        owned("administrator", "us-east-1"), owned("administrator", "eu-west-1"));
    bench.delete(INSPECTOR);
    bench.awaitGone(INSPECTOR);
    assertThat(bench.changes()).endsWith(DISMISSED, DISMISSED, DEREGISTERED, DISABLED);
  }
}
