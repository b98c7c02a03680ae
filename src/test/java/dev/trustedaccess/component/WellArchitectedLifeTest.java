package dev.trustedaccess.component;

import java.util.List;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The Well-Architected Tool's one call, which must leave its other settings alone, and shares of workloads. */
class WellArchitectedLifeTest extends OnBench {
  private static final String TOOL = "wellarchitected.amazonaws.com";
  private static final String UPDATE = "UpdateGlobalSettings";
  private static final String SHARE = "workload-share";

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
        .map(call -> call.region() + " " + call.parameters())
        .toList();
  }

  /** A setting that the call names is replaced; the discovery integration and Jira are others'. */
  @Test
  void onlyTheOrganizationsSharingIsChanged() {
    bench.declareService(TOOL);
    bench.awaitReady(TOOL, "True", "Ready");
    bench.delete(TOOL);
    bench.awaitGone(TOOL);
    assertThat(bench.organization().isEnabled(TOOL)).isFalse();
    assertThat(updates()).containsExactly(
        "us-east-1 {OrganizationSharingStatus=ENABLED}", "us-east-1 {OrganizationSharingStatus=DISABLED}");
  }

  /** The call is sent by PATCH, with another client than all other calls. What came of it shows in Organizations. */
  @Test
  void aLostAnswerIsNoReasonToSendItAgain() {
    bench.aws().faults().next("wellarchitected:" + UPDATE).loseTheAnswer();
    bench.declareService(TOOL);
    bench.awaitReady(TOOL, "True", "Ready");
    assertThat(bench.status(TOOL).enabledBy()).isEqualTo("Operator");
    assertThat(updates()).hasSize(1);
  }

  @Test
  void whereOrganizationsEnabledAccessAPersonIsAskedForTheCall() {
    bench.organization().enableAccessAlone(TOOL);
    bench.declareService(TOOL);
    bench.awaitReady(TOOL, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(TOOL, "Initialized")).contains(
        "organization sharing does not exist", "wellarchitected:" + UPDATE + " with OrganizationSharingStatus=ENABLED");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).isEmpty();

    bench.organization().setUp(TOOL);
    bench.awaitReady(TOOL, "True", "Ready");
  }

  /** Invitations of accounts, and workloads that another account owns, need no trusted access of this one. */
  @Test
  void whatIsSharedWithTheOrganizationHoldsTheDeletion() {
    bench.declareService(TOOL);
    bench.awaitReady(TOOL, "True", "Ready");
    bench.organization()
        .management()
        .things("eu-west-1")
        .put(SHARE, "share-with-unit",
            share -> share.of("ours").with("SharedWith", "ou-examplerootid111-exampleouid111"))
        .put(SHARE, "share-with-account", share -> share.of("ours").with("SharedWith", "777788889999"))
        .put(SHARE, "share-with-user",
            share -> share.of("ours").with("SharedWith", "arn:aws:iam::777788889999:user/reviewer"))
        .put(SHARE, "ended-share", share -> share.of("ours").with("Status", "REVOKED"))
        .put("wellarchitected:ListWorkloads", "of-another-account", Thing::notCounting);

    bench.delete(TOOL);
    bench.awaitReady(TOOL, "False", "CleanupPending");
    assertThat(bench.remaining(TOOL)).extracting(Remaining::kind, Remaining::id, Remaining::account, Remaining::region)
        .containsExactly(tuple(SHARE, "share-with-unit", MANAGEMENT, "eu-west-1"));
    assertThat(bench.aws().calls().matching(call -> call.action().equals("wellarchitected:ListWorkloadShares")))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.parameters()).containsEntry("WorkloadId", "ours"));

    bench.organization().management().clear(SHARE);
    bench.awaitGone(TOOL);
  }
}
