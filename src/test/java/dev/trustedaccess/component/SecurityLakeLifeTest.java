package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Things;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A service that is enabled by registering its administrator, and whose data lake is deleted with that. */
class SecurityLakeLifeTest extends OnBench {
  private static final String LAKE = "securitylake.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String REGISTER = "RegisterDataLakeDelegatedAdministrator";
  private static final String OTHER = "777788889999";
  private static final String DEREGISTER = "DeregisterDataLakeDelegatedAdministrator";

  @BeforeEach
  void connected() {
    connectIn("eu-west-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  private void declareIt() {
    bench.declareService(LAKE, DECLARED);
    bench.awaitReady(LAKE, "True", "Ready");
  }

  private Things lakesIn(String region) {
    return bench.organization().find(SECURITY).orElseThrow().things(region);
  }

  /** Each Region lists all of them, one in a Region that is not managed, too. */
  @Test
  void noDataLakeIsDeletedWithItsAdministratorUnlessAPersonConfirms() {
    declareIt();
    lakesIn("us-east-1").put("data-lake", "lake-1");
    lakesIn("sa-east-1").put("data-lake", "lake-2");
    bench.delete(LAKE);
    bench.awaitReady(LAKE, "False", "CleanupPending");
    assertThat(bench.remaining(LAKE)).extracting(Remaining::kind, Remaining::id, Remaining::account, Remaining::region)
        .containsExactlyInAnyOrder(
            tuple("data-lake", "lake-1", SECURITY, "us-east-1"), tuple("data-lake", "lake-2", SECURITY, "us-east-1"));
    assertThat(bench.changes()).containsExactly(REGISTER);

    lakesIn("sa-east-1").clear("data-lake");
    bench.confirmCleanedUp(LAKE);
    bench.awaitGone(LAKE);
    assertThat(bench.changes()).containsExactly(REGISTER, DEREGISTER, "DisableAWSServiceAccess " + LAKE);
    assertThat(lakesIn("us-east-1").names("data-lake")).isEmpty();
  }

  /** The call names no account, so it would deregister whoever is the administrator. */
  @Test
  void anAdministratorThatOthersPutInItsPlaceIsNotDeregistered() {
    declareIt();
    bench.organization().endDelegation(LAKE, SECURITY);
    bench.organization().delegate(LAKE, OTHER);
    bench.delete(LAKE);
    bench.awaitReady(LAKE, "False", "DelegatedAdministratorsRegistered");
    assertThat(bench.changes()).containsExactly(REGISTER);
  }

  @Test
  void whereSecurityLakeWasNeverEnabledThereIsNoDataLake() {
    declareIt();
    bench.aws().faults().every("securitylake:ListDataLakes").fail("ResourceNotFoundException", 404);
    bench.delete(LAKE);
    bench.awaitReady(LAKE, "False", "ImpactNotConfirmed");
    assertThat(bench.remaining(LAKE)).isEmpty();
    assertThat(bench.changes()).containsExactly(REGISTER);
  }

  /** Security Lake refuses whoever is not its administrator, and deletes the data lakes of one that it removes. */
  @Test
  void anAccountThatSecurityLakeDoesNotHoldForItsAdministratorHasNoDataLake() {
    declareIt();
    bench.aws()
        .faults()
        .every("securitylake:ListDataLakes")
        .fail("AccessDeniedException", 403, "The request failed because your account must be a delegated Security Lake"
            + " administrator account.");
    bench.delete(LAKE);
    bench.awaitReady(LAKE, "False", "ImpactNotConfirmed");
    assertThat(bench.remaining(LAKE)).isEmpty();
  }

  /** A role without the permission may hide a data lake: nothing goes on. */
  @Test
  void aMissingPermissionIsNotTakenForNoDataLake() {
    declareIt();
    bench.aws()
        .faults()
        .every("securitylake:ListDataLakes")
        .fail("AccessDeniedException", 403, "User is not authorized to perform: securitylake:ListDataLakes");
    bench.delete(LAKE);
    bench.awaitReady(LAKE, "False", "CleanupNotVerifiable");
    assertThat(bench.message(LAKE, "Ready")).contains("securitylake:ListDataLakes");
    assertThat(bench.changes()).containsExactly(REGISTER);
  }

  @Test
  void whereOrganizationsRegisteredTheAdministratorTheMissingRoleIsNamed() {
    bench.organization().enableAccessAlone(LAKE);
    bench.organization().delegate(LAKE, SECURITY);
    bench.declareService(LAKE, DECLARED);
    bench.awaitReady(LAKE, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(LAKE, "Ready")).contains("AWSServiceRoleForSecurityLake", "securitylake:" + REGISTER);
    assertThat(bench.changes()).isEmpty();
  }
}
