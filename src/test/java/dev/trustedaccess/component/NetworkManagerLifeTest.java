package dev.trustedaccess.component;

import java.time.Duration;
import java.util.List;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Network Manager's one call, which enables and disables access, and the transit gateways that it takes away. */
class NetworkManagerLifeTest extends OnBench {
  private static final String NETWORK_MANAGER = "networkmanager.amazonaws.com";
  private static final String UPDATE = "StartOrganizationServiceAccessUpdate";
  private static final String GATEWAY = "transit-gateway";
  private static final String OF_A_MEMBER = "arn:aws:ec2:eu-west-1:777788889999:transit-gateway/tgw-0123";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  private List<String> updates() {
    return bench.aws()
        .calls()
        .changes()
        .stream()
        .filter(call -> call.action().endsWith(UPDATE))
        .map(call -> call.region() + " " + call.parameters().get("Action"))
        .toList();
  }

  /** Gateways of other accounts go with access; those of the network's own account stay. */
  @Test
  void transitGatewaysOfOtherAccountsHoldTheDeletionWhereverTheyAreRegistered() {
    bench.declareService(NETWORK_MANAGER, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(NETWORK_MANAGER, "True", "Ready");
    bench.organization().management().things("us-west-2").put(GATEWAY, "of-the-account-itself", Thing::notCounting);
    bench.organization()
        .find(SECURITY)
        .orElseThrow()
        .things("us-west-2")
        .put(GATEWAY, OF_A_MEMBER)
        .put(GATEWAY, OF_A_MEMBER + "4", thing -> thing.with("State.Code", "DELETED"));

    bench.delete(NETWORK_MANAGER);
    bench.awaitReady(NETWORK_MANAGER, "False", "CleanupPending");
    assertThat(bench.remaining(NETWORK_MANAGER)).filteredOn(thing -> GATEWAY.equals(thing.kind()))
        .extracting(Remaining::id, Remaining::account, Remaining::region)
        .containsExactly(tuple(OF_A_MEMBER, SECURITY, "global"));

    bench.organization().find(SECURITY).orElseThrow().clear(GATEWAY);
    bench.awaitGone(NETWORK_MANAGER);
    assertThat(bench.changes()).containsExactly(
        UPDATE, "RegisterDelegatedAdministrator " + NETWORK_MANAGER,
        "DeregisterDelegatedAdministrator " + NETWORK_MANAGER, UPDATE);
    assertThat(updates()).containsExactly("us-west-2 ENABLE", "us-west-2 DISABLE");
  }

  /** The service takes minutes to deploy its role to all accounts, and refuses another update meanwhile. */
  @Test
  void theDeploymentOfItsRoleIsAwaitedBeforeTheNextCall() {
    bench.organization().ownCalls().take(Duration.ofHours(1));
    bench.declareService(NETWORK_MANAGER);
    bench.awaitReady(NETWORK_MANAGER, "False", "AwaitingInitialization");
    assertThat(bench.organization().isEnabled(NETWORK_MANAGER)).isTrue();
    bench.delete(NETWORK_MANAGER);
    bench.awaitReady(NETWORK_MANAGER, "False", "Disabling");
    bench.awaitSnapshots(2);
    assertThat(updates()).containsExactly("us-west-2 ENABLE");
    bench.organization().ownCalls().take(Duration.ZERO);
    bench.awaitGone(NETWORK_MANAGER);
    assertThat(updates()).containsExactly("us-west-2 ENABLE", "us-west-2 DISABLE");
  }

  /** An update that begins after the operator asked: the conflict passes, and the call is sent again. */
  @Test
  void aConflictWithAnotherUpdateIsWaitedForWithoutCallingAnybody() {
    bench.declareService(NETWORK_MANAGER);
    bench.awaitReady(NETWORK_MANAGER, "True", "Ready");
    bench.aws().faults().calls(1, 1, "networkmanager:" + UPDATE).fail("ConflictException", 409);
    bench.delete(NETWORK_MANAGER);
    bench.awaitReady(NETWORK_MANAGER, "False", "RequestRefused");
    assertThat(bench.message(NETWORK_MANAGER, "Ready")).contains("ConflictException");
    assertThat(bench.condition(NETWORK_MANAGER, "Stalled")).isEmpty();
    bench.awaitGone(NETWORK_MANAGER);
  }

  /** Registered by others after the operator looked: the service refuses, and what is in the way is then named. */
  @Test
  void aRefusalWithAdministratorsNamesThemAndEndsWithThem() {
    refusedForTheRegistered(NETWORK_MANAGER, "networkmanager:" + UPDATE);
  }

  /** One IAM action allows both; what each session may do with Organizations tells them apart. */
  @Test
  void theSessionThatEnablesCannotDisable() {
    bench.declareService(NETWORK_MANAGER);
    bench.awaitReady(NETWORK_MANAGER, "True", "Ready");
    assertThat(bench.aws().calls().matching(call -> call.action().equals("sts:AssumeRole")))
        .filteredOn(call -> call.parameters().getOrDefault("Policy", "").contains(UPDATE))
        .extracting(Call::account, call -> call.parameters().getOrDefault("Policy", "").contains("DisableAWSService"))
        .containsExactly(tuple(MANAGEMENT, false));
  }
}
