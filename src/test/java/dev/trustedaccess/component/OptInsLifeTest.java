package dev.trustedaccess.component;

import java.util.List;

import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;

/** Lives of services whose access is enabled by opting in with all member accounts, and only so. */
class OptInsLifeTest extends OnBench {
  private static final String OPTIMIZER = "compute-optimizer.amazonaws.com";
  private static final String OPT_IN = "compute-optimizer/opt-in";
  private static final String HUB = "cost-optimization-hub.bcm.amazonaws.com";
  private static final String CALL = "UpdateEnrollmentStatus";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  /** A person opted in the management account alone, and somebody enabled access: the call would replace that choice. */
  @Test
  void whereAccessIsEnabledAPersonDecidesAboutMembers() {
    bench.organization().management().things("us-east-1").put(OPT_IN, "alone", Thing::notCounting);
    bench.organization().enableAccessAlone(OPTIMIZER);
    bench.declareService(OPTIMIZER);
    bench.awaitReady(OPTIMIZER, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(OPTIMIZER, "Initialized")).contains(
        "the opt-in of member accounts does not exist", "compute-optimizer:" + CALL, "includeMemberAccounts=true");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).isEmpty();

    bench.organization().management().things("us-east-1").clear(OPT_IN).put(OPT_IN, "with-members");
    bench.awaitReady(OPTIMIZER, "True", "Ready");
    assertThat(bench.status(OPTIMIZER).enabledBy()).isEqualTo("Other");
  }

  @ParameterizedTest
  @CsvSource({"Pending,AwaitingInitialization", "Failed,InitializationFailed"})
  void anOptInThatIsNotDoneIsNotReady(String status, String reason) {
    bench.organization().enableAccess(OPTIMIZER);
    bench.organization().management().things("us-east-1").put(OPT_IN, "one", optIn -> optIn.with("status", status));
    bench.declareService(OPTIMIZER);
    bench.awaitReady(OPTIMIZER, "False", reason);
    assertThat(bench.message(OPTIMIZER, "Ready")).contains("the opt-in of member accounts");
    assertThat(bench.changes()).isEmpty();
  }

  /** The opt-in outlasts access that somebody disabled: by AWS's guide, only opting in again enables it. */
  @Test
  void disabledAccessIsEnabledByOptingInAgain() {
    bench.declareService(OPTIMIZER);
    bench.awaitReady(OPTIMIZER, "True", "Ready");
    bench.organization().disableAccess(OPTIMIZER);
    bench.await("access to be enabled again", () -> bench.organization().isEnabled(OPTIMIZER));
    bench.awaitReady(OPTIMIZER, "True", "Ready");
    assertThat(bench.changes()).containsExactly(CALL, CALL);
  }

  /** The operator never opts out, because that ends more than access; what a person must know is said first. */
  @Test
  void membersAreNotOptedOutUnasked() {
    bench.declareService(OPTIMIZER);
    bench.awaitReady(OPTIMIZER, "True", "Ready");
    bench.delete(OPTIMIZER);
    bench.awaitReady(OPTIMIZER, "False", "CleanupPending");
    assertThat(bench.message(OPTIMIZER, "Ready")).contains("opt-in memberAccountsEnrolled");
    bench.awaitSnapshots(1);
    assertThat(bench.organization().isEnabled(OPTIMIZER)).isTrue();

    bench.confirmCleanedUp(OPTIMIZER);
    bench.awaitGone(OPTIMIZER);
    assertThat(bench.changes()).containsExactly(CALL, "DisableAWSServiceAccess " + OPTIMIZER);
  }

  /** The hub is in one Region. An opt-in of the management account alone loses nothing with access. */
  @Test
  void theHubIsInOneRegionAndAnOptInWithoutMembersIsNotLost() {
    bench.declareService(HUB);
    bench.awaitReady(HUB, "True", "Ready");
    assertThat(bench.aws().calls().matching(call -> call.action().startsWith("cost-optimization-hub:")))
        .extracting(Call::region)
        .containsOnly("us-east-1");

    bench.organization()
        .management()
        .things("us-east-1")
        .clear("cost-optimization-hub/opt-in")
        .put("cost-optimization-hub/opt-in", "alone", Thing::notCounting);
    bench.delete(HUB);
    bench.awaitGone(HUB);
    assertThat(bench.changes()).containsExactly(CALL, "DisableAWSServiceAccess " + HUB);
  }

  /** Where AWS says nothing of members, that nobody is opted in suffices to opt in, and then it must say it. */
  @Test
  void theHubNeedNotSpeakOfMembersBeforeTheFirstOptIn() {
    bench.aws().faults().every("cost-optimization-hub:ListEnrollmentStatuses").answer(OptInsLifeTest::withoutMembers);
    bench.declareService(HUB);
    bench.await("the opt-in", () -> bench.organization().isEnabled(HUB));
    bench.aws().faults().clear();
    bench.awaitReady(HUB, "True", "Ready");
    assertThat(bench.changes()).containsExactly(CALL);
  }

  private static Fields withoutMembers(Fields answer) {
    return answer.without("includeMemberAccounts")
        .without("nextToken")
        .with("items", List.of(Fields.of("accountId", MANAGEMENT).with("status", "Inactive")));
  }

  /** One that opted in alone, or a member that did by itself, looks the same where AWS says nothing of members. */
  @Test
  void anOptInOfWhichNobodyKnowsWhetherMembersAreIncludedIsNoAnswer() {
    bench.declareService(HUB);
    bench.awaitReady(HUB, "True", "Ready");
    bench.aws()
        .faults()
        .every("cost-optimization-hub:ListEnrollmentStatuses")
        .answer(answer -> answer.without("includeMemberAccounts")
            .with("items", List.of(Fields.of("accountId", MANAGEMENT).with("status", "Active"))));
    bench.delete(HUB);
    bench.awaitReady(HUB, "False", "CleanupNotVerifiable");
    bench.awaitSnapshots(1);
    assertThat(bench.organization().isEnabled(HUB)).isTrue();
  }
}
