package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.domain.declaration.Change.Kind.DISABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OPERATOR;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.plan.Given.HOLD;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** The deletion rules of the design, one by one; the first match wins. */
class DeletionRulesTest {
  private static final ConnectionView.Missing MISSING = new ConnectionView.Missing();
  private static final ConnectionView.Unusable UNUSABLE = new ConnectionView.Unusable(
      Reason.CONNECTION_INVALID, "spec.organizationId is absent; expected an organization ID.");

  /** A row with what makes it match; the later rows match too, so that only their order decides. */
  record Row(int number, String when, UnaryOperator<Given> given) {
    @Override
    public String toString() {
      return number + ": " + when;
    }
  }

  private static Reason reason(String apiName) {
    return Stream.of(Reason.values()).filter(reason -> reason.apiName().equals(apiName)).findFirst().orElseThrow();
  }

  static Stream<Row> rowsThatLeave() {
    return Stream.of(
        new Row(1, "our CRD is being deleted", g -> g.answer(Question.CRD_DELETING, true)),
        new Row(2, "Retain", g -> g.policy(DeletionPolicy.RETAIN)),
        new Row(2, "mode Observe", g -> g.mode(Mode.OBSERVE)),
        new Row(3, "nothing of ours recorded", g -> g.remembered(_ -> Recorded.NOTHING)),
        new Row(4, "Restore and enabled by others", g -> g.enabledBy(OTHER, ofDays(9))),
        new Row(4, "Restore and our only Enable was refused",
            g -> g.remembered(_ -> Recorded.NOTHING).refused(ENABLE, ofDays(1), Reason.ACCESS_DENIED, 1)));
  }

  @ParameterizedTest
  @MethodSource("rowsThatLeave")
  void rowsOneToFourLeaveAccessAsItIsWhateverElse(Row row) {
    for (Given given : new Given[]{
        aDeletion(), aDeletion().paused(true), aDeletion().connection(MISSING), aDeletion().connection(UNUSABLE),
        aDeletion().connectionObserves(), aDeletion().allowed("x.amazonaws.com"), aDeletion().disabled(),
        aDeletion().deleted(Duration.ZERO), aDeletion().snapshotFails(Failure.Kind.UNAVAILABLE, 9),
        aDeletion().remains(new Remaining("lock", "it", Given.MANAGEMENT, "global"))}) {
      row.given().apply(given).plan().leaves().neverAsks(Question.SNAPSHOT, Question.REMAINING);
    }
  }

  @Test
  void rowTwoNeedsNoReadAtAll() {
    aDeletion().policy(DeletionPolicy.RETAIN).neverAsked(Question.CRD_DELETING).plan().leaves().asks();
    aDeletion().mode(Mode.OBSERVE).neverAsked(Question.CRD_DELETING).plan().leaves().asks();
  }

  @Test
  void whileItIsUnknownWhetherTheCrdIsDeletedNothingGoes() {
    aDeletion().unknown(Question.CRD_DELETING, Failure.Kind.UNAVAILABLE)
        .plan()
        .changesNothing()
        .waits(Reason.SERVICE_UNAVAILABLE)
        .saysHowToRetain();
  }

  @Test
  void rowThreeNeedsThatNothingAtAllIsRecorded() {
    aDeletion().remembered(_ -> Recorded.NOTHING)
        .ownedByUs()
        .policy(DeletionPolicy.DISABLE)
        .integration(true)
        .plan()
        .removesOwned(false);
  }

  @Test
  void rowFourIsForRestoreAlone() {
    aDeletion().enabledBy(OTHER, ofDays(9)).policy(DeletionPolicy.DISABLE).integration(true).plan().disables(false);
    aDeletion().policy(DeletionPolicy.RESTORE).integration(true).plan().disables(false);
  }

  @Test
  void rowFourAppliesToWhatASnapshotShowsToo() {
    aDeletion().enabled(ofMinutes(30)).plan().leaves().remembersEnabledBy(OTHER);
    aDeletion().remembered(_ -> Recorded.NOTHING).sent(ENABLE, ofHours(1)).enabled(ofDays(3)).plan().leaves();
  }

  static Stream<Row> rowFive() {
    return Stream.of(
        new Row(5, "Paused", g -> g.paused(true)),
        new Row(5, "ConnectionNotFound", g -> g.connection(MISSING)),
        new Row(5, "ConnectionNotFound", g -> g.connection(MISSING).created(ofSeconds(5))),
        new Row(5, "ConnectionInvalid", g -> g.connection(UNUSABLE)),
        new Row(5, "ObserveOnly", Given::connectionObserves),
        new Row(5, "PrincipalNotAllowed", g -> g.allowed("x.amazonaws.com")),
        new Row(5, "WrongOrganization",
            g -> g.organization(new OrganizationState("o-foreign12345", "999999999999", "999999999999", true))),
        new Row(5, "NotManagementAccount",
            g -> g.organization(new OrganizationState(Given.ORGANIZATION, Given.MANAGEMENT, "999999999999", true))),
        new Row(5, "NotManagementAccount", g -> g.managementAccountDeclared("999999999999")),
        new Row(5, "AccessDenied", g -> g.snapshotFails(Failure.Kind.ACCESS_DENIED, 3)));
  }

  @ParameterizedTest
  @MethodSource("rowFive")
  void rowFiveStaysStalledAndSaysTheWayBack(Row row) {
    for (Given given : new Given[]{
        aDeletion(), aDeletion().disabled(), aDeletion().policy(DeletionPolicy.DISABLE).enabledBy(OTHER, ofDays(9)),
        aDeletion().deleted(Duration.ZERO)}) {
      row.given().apply(given).plan().changesNothing().isStalled(reason(row.when())).saysHowToRetain();
    }
  }

  @Test
  void rowFiveIsCheckedAgain() {
    aDeletion().paused(true).plan().comesBackIn(Given.INTERVAL);
    aDeletion().connection(MISSING).plan().comesBackIn(ofHours(1));
  }

  @Test
  void aConnectionThatIsBeingDeletedStillServesTheExit() {
    aDeletion().connectionDeleting().integration(true).plan().disables(false);
  }

  @Test
  void whileTheSnapshotFailsItStaysButIsNotStalled() {
    aDeletion().snapshotFails(Failure.Kind.THROTTLED, 9)
        .plan()
        .changesNothing()
        .waits(Reason.THROTTLED)
        .saysHowToRetain();
  }

  @Test
  void anotherOrganizationThanRememberedStays() {
    aDeletion().remembered(r -> new Recorded(java.util.Optional.of("o-before123456"), r.enabledBy(), r.enabledTime(),
        r.reenabledTime(), r.owned(), r.removedByOthers(), r.lastChange(), r.corrections(), r.reportedRemaining(),
        r.toRead(),
        r.deletionSeen(), r.changeByOthers()))
        .disabled()
        .plan()
        .changesNothing()
        .isStalled(Reason.WRONG_ORGANIZATION)
        .saysHowToRetain();
  }

  /** Nothing else shows them once the declaration is deleted. */
  @ParameterizedTest
  @MethodSource("rowsThatLeave")
  void whoeverLeavesAnAdministratorSaysWhose(Row row) {
    Given given = row.given().apply(aDeletion());
    given.remembered(recorded -> recorded.withOwned(administrators("222222222222", "333333333333")))
        .plan()
        .leaves()
        .says("Appointed by the operator and not dismissed: 222222222222, 333333333333. Dismiss any");
  }

  @Test
  void ofManyAdministratorsThatAreLeftSomeAreNamed() {
    aDeletion().policy(DeletionPolicy.RETAIN)
        .remembered(recorded -> recorded.withOwned(administrators(
            "222222222222", "333333333333", "444444444444", "555555555555", "666666666666")))
        .plan()
        .leaves()
        .says("222222222222, 333333333333, 444444444444 and more. Dismiss any");
    aDeletion().policy(DeletionPolicy.RETAIN).plan().leaves().saysNot("dismiss", "Dismiss");
  }

  private static List<OwnedResource> administrators(String... accounts) {
    return Stream.of(accounts)
        .flatMap(account -> Stream.of(
            OwnedResource.administrator(account, "us-east-1"), OwnedResource.administrator(account, "eu-west-1"),
            OwnedResource.registration(account)))
        .toList();
  }

  @Test
  void rowSixNeedsASecondSnapshotUnlessWeDisabledIt() {
    aDeletion().disabled()
        .justVanished()
        .plan()
        .leaves()
        .asks(Question.CRD_DELETING, Question.SNAPSHOT, Question.SECOND_SNAPSHOT);
    aDeletion().disabled().shownAgain().integration(true).plan().disables(false);
    aDeletion().disabled().shownAgain().integration(true).snapshotAge(ofMinutes(1)).plan().disables(false);
    aDeletion().disabled()
        .justVanished()
        .sent(DISABLE, ofSeconds(2))
        .plan()
        .leaves()
        .asks(
            Question.CRD_DELETING, Question.SNAPSHOT);
    aDeletion().disabled()
        .justVanished()
        .intent(DISABLE, ofMinutes(3))
        .plan()
        .leaves()
        .asks(
            Question.CRD_DELETING, Question.SNAPSHOT, Question.SECOND_SNAPSHOT);
    aDeletion().remembered(_ -> Recorded.NOTHING)
        .intent(ENABLE, ofMinutes(3))
        .disabled()
        .justVanished()
        .plan()
        .leaves()
        .asks(Question.CRD_DELETING, Question.SNAPSHOT, Question.SECOND_SNAPSHOT);
  }

  @Test
  void rowSixLeavesWhenASnapshotShowsAccessOff() {
    aDeletion().disabled()
        .plan()
        .leaves()
        .asks(Question.CRD_DELETING, Question.SNAPSHOT)
        .access(FALSE, Reason.DISABLED)
        .waits(Reason.DISABLED);
    aDeletion().disabled().policy(DeletionPolicy.DISABLE).enabledBy(OTHER, ofDays(1)).plan().leaves();
    aDeletion().disabled().deleted(Duration.ZERO).plan().leaves();
    aDeletion().disabled().sent(DISABLE, ofSeconds(2)).plan().leaves();
  }

  @Test
  void anUnresolvedIntentIsResolvedBeforeTheTableIsApplied() {
    Given justMeant = aDeletion().remembered(_ -> Recorded.NOTHING).intent(ENABLE, ofSeconds(119));
    justMeant.disabled().plan().changesNothing().waits(Reason.ENABLING).saysHowToRetain().comesBackIn(ofSeconds(1));
    justMeant.snapshotAge(ofMinutes(1))
        .plan()
        .changesNothing()
        .asks(Question.CRD_DELETING, Question.SNAPSHOT, Question.FRESH_SNAPSHOT);
    aDeletion().remembered(_ -> Recorded.NOTHING).intent(ENABLE, ofMinutes(2)).disabled().plan().leaves();
    aDeletion().remembered(_ -> Recorded.NOTHING)
        .intent(ENABLE, ofSeconds(119))
        .enabled(ofSeconds(118))
        .integration(true)
        .plan()
        .disables(false)
        .remembersEnabledBy(OPERATOR);
    aDeletion().remembered(_ -> Recorded.NOTHING)
        .intent(ENABLE, ofSeconds(119))
        .connection(MISSING)
        .plan()
        .changesNothing()
        .isStalled(Reason.CONNECTION_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAnotherDeclarationManagesIsLeftToIt(boolean sameConnection) {
    for (DeletionPolicy policy : List.of(DeletionPolicy.RESTORE, DeletionPolicy.DISABLE)) {
      aDeletion().policy(policy)
          .otherDeclaration(sameConnection, true)
          .integration(true)
          .plan()
          .leaves()
          .says("another declaration manages it: other")
          .access(TRUE, Reason.ENABLED)
          .neverAsks(Question.REMAINING);
      aDeletion().deleted(HOLD.minusSeconds(1))
          .policy(policy)
          .otherDeclaration(sameConnection, true)
          .plan()
          .waits(Reason.DELETION_HELD);
      aDeletion().policy(policy).otherDeclaration(sameConnection, false).integration(true).plan().disables(false);
    }
  }

  /** Retain keeps the object from being deleted later; it does not undo a call that AWS accepted. */
  @Test
  void onceAccessIsBeingDisabledNoMessageOffersToKeepIt() {
    String offer = "keep access";
    Given sent = aDeletion().integration(true).sent(DISABLE, ofSeconds(3));
    sent.plan().waits(Reason.DISABLING).saysNot(offer, "Retain").says("cannot be called back", "apply the declaration");
    sent.paused(true).plan().isStalled(Reason.PAUSED).saysNot(offer).says("with access as it then is", "Retain");
    aDeletion().integration(true).plan().disables(false).saysNot(offer);
    aDeletion().integration(true)
        .refused(DISABLE, ofMinutes(1), Reason.ACCESS_DENIED, 1)
        .plan()
        .says("To keep access enabled");
  }

  @Test
  void whileDeletingCleanedUpIsAlwaysSaid() {
    for (Given given : new Given[]{aDeletion().paused(true), aDeletion().disabled(),
        aDeletion().enabledBy(OTHER, ofDays(1)),
        aDeletion().snapshotFails(Failure.Kind.THROTTLED, 1), aDeletion().sent(DISABLE, ofSeconds(3)), aDeletion()}) {
      assertThat(given.plan().conclusion().cleanedUp()).isPresent();
    }
    assertThat(aDeclaration().plan().conclusion().cleanedUp()).isEmpty();
  }

  @Test
  void withoutOurFinalizerThereIsNothingToUndo() {
    aDeletion().notHeld().plan().changesNothing().asks().waits(Reason.RETAINED);
  }
}
