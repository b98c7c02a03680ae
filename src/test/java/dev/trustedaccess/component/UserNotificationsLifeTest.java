package dev.trustedaccess.component;

import java.time.Duration;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** User Notifications' own calls, its status, and what its configurations hold. */
class UserNotificationsLifeTest extends OnBench {
  private static final String NOTIFICATIONS = "notifications.amazonaws.com";
  private static final String ENABLE = "EnableNotificationsAccessForOrganization";
  private static final String DISABLE = "DisableNotificationsAccessForOrganization";
  private static final String STATUS = "notifications:GetNotificationsAccessForOrganization";
  private static final String UNIT = "organizational-unit";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  @Test
  void bothPendingStatesAreAwaitedAndAllIsAskedInItsRegion() {
    bench.organization().ownCalls().take(Duration.ofHours(1));
    bench.declareService(NOTIFICATIONS);
    bench.awaitReady(NOTIFICATIONS, "False", "AwaitingInitialization");
    bench.delete(NOTIFICATIONS);
    bench.awaitReady(NOTIFICATIONS, "False", "Disabling");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).containsExactly(ENABLE);

    bench.organization().ownCalls().take(Duration.ZERO);
    bench.awaitGone(NOTIFICATIONS);
    assertThat(bench.changes()).containsExactly(ENABLE, DISABLE);
    assertThat(bench.aws().calls().matching(call -> call.action().startsWith("notifications:")))
        .extracting(Call::region)
        .containsOnly("us-east-1");
  }

  @Test
  void aFailedStatusIsReportedAndItsRepairDetected() {
    bench.aws()
        .faults()
        .every(STATUS)
        .answer(_ -> Fields.of(
            "notificationsAccessForOrganization", Fields.of("accessStatus", "FAILED")));
    bench.declareService(NOTIFICATIONS);
    bench.awaitReady(NOTIFICATIONS, "False", "InitializationFailed");
    assertThat(bench.message(NOTIFICATIONS, "Ready")).contains("organization access failed");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).containsExactly(ENABLE);

    bench.aws().faults().clear();
    bench.awaitReady(NOTIFICATIONS, "True", "Ready");
  }

  /** AWS's guide: disable it with Organizations, then enable it with the service. */
  @Test
  void whereOrganizationsEnabledAccessThePersonLearnsHowToRepairIt() {
    bench.organization().enableAccessAlone(NOTIFICATIONS);
    bench.declareService(NOTIFICATIONS);
    bench.awaitReady(NOTIFICATIONS, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(NOTIFICATIONS, "Initialized")).contains(
        "organization access does not exist",
        "aws organizations disable-aws-service-access --service-principal " + NOTIFICATIONS,
        "aws notifications enable-notifications-access-for-organization");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).isEmpty();

    bench.organization().setUp(NOTIFICATIONS);
    bench.awaitReady(NOTIFICATIONS, "True", "Ready");
    assertThat(bench.status(NOTIFICATIONS).enabledBy()).isEqualTo("Other");
  }

  /** A configuration of an administrator's that is about its own account alone holds nothing. */
  @Test
  void organizationalUnitsOfConfigurationsHoldTheDeletion() {
    bench.declareService(NOTIFICATIONS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(NOTIFICATIONS, "True", "Ready");
    var security = bench.organization().find(SECURITY).orElseThrow();
    security.things("us-east-1")
        .put("notifications:ListNotificationConfigurations",
            "arn:aws:notifications::" + SECURITY + ":configuration/own")
        .put(UNIT, "ou-examplerootid111-exampleouid111");

    bench.delete(NOTIFICATIONS);
    bench.awaitReady(NOTIFICATIONS, "False", "CleanupPending");
    assertThat(bench.remaining(NOTIFICATIONS)).filteredOn(thing -> UNIT.equals(thing.kind()))
        .extracting(Remaining::id, Remaining::account, Remaining::region)
        .containsExactly(tuple("ou-examplerootid111-exampleouid111", SECURITY, "global"));
    assertThat(bench.organization().isEnabled(NOTIFICATIONS)).isTrue();

    security.clear(UNIT);
    bench.awaitGone(NOTIFICATIONS);
    assertThat(bench.changes()).containsExactly(
        ENABLE, "RegisterDelegatedAdministrator " + NOTIFICATIONS,
        "DeregisterDelegatedAdministrator " + NOTIFICATIONS, DISABLE);
  }
}
