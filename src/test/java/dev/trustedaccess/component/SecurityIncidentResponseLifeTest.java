package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Things;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A membership that a person creates and cancels, and that stays for weeks after that. */
class SecurityIncidentResponseLifeTest extends OnBench {
  private static final String RESPONSE = "security-ir.amazonaws.com";
  private static final String MEMBERSHIP = "arn:aws:security-ir:eu-west-1:444455556666:membership/m-0123456789ab";

  @BeforeEach
  void declared() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(RESPONSE, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(RESPONSE, "False", "AwaitingServiceAdministrator");
  }

  /** It is in another Region than the home Region. */
  private Things membership(String status) {
    return bench.organization()
        .find(SECURITY)
        .orElseThrow()
        .things("eu-west-1")
        .put("membership", MEMBERSHIP, thing -> thing.with("membershipStatus", status));
  }

  @Test
  void aPersonCreatesTheMembershipInTheAccountThatIsRegistered() {
    assertThat(bench.message(RESPONSE, "Ready")).contains("no membership exists")
        .contains("aws security-ir create-membership --membership-name NAME --incident-response-team TEAM");
    assertThat(bench.organization().delegatedAdministrators(RESPONSE)).containsOnlyKeys(SECURITY);
    membership("Active");
    bench.awaitReady(RESPONSE, "True", "Ready");
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + RESPONSE, "RegisterDelegatedAdministrator " + RESPONSE);
  }

  @Test
  void whereTheServiceIsNotActiveThereIsNoMembership() {
    bench.aws().faults().every("security-ir:ListMemberships").fail("SecurityIncidentResponseNotActiveException", 400);
    bench.delete(RESPONSE);
    bench.awaitReady(RESPONSE, "False", "ImpactNotConfirmed");
    assertThat(bench.remaining(RESPONSE)).isEmpty();
  }

  @Test
  void oneThatEndedIsNoMembership() {
    membership("Terminated");
    bench.awaitSnapshots(2);
    assertThat(bench.message(RESPONSE, "Ready")).contains("no membership exists");
    bench.delete(RESPONSE);
    bench.awaitReady(RESPONSE, "False", "ImpactNotConfirmed");
    assertThat(bench.remaining(RESPONSE)).isEmpty();
  }

  @Test
  void itHoldsTheDeletionUntilItHasEndedThoughItWasCancelled() {
    membership("Active");
    bench.awaitReady(RESPONSE, "True", "Ready");
    bench.delete(RESPONSE);
    bench.awaitReady(RESPONSE, "False", "CleanupPending");
    membership("Cancelled");
    bench.awaitSnapshots(2);
    assertThat(bench.remaining(RESPONSE))
        .extracting(Remaining::kind, Remaining::id, Remaining::account, Remaining::region)
        .containsExactly(tuple("membership", MEMBERSHIP, SECURITY, "eu-west-1"));
    assertThat(bench.organization().delegatedAdministrators(RESPONSE))
        .as("deregistering the account that owns the membership disrupts the service")
        .containsOnlyKeys(SECURITY);

    membership("Terminated");
    bench.awaitReady(RESPONSE, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(RESPONSE);
    bench.awaitGone(RESPONSE);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + RESPONSE, "RegisterDelegatedAdministrator " + RESPONSE,
        "DeregisterDelegatedAdministrator " + RESPONSE, "DisableAWSServiceAccess " + RESPONSE);
  }

  @Test
  void whoeverConfirmsNeedNotWaitForTheEndOfTheBillingCycle() {
    membership("Cancelled");
    bench.awaitReady(RESPONSE, "False", "ChangedByOthers");
    assertThat(bench.message(RESPONSE, "Ready")).contains("The service is removing a membership");
    bench.delete(RESPONSE);
    bench.awaitReady(RESPONSE, "False", "CleanupPending");
    bench.confirmCleanedUp(RESPONSE);
    bench.awaitGone(RESPONSE);
    assertThat(bench.organization().isEnabled(RESPONSE)).isFalse();
  }
}
