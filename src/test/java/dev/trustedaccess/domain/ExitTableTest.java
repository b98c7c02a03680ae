package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.trustedaccess.domain.Desired.DeletionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.domain.Change.Kind.Disable;
import static dev.trustedaccess.domain.Change.Kind.Enable;
import static dev.trustedaccess.domain.Given.HOLD;
import static dev.trustedaccess.domain.Given.aDeclaration;
import static dev.trustedaccess.domain.Given.aDeletion;
import static dev.trustedaccess.domain.OpenedBy.Operator;
import static dev.trustedaccess.domain.OpenedBy.Other;
import static dev.trustedaccess.domain.Verdict.Truth.False;
import static dev.trustedaccess.domain.Verdict.Truth.True;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** The exit table of the design, row by row; the first match wins. */
class ExitTableTest {
  private static final ConnectionView.Missing MISSING = new ConnectionView.Missing();
  private static final ConnectionView.Unusable UNUSABLE = new ConnectionView.Unusable(
      Reason.ConnectionInvalid, "spec.organizationId is absent; it takes an organization's id.");

  /** A row with what makes it match; the later rows match too, so that only their order decides. */
  record Row(int number, String when, UnaryOperator<Given> given) {
    @Override
    public String toString() {
      return number + ": " + when;
    }
  }

  static Stream<Row> rowsThatLeave() {
    return Stream.of(
        new Row(1, "our CRD is being deleted", g -> g.answer(Question.CRD_DELETING, true)),
        new Row(2, "Retain", g -> g.policy(DeletionPolicy.Retain)),
        new Row(2, "mode Observe", g -> g.mode(Mode.Observe)),
        new Row(3, "nothing of ours recorded", g -> g.remembered(_ -> Recorded.NOTHING)),
        new Row(4, "Restore and opened by others", g -> g.opened(Other, ofDays(9))),
        new Row(4, "Restore and our only Enable was refused",
            g -> g.remembered(_ -> Recorded.NOTHING).refused(Enable, ofDays(1), Reason.AccessDenied, 1)));
  }

  @ParameterizedTest
  @MethodSource("rowsThatLeave")
  void rowsOneToFourLeaveAccessAsItIsWhateverElse(Row row) {
    for (Given given : new Given[]{
        aDeletion(), aDeletion().paused(true), aDeletion().connection(MISSING), aDeletion().connection(UNUSABLE),
        aDeletion().connectionObserves(), aDeletion().allowed("x.amazonaws.com"), aDeletion().off(),
        aDeletion().deleted(Duration.ZERO), aDeletion().lookFails(Failure.Kind.UNAVAILABLE, 9),
        aDeletion().remains(new Remaining("lock", "it", Given.MANAGEMENT, "global"))}) {
      row.given().apply(given).plan().leaves().neverAsks(Question.LOOK, Question.REMAINING);
    }
  }

  @Test
  void rowTwoNeedsNoReadAtAll() {
    aDeletion().policy(DeletionPolicy.Retain).neverAsked(Question.CRD_DELETING).plan().leaves().asks();
    aDeletion().mode(Mode.Observe).neverAsked(Question.CRD_DELETING).plan().leaves().asks();
  }

  @Test
  void whileItIsUnknownWhetherTheCrdIsDeletedNothingGoes() {
    aDeletion().unknown(Question.CRD_DELETING, Failure.Kind.UNAVAILABLE)
        .plan()
        .changesNothing()
        .waits(Reason.ServiceUnavailable)
        .saysHowToRetain();
  }

  @Test
  void rowThreeNeedsThatNothingAtAllIsRecorded() {
    aDeletion().remembered(_ -> Recorded.NOTHING)
        .setUpByUs()
        .policy(DeletionPolicy.Disable)
        .integration(true)
        .plan()
        .takesDown(false);
  }

  @Test
  void rowFourIsForRestoreAlone() {
    aDeletion().opened(Other, ofDays(9)).policy(DeletionPolicy.Disable).integration(true).plan().closes(false);
    aDeletion().policy(DeletionPolicy.Restore).integration(true).plan().closes(false);
  }

  @Test
  void rowFourAppliesToWhatALookShowsToo() {
    aDeletion().on(ofMinutes(30)).plan().leaves().remembersOpenedBy(Other);
    aDeletion().remembered(_ -> Recorded.NOTHING).sent(Enable, ofHours(1)).on(ofDays(3)).plan().leaves();
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
        new Row(5, "AccessDenied", g -> g.lookFails(Failure.Kind.ACCESS_DENIED, 3)));
  }

  @ParameterizedTest
  @MethodSource("rowFive")
  void rowFiveStaysStalledAndSaysTheWayBack(Row row) {
    for (Given given : new Given[]{
        aDeletion(), aDeletion().off(), aDeletion().policy(DeletionPolicy.Disable).opened(Other, ofDays(9)),
        aDeletion().deleted(Duration.ZERO)}) {
      row.given().apply(given).plan().changesNothing().isStalled(Reason.valueOf(row.when())).saysHowToRetain();
    }
  }

  @Test
  void rowFiveIsLookedAtAgain() {
    aDeletion().paused(true).plan().comesBackIn(Given.INTERVAL);
    aDeletion().connection(MISSING).plan().comesBackIn(ofHours(1));
  }

  @Test
  void aConnectionThatIsBeingDeletedStillServesTheExit() {
    aDeletion().connectionDeleting().integration(true).plan().closes(false);
  }

  @Test
  void whileTheLookFailsItStaysButIsNotStalled() {
    aDeletion().lookFails(Failure.Kind.THROTTLED, 9).plan().changesNothing().waits(Reason.Throttled).saysHowToRetain();
  }

  @Test
  void anotherOrganizationThanRememberedStays() {
    aDeletion().remembered(r -> new Recorded(java.util.Optional.of("o-before123456"), r.openedBy(), r.enabledTime(),
        r.reopenedTime(), r.setUp(), r.lastChange(), r.corrections(), r.named(), r.toRead(), r.deletionSeen()))
        .off()
        .plan()
        .changesNothing()
        .isStalled(Reason.WrongOrganization)
        .saysHowToRetain();
  }

  @Test
  void rowSixNeedsASecondLookUnlessWeClosedIt() {
    aDeletion().off()
        .justVanished()
        .plan()
        .leaves()
        .asks(Question.CRD_DELETING, Question.LOOK, Question.SECOND_LOOK);
    aDeletion().off().shownAgain().integration(true).plan().closes(false);
    aDeletion().off().shownAgain().integration(true).lookAge(ofMinutes(1)).plan().closes(false);
    aDeletion().off()
        .justVanished()
        .sent(Disable, ofSeconds(2))
        .plan()
        .leaves()
        .asks(
            Question.CRD_DELETING, Question.LOOK);
    aDeletion().off()
        .justVanished()
        .meant(Disable, ofMinutes(3))
        .plan()
        .leaves()
        .asks(
            Question.CRD_DELETING, Question.LOOK, Question.SECOND_LOOK);
    aDeletion().remembered(_ -> Recorded.NOTHING)
        .meant(Enable, ofMinutes(3))
        .off()
        .justVanished()
        .plan()
        .leaves()
        .asks(Question.CRD_DELETING, Question.LOOK, Question.SECOND_LOOK);
  }

  @Test
  void rowSixLeavesWhenALookShowsAccessOff() {
    aDeletion().off()
        .plan()
        .leaves()
        .asks(Question.CRD_DELETING, Question.LOOK)
        .access(False, Reason.Disabled)
        .waits(Reason.Disabled);
    aDeletion().off().policy(DeletionPolicy.Disable).opened(Other, ofDays(1)).plan().leaves();
    aDeletion().off().deleted(Duration.ZERO).plan().leaves();
    aDeletion().off().sent(Disable, ofSeconds(2)).plan().leaves();
  }

  @Test
  void anUnresolvedIntentIsResolvedBeforeTheTableIsApplied() {
    Given justMeant = aDeletion().remembered(_ -> Recorded.NOTHING).meant(Enable, ofSeconds(119));
    justMeant.off().plan().changesNothing().waits(Reason.Enabling).saysHowToRetain().comesBackIn(ofSeconds(119));
    justMeant.lookAge(ofMinutes(1))
        .plan()
        .changesNothing()
        .asks(Question.CRD_DELETING, Question.LOOK, Question.FRESH_LOOK);
    aDeletion().remembered(_ -> Recorded.NOTHING).meant(Enable, ofMinutes(2)).off().plan().leaves();
    aDeletion().remembered(_ -> Recorded.NOTHING)
        .meant(Enable, ofSeconds(119))
        .on(ofSeconds(118))
        .integration(true)
        .plan()
        .closes(false)
        .remembersOpenedBy(Operator);
    aDeletion().remembered(_ -> Recorded.NOTHING)
        .meant(Enable, ofSeconds(119))
        .connection(MISSING)
        .plan()
        .changesNothing()
        .isStalled(Reason.ConnectionNotFound);
  }

  @Test
  void noDisableIsRepeatedBeforeItHasSettled() {
    aDeletion().sent(Disable, ofSeconds(119)).plan().changesNothing().waits(Reason.Disabling);
    aDeletion().meant(Disable, ofSeconds(119))
        .lookAge(ofSeconds(30))
        .plan()
        .changesNothing()
        .waits(Reason.Disabling)
        .asks(Question.CRD_DELETING, Question.LOOK, Question.FRESH_LOOK);
    aDeletion().sent(Disable, ofMinutes(2)).integration(true).plan().closes(false);
  }

  /** The clock of the API server may be behind, so that what was deleted now was deleted long ago by its word. */
  @Test
  void theHoldIsOverNoSoonerThanSoLongAfterTheFirstLook() {
    Given slow = aDeletion().deleted(Duration.ofHours(1));
    Then first = slow.deletionNotSeen()
        .plan()
        .changesNothing()
        .waits(Reason.DeletionHeld)
        .remembers(recorded -> assertThat(recorded.deletionSeen()).contains(Given.AWS_NOW));
    Recorded seen = first.assessment().recorded();
    slow.remembered(_ -> seen)
        .awsShows(Given.AWS_NOW.plus(HOLD).minusSeconds(30))
        .plan()
        .waits(Reason.DeletionHeld)
        .comesBackIn(ofSeconds(30))
        .remembers(recorded -> assertThat(recorded.deletionSeen()).contains(Given.AWS_NOW));
    slow.awsShows(Given.AWS_NOW.plus(HOLD))
        .integration(true)
        .plan()
        .does(new Action.Disable(Given.PRINCIPAL, Given.AWS_NOW.plus(HOLD), false));
  }

  @Test
  void aLookForADeletionThatIsYetToComeIsNone() {
    aDeletion().deletionNotSeen()
        .remembered(r -> r.withDeletionSeen(Given.AWS_NOW.plus(Duration.ofDays(9))))
        .plan()
        .waits(Reason.DeletionHeld)
        .remembers(recorded -> assertThat(recorded.deletionSeen()).contains(Given.AWS_NOW));
  }

  @Test
  void aDeletionThatCannotActYetRemembersItsFirstLook() {
    aDeletion().deletionNotSeen()
        .sent(Change.Kind.Enable, ofSeconds(20))
        .plan()
        .changesNothing()
        .remembers(recorded -> assertThat(recorded.deletionSeen()).contains(Given.AWS_NOW));
    Given.aDeclaration().plan().remembers(recorded -> assertThat(recorded.deletionSeen()).isEmpty());
  }

  @Test
  void rowSevenIsHeldSoThatAMistakenDeleteCanBeCalledBack() {
    aDeletion().deleted(HOLD.minusSeconds(30))
        .plan()
        .changesNothing()
        .waits(Reason.DeletionHeld)
        .access(True, Reason.Enabled)
        .cleanedUp(False, Reason.DeletionHeld)
        .saysHowToRetain()
        .comesBackIn(ofSeconds(30))
        .neverAsks(Question.REMAINING, Question.STANDING);
    aDeletion().deleted(HOLD.minusMillis(1)).plan().changesNothing().comesBackIn(ofSeconds(1));
    aDeletion().deleted(HOLD).integration(true).plan().closes(false);
  }

  @Test
  void theHoldIsOverOnlyWhenBothClocksSaySo() {
    aDeletion().deleted(ofMinutes(16))
        .awsShows(Given.NOW.minus(ofMinutes(10)))
        .integration(true)
        .plan()
        .changesNothing()
        .waits(Reason.DeletionHeld)
        .saysHowToRetain()
        .comesBackIn(Given.INTERVAL);
    aDeletion().deleted(ofMinutes(16))
        .awsShows(Given.NOW.minus(ofMinutes(1)).minusSeconds(30))
        .integration(true)
        .plan()
        .waits(Reason.DeletionHeld)
        .comesBackIn(ofSeconds(30));
    aDeletion().deleted(ofMinutes(14)).awsShows(Given.NOW.plus(ofMinutes(10))).plan().waits(Reason.DeletionHeld);
    aDeletion().deleted(ofMinutes(16))
        .awsShows(Given.NOW.minus(ofMinutes(1)))
        .integration(true)
        .plan()
        .does(new Action.Disable(Given.PRINCIPAL, Given.NOW.minus(ofMinutes(1)), false));
  }

  @Test
  void anOldLookIsNoGroundForClosing() {
    aDeletion().lookAge(ofMinutes(4))
        .integration(true)
        .plan()
        .closes(false)
        .asks(Question.CRD_DELETING, Question.LOOK, Question.REMAINING, Question.DELEGATED_ADMINISTRATORS,
            Question.FRESH_LOOK);
  }

  @Test
  void readsThatTakeLongAgeTheLook() {
    aDeletion().readsTake(ofSeconds(5))
        .integration(true)
        .plan()
        .does(new Action.Disable(Given.PRINCIPAL, Given.AWS_NOW.plusSeconds(5), false))
        .neverAsks(Question.FRESH_LOOK);
    aDeletion().readsTake(ofSeconds(6))
        .integration(true)
        .plan()
        .does(new Action.Disable(Given.PRINCIPAL, Given.AWS_NOW.plusSeconds(6), false))
        .asks(Question.CRD_DELETING, Question.LOOK, Question.REMAINING, Question.DELEGATED_ADMINISTRATORS,
            Question.FRESH_LOOK);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAnotherDeclarationManagesIsLeftToIt(boolean sameConnection) {
    for (DeletionPolicy policy : List.of(DeletionPolicy.Restore, DeletionPolicy.Disable)) {
      aDeletion().policy(policy)
          .otherDeclaration(sameConnection, true)
          .integration(true)
          .plan()
          .leaves()
          .says("another declaration manages it: other")
          .access(True, Reason.Enabled)
          .neverAsks(Question.REMAINING);
      aDeletion().deleted(HOLD.minusSeconds(1))
          .policy(policy)
          .otherDeclaration(sameConnection, true)
          .plan()
          .waits(Reason.DeletionHeld);
      aDeletion().policy(policy).otherDeclaration(sameConnection, false).integration(true).plan().closes(false);
    }
  }

  @Test
  void whileDeletingCleanedUpIsAlwaysSaid() {
    for (Given given : new Given[]{aDeletion().paused(true), aDeletion().off(), aDeletion().opened(Other, ofDays(1)),
        aDeletion().lookFails(Failure.Kind.THROTTLED, 1), aDeletion().sent(Disable, ofSeconds(3)), aDeletion()}) {
      assertThat(given.plan().assessment().cleanedUp()).isPresent();
    }
    assertThat(aDeclaration().plan().assessment().cleanedUp()).isEmpty();
  }

  @Test
  void withoutOurFinalizerThereIsNothingToUndo() {
    aDeletion().notHeld().plan().changesNothing().asks().waits(Reason.Retained);
  }
}
