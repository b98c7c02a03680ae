package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A service that a person sets up in one Region, and that keeps exports where it is enabled. */
class CapacityManagerLifeTest extends OnBench {
  private static final String CAPACITY = "ec2.capacitymanager.amazonaws.com";
  private static final String ATTRIBUTES = "ec2:GetCapacityManagerAttributes";
  private static final String EXPORT = "ec2-capacity-manager/data-export";

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  /** Once access is enabled. */
  private void aPersonSetsItUp() {
    bench.await("access", () -> bench.organization().isEnabled(CAPACITY));
    bench.organization().setUp(CAPACITY);
    requestReconcile(CAPACITY);
  }

  @Test
  void itIsAwaitedUntilAPersonSetsItUp() {
    bench.declareService(CAPACITY);
    bench.awaitReady(CAPACITY, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(CAPACITY, "Ready")).contains("aws ec2 enable-capacity-manager --organizations-access");

    aPersonSetsItUp();
    bench.awaitReady(CAPACITY, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + CAPACITY);
  }

  /** It is on in one Region of the organization; in others it is not, or nobody can say. */
  @Test
  void oneRegionInWhichItIsOnSuffices() {
    bench.patchConnection("default",
        "{\"spec\":{\"regions\":{\"managed\":[\"us-east-1\",\"eu-west-1\",\"us-west-2\"]}}}");
    bench.aws()
        .faults()
        .every(call -> call.action().equals(ATTRIBUTES) && call.region().equals("us-east-1"))
        .answer(attributes -> attributes.with("organizationsAccess", "false"));
    bench.organization().management().withoutRegion("us-west-2");
    bench.declareService(CAPACITY);
    aPersonSetsItUp();
    bench.awaitReady(CAPACITY, "True", "Ready");
  }

  @Test
  void exportsAreReadWhereItIsEnabledAndSurvive() {
    bench.declareService(CAPACITY, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    aPersonSetsItUp();
    bench.awaitReady(CAPACITY, "True", "Ready");
    bench.organization().management().things("eu-west-1").put(EXPORT, "cmde-1");
    bench.organization().find(SECURITY).orElseThrow().things("us-east-1").put(EXPORT, "cmde-2");
    bench.organization().delegate(CAPACITY, "777788889999");
    bench.delete(CAPACITY);
    bench.awaitReady(CAPACITY, "False", "DelegatedAdministratorsRegistered");
    assertThat(bench.remaining(CAPACITY)).filteredOn(thing -> "data-export".equals(thing.kind()))
        .extracting(Remaining::id, Remaining::region)
        .containsExactlyInAnyOrder(tuple("cmde-1", "eu-west-1"), tuple("cmde-2", "us-east-1"));
    assertThat(bench.aws().calls().count(ATTRIBUTES)).isPositive();
  }
}
