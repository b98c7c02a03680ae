package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.INITIALIZE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.UNKNOWN;
import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.AWS_NOW;
import static dev.trustedaccess.domain.plan.Given.OWNED;
import static dev.trustedaccess.domain.plan.Given.REGISTRATION;
import static dev.trustedaccess.domain.plan.InitializationPlannerTest.DECLARED;
import static dev.trustedaccess.domain.plan.InitializationPlannerTest.NOBODY;
import static dev.trustedaccess.domain.plan.InitializationPlannerTest.SOMEBODY;
import static dev.trustedaccess.domain.plan.InitializationPlannerTest.enabledDeclaration;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** What the operator owns, and others remove or replace, is told apart from what others made. */
class OwnedResourceMonitoringTest {
  /** However initialization is told, ours is watched: what others put in its place must not be removed with the declaration. */
  @Test
  void ourResourceIsMonitoredEvenWithoutInitialization() {
    for (InitializationMode mode : List.of(InitializationMode.NONE, InitializationMode.CONFIRMED)) {
      Given ours = enabledDeclaration().initializationIs(Stage.DONE, SOMEBODY)
          .initialization(mode)
          .confirmedInitialized(ofDays(9))
          .ownedByUs();
      ours.plan()
          .isReady()
          .asks(Question.SNAPSHOT, Question.INITIALIZATION, Question.SECOND_INITIALIZATION)
          .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
      ours.thenInitializationIs(Stage.DONE, DECLARED)
          .plan()
          .isReady()
          .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
      ours.unknown(Question.INITIALIZATION, Failure.Kind.ACCESS_DENIED, 3)
          .plan()
          .isReady()
          .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
    }
  }

  @Test
  void whatWeCreatedAndOthersRemovedIsNotCreatedAgain() {
    Given removed = enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .ownedByUs();
    removed.sent(INITIALIZE, ofMinutes(9))
        .seen()
        .plan()
        .changesNothing()
        .isStalled(Reason.CHANGED_BY_OTHERS)
        .says(ADMINISTRATOR);
    removed.intent(INITIALIZE, ofMinutes(9))
        .plan()
        .does(new Action.Initialize(OWNED, Optional.of(REGISTRATION), AWS_NOW));
    removed.sent(INITIALIZE, OWNED, ofMinutes(9)).seen().plan().isStalled(Reason.CHANGED_BY_OTHERS);
    // What was appointed before the last change was seen then.
    removed.sent(INITIALIZE, OwnedResource.administrator("333333333333", "us-east-1"), ofMinutes(9))
        .plan()
        .isStalled(Reason.CHANGED_BY_OTHERS);
  }

  /** From ours to another's and back: others set it then, and what they set is not removed with the declaration. */
  @Test
  void whatOthersReplacedIsNotOursAnyMoreThoughTheySetTheSameAgain() {
    Given replaced = enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.DONE, SOMEBODY)
        .ownedByUs();
    replaced.plan()
        .isStalled(Reason.ADMINISTRATOR_MISMATCH)
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
    // Ours may be so new that it does not show yet.
    replaced.sent(INITIALIZE, OWNED, ofSeconds(119))
        .plan()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
    replaced.sent(INITIALIZE, OWNED, ofMinutes(2))
        .plan()
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
    replaced.unknown(Question.INITIALIZATION, Failure.Kind.UNAVAILABLE)
        .plan()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.DONE, DECLARED)
        .ownedByUs()
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
  }

  /** Whatever one answer says, ours is forgotten, and others are named, only if the next one says so too. */
  @Test
  void ofWhatWeSetOneAnswerProvesNothing() {
    Given lacking = enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .ownedByUs()
        .sent(INITIALIZE, OWNED, ofDays(9))
        .seen();
    lacking.thenInitializationIs(Stage.DONE, DECLARED)
        .plan()
        .asks(Question.SNAPSHOT, Question.INITIALIZATION, Question.SECOND_INITIALIZATION)
        .changesNothing()
        .isReady()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
    lacking.initializationIs(Stage.DONE, SOMEBODY)
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
    Then untold = lacking.initializationIs(Stage.ABSENT, NOBODY)
        .unknown(Question.SECOND_INITIALIZATION, Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .changesNothing()
        .bears(Reason.SERVICE_UNAVAILABLE)
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
    assertThat(untold.conclusion().initialized().keepsPrevious()).isTrue();
    lacking.unknown(Question.SECOND_INITIALIZATION, Failure.Kind.UNAVAILABLE, 3)
        .plan()
        .ready(UNKNOWN, Reason.OBSERVATION_STALE)
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OWNED));
    lacking.thenInitializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .isStalled(Reason.CHANGED_BY_OTHERS)
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
  }

  @Test
  void aSecondAnswerIsAskedForOnlyWhereOneWouldDecide() {
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.DONE, DECLARED)
        .ownedByUs()
        .plan()
        .neverAsks(Question.SECOND_INITIALIZATION);
    enabledDeclaration().initializationIs(Stage.ABSENT, NOBODY).plan().neverAsks(Question.SECOND_INITIALIZATION);
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .ownedByUs()
        .sent(INITIALIZE, OWNED, ofSeconds(119))
        .plan()
        .neverAsks(Question.SECOND_INITIALIZATION);
  }

  /** What others set, and one answer did not find, would count as ours from then on. */
  @Test
  void oneAnswerThatFindsNothingIsNoGroundToSetItUp() {
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .thenInitializationIs(Stage.DONE, DECLARED)
        .plan()
        .asks(Question.SNAPSHOT, Question.INITIALIZATION, Question.SECOND_INITIALIZATION)
        .changesNothing()
        .isReady();
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.DONE, SOMEBODY)
        .ownedByUs()
        .thenInitializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION)
        .comesBackIn(Backoff.retry(true, 1, Given.UID));
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.IN_PROGRESS, DECLARED)
        .ownedByUs()
        .plan()
        .neverAsks(Question.SECOND_INITIALIZATION);
  }

  /** Where others' stands, the declaration need not name ours any more for ours to be gone. */
  @Test
  void whatOthersReplacedIsNotOursWhateverIsDeclared() {
    enabledDeclaration().initializationIs(Stage.DONE, SOMEBODY)
        .ownedByUs()
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
    enabledDeclaration().initializationIs(Stage.ABSENT, NOBODY)
        .ownedByUs()
        .plan()
        .isStalled(Reason.ADMINISTRATOR_ACCOUNT_REQUIRED)
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
  }

  /** Others are removing what we set: it is not ours any more, and whoever sets it again before it is gone is not us. */
  @Test
  void whatIsOnItsWayOutIsForAPersonAndNotOurs() {
    Given leaving = enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.BEING_REMOVED, DECLARED)
        .ownedByUs();
    leaving.sent(INITIALIZE, OWNED, ofDays(9))
        .seen()
        .plan()
        .changesNothing()
        .isStalled(Reason.CHANGED_BY_OTHERS)
        .initialized(FALSE, Reason.CHANGED_BY_OTHERS)
        .says("is removing", ADMINISTRATOR, "spec.delegatedAdministrators")
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
    // What we have just set may not show yet: this one would be of before.
    leaving.sent(INITIALIZE, OWNED, ofSeconds(119))
        .plan()
        .waits(Reason.AWAITING_INITIALIZATION)
        .says("is removing", ADMINISTRATOR)
        .comesBackIn(ofSeconds(119))
        .remembers(recorded -> {
          assertThat(recorded.owned()).containsExactly(OWNED);
          assertThat(recorded.lastChange().map(Change::seen)).contains(false);
        });
    leaving.sent(INITIALIZE, OWNED, ofMinutes(2))
        .plan()
        .remembers(recorded -> assertThat(recorded.lastChange().map(Change::seen)).contains(true));
  }

  /** Nothing remembers since when, so nobody waits for it: whoever set it, a person decides whether it is wanted. */
  @Test
  void whatOthersSetAndAreRemovingIsForAPersonToo() {
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.BEING_REMOVED, DECLARED)
        .plan()
        .changesNothing()
        .isStalled(Reason.CHANGED_BY_OTHERS);
    enabledDeclaration().initializationIs(Stage.BEING_REMOVED, NOBODY)
        .plan()
        .changesNothing()
        .isStalled(Reason.CHANGED_BY_OTHERS)
        .says("is removing", "spec.initialization.mode");
  }

  @Test
  void whatWasNeverSeenSetCannotHaveBeenRemovedAndIsSetAgain() {
    Given ignored = enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .ownedByUs();
    ignored.sent(INITIALIZE, OWNED, ofSeconds(119)).plan().changesNothing().waits(Reason.AWAITING_INITIALIZATION);
    ignored.sent(INITIALIZE, OWNED, ofMinutes(2))
        .plan()
        .does(new Action.Initialize(OWNED, Optional.of(REGISTRATION), AWS_NOW))
        .waits(Reason.AWAITING_INITIALIZATION)
        .says("AWS accepted");
  }

  @Test
  void thatOurResourceWasSeenIsRemembered() {
    for (Stage stage : List.of(Stage.IN_PROGRESS, Stage.DONE)) {
      Given set = enabledDeclaration().administrator(ADMINISTRATOR).sent(INITIALIZE, OWNED, ofSeconds(9));
      set.initializationIs(stage, DECLARED)
          .plan()
          .remembers(r -> assertThat(r.lastChange().map(Change::seen)).contains(true));
      set.initializationIs(stage, SOMEBODY)
          .plan()
          .remembers(r -> assertThat(r.lastChange().map(Change::seen)).contains(false));
      set.initializationIs(stage, NOBODY)
          .plan()
          .remembers(r -> assertThat(r.lastChange().map(Change::seen)).contains(false));
    }
  }

  @Test
  void whereNothingStandsNothingOfOursIsRemembered() {
    Given absent = enabledDeclaration().administrator(ADMINISTRATOR).initializationIs(Stage.ABSENT, NOBODY).ownedByUs();
    absent.sent(INITIALIZE, ofMinutes(9)).plan().remembers(r -> assertThat(r.owned()).isEmpty());
    absent.serviceRole(Optional.empty()).plan().remembers(r -> assertThat(r.owned()).isEmpty());
    absent.sent(INITIALIZE, ofSeconds(9)).plan().remembers(r -> assertThat(r.owned()).containsExactly(OWNED));
  }
}
