package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.UNKNOWN;
import static dev.trustedaccess.domain.plan.Given.MANAGEMENT;
import static dev.trustedaccess.domain.plan.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a snapshot says about the connection that it was taken through. */
class ConnectionJudgeTest {
  private static ConnectionSettings settings(Mode mode) {
    return new ConnectionSettings("production", ORGANIZATION, Optional.empty(), mode, Optional.empty(),
        Optional.empty(),
        Optional.empty(), Optional.empty(), "us-east-1", List.of(), Optional.empty(), Optional.empty(), Given.INTERVAL,
        Given.INTERVAL,
        Given.HOLD, false);
  }

  private static ConnectionAssessment judged(Mode mode, OrganizationState seen) {
    return checked(
        ConnectionJudge.judge(settings(mode),
            Fact.known(new OrganizationSnapshot(Given.NOW, Given.NOW, Given.AWS_NOW, seen, Map.of())),
            0));
  }

  private static ConnectionAssessment failed(Failure.Kind kind, int missed) {
    return checked(
        ConnectionJudge.judge(
            settings(Mode.MANAGE), Fact.unknown(new Failure(kind, "organizations:DescribeOrganization")), missed));
  }

  private static ConnectionAssessment checked(ConnectionAssessment assessment) {
    Wording.check(assessment.ready().message());
    Wording.check(assessment.credentialsValid().message());
    Wording.check(assessment.allFeatures().message());
    assessment.finding().ifPresent(Wording::check);
    return assessment;
  }

  private static void stalled(ConnectionAssessment assessment, Reason reason) {
    assertThat(assessment.finding()).hasValueSatisfying(found -> assertThat(found)
        .extracting(Finding::severity, Finding::reason)
        .containsExactly(Finding.Severity.STALLED, reason));
    assertThat(assessment.ready()).extracting(Verdict::truth, Verdict::reason).containsExactly(FALSE, reason);
  }

  @Test
  void aGoodSnapshotIsReady() {
    ConnectionAssessment good = judged(
        Mode.MANAGE, new OrganizationState(ORGANIZATION, MANAGEMENT, MANAGEMENT, true));
    assertThat(good.finding()).isEmpty();
    assertThat(good.snapshot()).isPresent();
    assertThat(List.of(good.ready(), good.credentialsValid(), good.allFeatures())).extracting(Verdict::truth)
        .containsOnly(TRUE);
  }

  @Test
  void billingOnlyAnotherOrganizationOrAnotherAccountStall() {
    ConnectionAssessment billing = judged(
        Mode.MANAGE, new OrganizationState(ORGANIZATION, MANAGEMENT, MANAGEMENT, false));
    stalled(billing, Reason.ALL_FEATURES_REQUIRED);
    assertThat(billing.allFeatures().truth()).isEqualTo(FALSE);
    assertThat(billing.credentialsValid().truth()).isEqualTo(TRUE);
    ConnectionAssessment foreign = judged(
        Mode.MANAGE, new OrganizationState("o-another12345", MANAGEMENT, MANAGEMENT, false));
    stalled(foreign, Reason.WRONG_ORGANIZATION);
    assertThat(foreign.snapshot()).as("what another organization has is not told").isEmpty();
    OrganizationState fromAMember = new OrganizationState(ORGANIZATION, MANAGEMENT, Given.ADMINISTRATOR, true);
    stalled(judged(Mode.MANAGE, fromAMember), Reason.NOT_MANAGEMENT_ACCOUNT);
    assertThat(judged(Mode.OBSERVE, fromAMember).finding()).isEmpty();
  }

  @Test
  void aServiceRoleInAnotherAccountStallsWhateverTheMode() {
    OrganizationState elsewhere = new OrganizationState(
        ORGANIZATION, MANAGEMENT, MANAGEMENT, true, Optional.of(Given.ADMINISTRATOR));
    for (Mode mode : Mode.values()) {
      ConnectionAssessment judged = judged(mode, elsewhere);
      stalled(judged, Reason.NOT_MANAGEMENT_ACCOUNT);
      assertThat(judged.ready().message()).contains(Given.ADMINISTRATOR, MANAGEMENT, "spec.serviceRole.arn");
    }
    assertThat(judged(Mode.MANAGE, new OrganizationState(
        ORGANIZATION, MANAGEMENT, MANAGEMENT, true, Optional.of(MANAGEMENT))).finding()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Failure.Kind.class)
  void aFailedSnapshotSaysWhyAndStallsOnlyIfItDoesNotPass(Failure.Kind kind) {
    ConnectionAssessment first = failed(kind, 2);
    assertThat(first.finding().map(Finding::severity)).as("a grant may be spreading")
        .contains(Finding.Severity.PASSING);
    assertThat(first.credentialsValid().keepsPrevious()).isTrue();
    ConnectionAssessment assessment = failed(kind, 3);
    Failure failure = new Failure(kind, "");
    assertThat(assessment.snapshot()).isEmpty();
    assertThat(assessment.allFeatures().keepsPrevious()).isTrue();
    if (failure.passing()) {
      assertThat(assessment.finding().map(Finding::severity)).contains(Finding.Severity.PASSING);
      assertThat(assessment.ready().reason()).isEqualTo(Reason.OBSERVATION_STALE);
      assertThat(assessment.credentialsValid().keepsPrevious()).isTrue();
    } else {
      stalled(assessment, failure.reason());
      assertThat(assessment.credentialsValid().truth()).isEqualTo(FALSE);
    }
  }

  @Test
  void afterThreeMissedSnapshotsItIsStale() {
    assertThat(failed(Failure.Kind.THROTTLED, 2).ready().keepsPrevious()).isTrue();
    assertThat(failed(Failure.Kind.THROTTLED, 3).ready())
        .extracting(Verdict::truth, Verdict::reason, Verdict::keepsPrevious)
        .containsExactly(UNKNOWN, Reason.OBSERVATION_STALE, false);
    stalled(failed(Failure.Kind.ACCESS_DENIED, 3), Reason.ACCESS_DENIED);
  }

  @Test
  void oneThatCannotBeUsedSaysWhy() {
    stalled(
        ConnectionJudge.unusable(Reason.CONNECTION_INVALID, "spec.mode is absent; expected Manage or Observe."),
        Reason.CONNECTION_INVALID);
    assertThat(ConnectionJudge.unusable(Reason.CONNECTION_INVALID, "x".repeat(999)).ready().message())
        .hasSizeLessThan(Messages.MOST);
  }

  @Test
  void oneThatIsBeingDeletedWaitsForItsDeclarations() {
    ConnectionAssessment held = checked(ConnectionJudge.inUse("production"));
    assertThat(held.finding().map(Finding::severity)).contains(Finding.Severity.WAITING);
    assertThat(held.ready()).extracting(Verdict::truth, Verdict::reason)
        .containsExactly(FALSE, Reason.CONNECTION_DELETING);
  }

  @Test
  void withoutAReadNothingIsKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectionJudge.judge(settings(Mode.MANAGE), Fact.notAsked(), 0));
  }
}
