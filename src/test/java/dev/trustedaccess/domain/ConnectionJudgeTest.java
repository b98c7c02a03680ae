package dev.trustedaccess.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.Given.MANAGEMENT;
import static dev.trustedaccess.domain.Given.ORGANIZATION;
import static dev.trustedaccess.domain.Verdict.Truth.False;
import static dev.trustedaccess.domain.Verdict.Truth.True;
import static dev.trustedaccess.domain.Verdict.Truth.Unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a look says about the connection that it was taken through. */
class ConnectionJudgeTest {
  private static ConnectionSettings settings(Mode mode) {
    return new ConnectionSettings("production", ORGANIZATION, Optional.empty(), mode, Optional.empty(),
        Optional.empty(),
        Optional.empty(), Optional.empty(), "us-east-1", List.of(), Optional.empty(), Optional.empty(), Given.INTERVAL,
        Given.INTERVAL,
        Given.HOLD);
  }

  private static ConnectionAssessment judged(Mode mode, OrganizationState seen) {
    return checked(
        ConnectionJudge.judge(settings(mode), Fact.known(new Look(Given.NOW, Given.NOW, Given.AWS_NOW, seen, Map.of())),
            0));
  }

  private static ConnectionAssessment failed(Failure.Kind kind, int missed) {
    return checked(
        ConnectionJudge.judge(
            settings(Mode.Manage), Fact.unknown(new Failure(kind, "organizations:DescribeOrganization")), missed));
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
        .extracting(Finding::weight, Finding::reason)
        .containsExactly(Finding.Weight.STALLED, reason));
    assertThat(assessment.ready()).extracting(Verdict::truth, Verdict::reason).containsExactly(False, reason);
  }

  @Test
  void aGoodLookIsReady() {
    ConnectionAssessment good = judged(
        Mode.Manage, new OrganizationState(ORGANIZATION, MANAGEMENT, MANAGEMENT, true));
    assertThat(good.finding()).isEmpty();
    assertThat(good.look()).isPresent();
    assertThat(List.of(good.ready(), good.credentialsValid(), good.allFeatures())).extracting(Verdict::truth)
        .containsOnly(True);
  }

  @Test
  void billingOnlyAnotherOrganizationOrAnotherAccountStall() {
    ConnectionAssessment billing = judged(
        Mode.Manage, new OrganizationState(ORGANIZATION, MANAGEMENT, MANAGEMENT, false));
    stalled(billing, Reason.AllFeaturesRequired);
    assertThat(billing.allFeatures().truth()).isEqualTo(False);
    assertThat(billing.credentialsValid().truth()).isEqualTo(True);
    ConnectionAssessment foreign = judged(
        Mode.Manage, new OrganizationState("o-another12345", MANAGEMENT, MANAGEMENT, false));
    stalled(foreign, Reason.WrongOrganization);
    assertThat(foreign.look()).as("what another organization has is not told").isEmpty();
    OrganizationState fromAMember = new OrganizationState(ORGANIZATION, MANAGEMENT, Given.ADMINISTRATOR, true);
    stalled(judged(Mode.Manage, fromAMember), Reason.NotManagementAccount);
    assertThat(judged(Mode.Observe, fromAMember).finding()).isEmpty();
  }

  @Test
  void aServiceRoleInAnotherAccountStallsWhateverTheMode() {
    OrganizationState elsewhere = new OrganizationState(
        ORGANIZATION, MANAGEMENT, MANAGEMENT, true, Optional.of(Given.ADMINISTRATOR));
    for (Mode mode : Mode.values()) {
      ConnectionAssessment judged = judged(mode, elsewhere);
      stalled(judged, Reason.NotManagementAccount);
      assertThat(judged.ready().message()).contains(Given.ADMINISTRATOR, MANAGEMENT, "spec.serviceRole.arn");
    }
    assertThat(judged(Mode.Manage, new OrganizationState(
        ORGANIZATION, MANAGEMENT, MANAGEMENT, true, Optional.of(MANAGEMENT))).finding()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Failure.Kind.class)
  void aFailedLookSaysWhyAndStallsOnlyIfItDoesNotPass(Failure.Kind kind) {
    ConnectionAssessment first = failed(kind, 2);
    assertThat(first.finding().map(Finding::weight)).as("a grant may be spreading").contains(Finding.Weight.PASSING);
    assertThat(first.credentialsValid().keeps()).isTrue();
    ConnectionAssessment assessment = failed(kind, 3);
    Failure failure = new Failure(kind, "");
    assertThat(assessment.look()).isEmpty();
    assertThat(assessment.allFeatures().keeps()).isTrue();
    if (failure.passing()) {
      assertThat(assessment.finding().map(Finding::weight)).contains(Finding.Weight.PASSING);
      assertThat(assessment.ready().reason()).isEqualTo(Reason.ObservationStale);
      assertThat(assessment.credentialsValid().keeps()).isTrue();
    } else {
      stalled(assessment, failure.reason());
      assertThat(assessment.credentialsValid().truth()).isEqualTo(False);
    }
  }

  @Test
  void afterThreeMissedLooksItIsStale() {
    assertThat(failed(Failure.Kind.THROTTLED, 2).ready().keeps()).isTrue();
    assertThat(failed(Failure.Kind.THROTTLED, 3).ready())
        .extracting(Verdict::truth, Verdict::reason, Verdict::keeps)
        .containsExactly(Unknown, Reason.ObservationStale, false);
    stalled(failed(Failure.Kind.ACCESS_DENIED, 3), Reason.AccessDenied);
  }

  @Test
  void oneThatCannotBeUsedSaysWhy() {
    stalled(
        ConnectionJudge.unusable(Reason.ConnectionInvalid, "spec.mode is absent; it takes Manage or Observe."),
        Reason.ConnectionInvalid);
    assertThat(ConnectionJudge.unusable(Reason.ConnectionInvalid, "x".repeat(999)).ready().message())
        .hasSizeLessThan(Messages.MOST);
  }

  @Test
  void oneThatIsBeingDeletedWaitsForItsDeclarations() {
    ConnectionAssessment held = checked(ConnectionJudge.inUse("production"));
    assertThat(held.finding().map(Finding::weight)).contains(Finding.Weight.WAITING);
    assertThat(held.ready()).extracting(Verdict::truth, Verdict::reason)
        .containsExactly(False, Reason.ConnectionDeleting);
  }

  @Test
  void somebodyMustHaveLooked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectionJudge.judge(settings(Mode.Manage), Fact.notAsked(), 0));
  }
}
