package dev.trustedaccess.e2e;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.component.WithoutIntegration;
import dev.trustedaccess.states.State;
import dev.trustedaccess.states.State.Group;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;

/** States of what comes on, stands, and is changed by others. */
class OperationStatesIT extends StateScenes {
  /** Longer than a pass takes on a busy machine: by then an Enable that is not seen is sent, and counted, once more. */
  private static final Duration LAG = Duration.ofSeconds(6);

  @Test
  void comingOn() {
    var confirmed = WithoutIntegration.AGENT;
    live.organization().firewallManager().comesAfter(Duration.ofHours(1));
    live.connect("0s");
    declare(DIRECTORIES);
    recorder.see(State.FRESH, DIRECTORIES);
    recorder.seeWhile(ENABLE, State.ENABLING, DIRECTORIES);
    live.startOperator();
    recorder.saw(State.ENABLING);

    declare(FMS, ADMINISTRATOR);
    declare(CONFIG);
    declare(confirmed, "initialization: {mode: Confirmed}");
    live.awaitReady(FMS, "False AwaitingInitialization");
    live.awaitReady(CONFIG, "False AwaitingServiceAdministrator");
    live.awaitReady(confirmed, "False AwaitingServiceAdministrator");
    recorder.see(Map.of(
        State.AWAITING_INITIALIZATION, FMS,
        State.AWAITING_SERVICE_ADMINISTRATOR, CONFIG,
        State.AWAITING_CONFIRMATION, confirmed));
    recorder.sawAllOf(Group.IN_PROGRESS);
  }

  @Test
  void standing() {
    var others = "account.amazonaws.com";
    var observedOn = "ssm.amazonaws.com";
    var observedOff = "guardduty.amazonaws.com";
    var observedDrift = "storage-lens.s3.amazonaws.com";
    var repaired = WithoutIntegration.NETWORK_SECURITY_MANAGER;
    var paused = "detective.amazonaws.com";
    live.organization()
        .enabled(LONG_AGO, others, observedOn, observedDrift, repaired, SIGN_ON, CONFIG, "controltower.amazonaws.com")
        .serviceLinkedRoles()
        .leaveOut(SIGN_ON, SECURITY);
    live.organization()
        .management()
        .things("us-east-1")
        .put("organization-aggregator", "all");
    live.settlingWithin(LAG).startOperator().connect("0s");
    declare(DIRECTORIES);
    declare(FMS, ADMINISTRATOR);
    declare(others, NOTHING_TO_SET_UP);
    declare(observedOn, OBSERVE, NOTHING_TO_SET_UP);
    declare(observedOff, OBSERVE, NOTHING_TO_SET_UP);
    declare(observedDrift, OBSERVE, NOTHING_TO_SET_UP);
    declare(repaired, NOTHING_TO_SET_UP);
    declare(SIGN_ON, NOTHING_TO_SET_UP, EVERY_ACCOUNT);
    declare(CONFIG);
    live.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %1$s, annotations: {trustedaccess.dev/paused: "true"}}
        spec: {servicePrincipal: %1$s}
        """.formatted(paused));
    live.awaitReady(DIRECTORIES, "True Ready");
    live.awaitReady(FMS, "True Ready");
    live.awaitReady(observedDrift, "True Ready");
    live.awaitReady(repaired, "True Ready");
    live.awaitReady(CONFIG, "True Ready");
    live.awaitReady(SIGN_ON, "False RolesMissing");
    recorder.see(Map.of(
        State.READY, DIRECTORIES,
        State.READY_WITH_OWNED_RESOURCE, FMS,
        State.ENABLED_BY_OTHERS, others,
        State.OBSERVING_ENABLED, observedOn,
        State.OBSERVING_DISABLED, observedOff,
        State.ROLES_MISSING, SIGN_ON,
        State.PAUSED, paused));

    live.patch(FMS, "{\"spec\":{\"delegatedAdministrators\":null}}");
    recorder.seeWhile(ENABLE, State.DRIFT_CORRECTED, DIRECTORIES);
    live.organization().disableAccess(DIRECTORIES);
    live.organization().disableAccess(observedDrift);
    live.organization().disableAccess(repaired);
    live.organization().disableAccess(CONFIG);
    recorder.saw(State.DRIFT_CORRECTED);
    awaitSeenOnAgain(DIRECTORIES, Optional.empty());
    for (var correction = 2; correction <= 3; correction++) {
      switchOffAndSeePutBack(DIRECTORIES);
    }
    live.organization().disableAccess(DIRECTORIES);
    live.awaitReady(DIRECTORIES, "False DriftContested");
    live.awaitReady(repaired, "False RepairNeeded");
    recorder.see(Map.of(
        State.ADMINISTRATOR_NOT_DECLARED, FMS,
        State.DRIFT_CONTESTED, DIRECTORIES,
        State.OBSERVING_DRIFT, observedDrift,
        State.DRIFT_REPORTED, CONFIG,
        State.REPAIR_NEEDED, repaired));

    patchConnection("{\"memberRoles\":null}");
    live.awaitReady(SIGN_ON, "False RolesNotRead");
    recorder.see(State.ROLES_NOT_READ, SIGN_ON);
    live.aws().faults().every("organizations:DescribeOrganization").fail("ServiceException", 500);
    live.awaitReady(others, "Unknown ObservationStale");
    recorder.see(State.OBSERVATION_STALE, others);
    live.aws().faults().clear();
    live.awaitReady(others, "True Ready");
    live.stopOperator();
    live.patch(others, "{\"spec\":{\"deletionPolicy\":\"Disable\"}}");
    recorder.see(State.STALE_GENERATION, others);
    recorder.sawAllOf(Group.IN_OPERATION);
  }

  private void switchOffAndSeePutBack(String principal) {
    var before = reenabled(principal);
    live.organization().disableAccess(principal);
    awaitSeenOnAgain(principal, before);
  }

  /** What is disabled before it was seen enabled again was never enabled, as far as the operator knows. */
  private void awaitSeenOnAgain(String principal, Optional<String> before) {
    Live.await(principal + " to be seen on again").until(() -> !reenabled(principal).equals(before));
    live.awaitReady(principal, "True Ready");
  }

  private Optional<String> reenabled(String principal) {
    return Optional.ofNullable(live.get(principal).getStatus()).map(TrustedServiceAccessStatus::reenabledTime);
  }
}
