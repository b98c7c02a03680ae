package dev.trustedaccess.component;

import java.util.List;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** StackSets' own calls, which are refused while accounts are registered, and which Organizations' call does not replace. */
class StackSetsLifeTest extends OnBench {
  private static final String STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com";
  private static final String ACTIVATE = "ActivateOrganizationsAccess";
  private static final String DEACTIVATE = "DeactivateOrganizationsAccess";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  @Test
  void theAdministratorGoesBeforeAccessIsDeactivated() {
    bench.declareService(STACK_SETS, DECLARED);
    bench.awaitReady(STACK_SETS, "True", "Ready");
    assertThat(bench.organization().management().findRole("AWSServiceRoleForCloudFormationStackSetsOrgAdmin"))
        .isPresent();
    bench.organization()
        .management()
        .things("eu-west-1")
        .put("stack-set", "baseline")
        .put("stack-set", "with-roles-of-our-own", Thing::notCounting);

    bench.delete(STACK_SETS);
    bench.awaitGone(STACK_SETS);
    assertThat(bench.changes()).containsExactly(
        ACTIVATE, "RegisterDelegatedAdministrator " + STACK_SETS, "DeregisterDelegatedAdministrator " + STACK_SETS,
        DEACTIVATE);
    assertThat(bench.aws()
        .calls()
        .matching(call -> call.action().startsWith("cloudformation:")
            && (call.action().endsWith(ACTIVATE) || call.action().endsWith(DEACTIVATE))))
        .allSatisfy(call -> assertThat(call.region()).isEqualTo("us-east-1"));
  }

  /** Registered by others after the operator looked: AWS refuses, and what is in the way is then named. */
  @Test
  void aRefusalWithAdministratorsNamesThemAndEndsWithThem() {
    bench.declareService(STACK_SETS);
    bench.awaitReady(STACK_SETS, "True", "Ready");
    bench.aws()
        .faults()
        .next("cloudformation:" + DEACTIVATE)
        .run(() -> bench.organization().delegate(STACK_SETS, SECURITY));
    bench.delete(STACK_SETS);
    bench.awaitReady(STACK_SETS, "False", "DelegatedAdministratorsRegistered");
    assertThat(bench.message(STACK_SETS, "Ready")).contains(SECURITY);
    assertThat(bench.organization().isEnabled(STACK_SETS)).isTrue();

    bench.organization().endDelegation(STACK_SETS, SECURITY);
    requestReconcile(STACK_SETS);
    bench.awaitGone(STACK_SETS);
    assertThat(bench.changes()).containsExactly(ACTIVATE, DEACTIVATE);
  }

  /** Declared by its other name: the account is registered under the name that AWS's page of StackSets has. */
  @Test
  void anAdministratorUnderTheOtherNameIsFoundBeforeAnythingIsSent() {
    String other = "stacksets.cloudformation.amazonaws.com";
    bench.declareService(other);
    bench.awaitReady(other, "True", "Ready");
    bench.organization().delegate(STACK_SETS, SECURITY);
    bench.delete(other);
    bench.awaitReady(other, "False", "DelegatedAdministratorsRegistered");
    assertThat(bench.changes()).containsExactly(ACTIVATE);

    bench.organization().endDelegation(STACK_SETS, SECURITY);
    bench.awaitGone(other);
    assertThat(bench.changes()).containsExactly(ACTIVATE, DEACTIVATE);
  }

  /** Organizations registers an account only for a name under which access is enabled. */
  @Test
  void declaredByTheOtherNameAnAdministratorIsRegisteredUnderTheListedOne() {
    String other = "stacksets.cloudformation.amazonaws.com";
    bench.declareService(other, DECLARED);
    bench.awaitReady(other, "True", "Ready");
    assertThat(bench.organization().delegatedAdministrators(STACK_SETS)).containsOnlyKeys(SECURITY);

    bench.delete(other);
    bench.awaitGone(other);
    assertThat(bench.changes()).containsExactly(
        ACTIVATE, "RegisterDelegatedAdministrator " + STACK_SETS, "DeregisterDelegatedAdministrator " + STACK_SETS,
        DEACTIVATE);
  }

  /** Service-managed stack sets survive, and only they are shown. */
  @Test
  void serviceManagedStackSetsAreShownUntilAccessIsDeactivated() {
    bench.declareService(STACK_SETS);
    bench.awaitReady(STACK_SETS, "True", "Ready");
    bench.organization()
        .management()
        .things("eu-west-1")
        .put("stack-set", "baseline")
        .put("stack-set", "with-roles-of-our-own", Thing::notCounting);
    bench.organization().delegate(STACK_SETS, SECURITY);
    bench.delete(STACK_SETS);
    bench.awaitReady(STACK_SETS, "False", "DelegatedAdministratorsRegistered");
    assertThat(bench.remaining(STACK_SETS)).filteredOn(thing -> List.of("stack-set").contains(thing.kind()))
        .extracting(Remaining::id)
        .containsExactly("baseline");
  }

  @Test
  void accessThatOrganizationsAloneEnabledIsNotInitialized() {
    bench.organization().enableAccessAlone(STACK_SETS);
    bench.declareService(STACK_SETS);
    bench.awaitReady(STACK_SETS, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(STACK_SETS, "Initialized")).contains("cloudformation:" + ACTIVATE);
    bench.organization().setUp(STACK_SETS);
    bench.awaitReady(STACK_SETS, "True", "Ready");
    assertThat(bench.changes()).isEmpty();
  }
}
