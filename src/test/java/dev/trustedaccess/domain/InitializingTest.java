package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.Desired.InitializationMode;
import dev.trustedaccess.domain.InitializationState.Stage;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Change.Kind.Initialize;
import static dev.trustedaccess.domain.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.Given.AWS_NOW;
import static dev.trustedaccess.domain.Given.OUR_SET_UP;
import static dev.trustedaccess.domain.Given.aDeclaration;
import static dev.trustedaccess.domain.OpenedBy.Other;
import static dev.trustedaccess.domain.Verdict.Truth.False;
import static dev.trustedaccess.domain.Verdict.Truth.True;
import static dev.trustedaccess.domain.Verdict.Truth.Unknown;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Access is on: the service is set up by the integration, by a person's word, or not at all. */
class InitializingTest {
  private static final Optional<String> NOBODY = Optional.empty();
  private static final Optional<String> DECLARED = Optional.of(ADMINISTRATOR);
  private static final Optional<String> SOMEBODY = Optional.of("333333333333");

  private static Given opened() {
    return aDeclaration().opened(Other, ofDays(9));
  }

  @Test
  void noneAsksNobody() {
    opened().initialization(InitializationMode.None)
        .integration(true)
        .plan()
        .isReady()
        .initialized(True, Reason.InitializationNotRequired)
        .neverAsks(Question.INITIALIZATION);
  }

  @Test
  void confirmedTakesTheWordForThisEnabledTimeOnly() {
    Given confirmed = opened().initialization(InitializationMode.Confirmed).integration(true);
    confirmed.plan()
        .waits(Reason.AwaitingServiceAdministrator)
        .initialized(False, Reason.AwaitingServiceAdministrator)
        .says("trusted-access-operator confirm initialized " + Given.NAME)
        .neverAsks(Question.INITIALIZATION);
    confirmed.confirmedInitialized(ofDays(10)).plan().waits(Reason.AwaitingServiceAdministrator);
    confirmed.confirmedInitialized(ofDays(9)).plan().isReady().initialized(True, Reason.Initialized);
  }

  /** However set-up is told, ours is watched: what others put in its place must not be taken down with the declaration. */
  @Test
  void whatWeSetIsWatchedThoughNobodyIsToBeAskedWhetherItIsSetUp() {
    for (InitializationMode mode : List.of(InitializationMode.None, InitializationMode.Confirmed)) {
      Given ours = opened().initializationIs(Stage.DONE, SOMEBODY)
          .initialization(mode)
          .confirmedInitialized(ofDays(9))
          .setUpByUs();
      ours.plan()
          .isReady()
          .asks(Question.LOOK, Question.INITIALIZATION, Question.SECOND_INITIALIZATION)
          .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
      ours.thenInitializationIs(Stage.DONE, DECLARED)
          .plan()
          .isReady()
          .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
      ours.unknown(Question.INITIALIZATION, Failure.Kind.ACCESS_DENIED, 3)
          .plan()
          .isReady()
          .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
    }
  }

  @Test
  void automaticWithoutAnIntegrationIsAsConfirmed() {
    opened().initialization(InitializationMode.Automatic).plan().waits(Reason.AwaitingServiceAdministrator);
    opened().initialization(InitializationMode.Automatic).confirmedInitialized(ofDays(9)).plan().isReady();
  }

  @Test
  void theIntegrationTells() {
    opened().initializationIs(Stage.DONE, NOBODY).plan().isReady().initialized(True, Reason.Initialized);
    opened().initializationIs(Stage.DONE, SOMEBODY).plan().isReady();
    opened().initializationIs(Stage.NOT_REQUIRED, NOBODY)
        .plan()
        .isReady()
        .initialized(True, Reason.InitializationNotRequired);
    opened().initializationIs(Stage.FAILED, NOBODY).plan().changesNothing().isStalled(Reason.InitializationFailed);
  }

  @Test
  void thatTheServiceIsAtItIsAwaitedForAWhile() {
    opened().opened(Other, ofMinutes(30))
        .on(ofMinutes(30))
        .initializationIs(Stage.IN_PROGRESS, NOBODY)
        .plan()
        .changesNothing()
        .waits(Reason.AwaitingInitialization);
    opened().opened(Other, ofMinutes(31))
        .on(ofMinutes(31))
        .initializationIs(Stage.IN_PROGRESS, NOBODY)
        .plan()
        .isStalled(Reason.InitializationOverdue);
    opened().sent(Initialize, ofMinutes(20))
        .initializationIs(Stage.IN_PROGRESS, NOBODY)
        .plan()
        .waits(Reason.AwaitingInitialization)
        .comesBackIn(Given.INTERVAL);
  }

  @Test
  void watchingSlowsDownWhateverTheAgeOfTheLook() {
    opened().sent(Initialize, ofMinutes(3))
        .lookAge(ofMinutes(2))
        .initializationIs(Stage.IN_PROGRESS, NOBODY)
        .plan()
        .waits(Reason.AwaitingInitialization)
        .comesBackIn(ofMinutes(3));
  }

  @Test
  void anotherAdministratorIsAMismatchAndNeverChanged() {
    for (Stage stage : Stage.values()) {
      opened().administrator(ADMINISTRATOR)
          .initializationIs(stage, SOMEBODY)
          .plan()
          .changesNothing()
          .isStalled(Reason.AdministratorMismatch)
          .says(ADMINISTRATOR, SOMEBODY.orElseThrow());
    }
    opened().administrator(ADMINISTRATOR).initializationIs(Stage.DONE, DECLARED).plan().isReady();
  }

  @Test
  void theDeclaredAdministratorIsSetWhereNothingIsThere() {
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .does(new Action.Initialize(OUR_SET_UP, AWS_NOW))
        .waits(Reason.AwaitingInitialization)
        .comesBackIn(ofSeconds(1));
  }

  @Test
  void withoutADeclaredAdministratorAPersonMustNameOne() {
    opened().initializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .changesNothing()
        .isStalled(Reason.AdministratorAccountRequired);
  }

  @Test
  void whatTheIntegrationCannotSetUpIsAwaited() {
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .integration(false)
        .plan()
        .changesNothing()
        .waits(Reason.AwaitingServiceAdministrator);
  }

  @Test
  void withoutTheDutyOrWhileObservingNothingIsSetUp() {
    Given absent = opened().administrator(ADMINISTRATOR).initializationIs(Stage.ABSENT, NOBODY);
    absent.serviceDuty(Optional.of(Mode.Observe))
        .plan()
        .changesNothing()
        .waits(Reason.AwaitingServiceAdministrator)
        .says("spec.serviceRole.mode");
    absent.serviceDuty(Optional.of(Mode.Manage))
        .mode(Mode.Observe)
        .plan()
        .changesNothing()
        .waits(Reason.AwaitingServiceAdministrator);
    absent.mode(Mode.Manage).connectionObserves().plan().changesNothing().waits(Reason.AwaitingServiceAdministrator);
  }

  @Test
  void anInitializeIsNotRepeatedBeforeItHasSettled() {
    Given absent = opened().administrator(ADMINISTRATOR).initializationIs(Stage.ABSENT, NOBODY);
    absent.meant(Initialize, ofSeconds(119))
        .plan()
        .changesNothing()
        .waits(Reason.AwaitingInitialization)
        .comesBackIn(ofSeconds(119));
    absent.meant(Initialize, ofMinutes(2)).plan().does(new Action.Initialize(OUR_SET_UP, AWS_NOW));
  }

  @Test
  void whatWeSetUpAndOthersRemovedIsNotSetUpAgain() {
    Given removed = opened().administrator(ADMINISTRATOR).initializationIs(Stage.ABSENT, NOBODY).setUpByUs();
    removed.sent(Initialize, ofMinutes(9))
        .seen()
        .plan()
        .changesNothing()
        .isStalled(Reason.ChangedByOthers)
        .says(ADMINISTRATOR);
    removed.meant(Initialize, ofMinutes(9)).plan().does(new Action.Initialize(OUR_SET_UP, AWS_NOW));
    removed.sent(Initialize, DECLARED, ofMinutes(9)).seen().plan().isStalled(Reason.ChangedByOthers);
    removed.sent(Initialize, Optional.of("333333333333"), ofMinutes(9))
        .seen()
        .plan()
        .does(new Action.Initialize(OUR_SET_UP, AWS_NOW));
  }

  /** From ours to another's and back: others set it then, and what they set is not taken down with the declaration. */
  @Test
  void whatOthersReplacedIsNotOursAnyMoreThoughTheySetTheSameAgain() {
    Given replaced = opened().administrator(ADMINISTRATOR).initializationIs(Stage.DONE, SOMEBODY).setUpByUs();
    replaced.plan()
        .isStalled(Reason.AdministratorMismatch)
        .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
    // Ours may be so new that it does not show yet.
    replaced.sent(Initialize, DECLARED, ofSeconds(119))
        .plan()
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
    replaced.sent(Initialize, DECLARED, ofMinutes(2))
        .plan()
        .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
    replaced.unknown(Question.INITIALIZATION, Failure.Kind.UNAVAILABLE)
        .plan()
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.DONE, DECLARED)
        .setUpByUs()
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
  }

  /** Whatever one answer says, ours is forgotten, and others are named, only if the next one says so too. */
  @Test
  void ofWhatWeSetOneAnswerProvesNothing() {
    Given lacking = opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .setUpByUs()
        .sent(Initialize, DECLARED, ofDays(9))
        .seen();
    lacking.thenInitializationIs(Stage.DONE, DECLARED)
        .plan()
        .asks(Question.LOOK, Question.INITIALIZATION, Question.SECOND_INITIALIZATION)
        .changesNothing()
        .isReady()
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
    lacking.initializationIs(Stage.DONE, SOMEBODY)
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
    Then untold = lacking.initializationIs(Stage.ABSENT, NOBODY)
        .unknown(Question.SECOND_INITIALIZATION, Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .changesNothing()
        .bears(Reason.ServiceUnavailable)
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
    assertThat(untold.assessment().initialized().keeps()).isTrue();
    lacking.unknown(Question.SECOND_INITIALIZATION, Failure.Kind.UNAVAILABLE, 3)
        .plan()
        .ready(Unknown, Reason.ObservationStale)
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(OUR_SET_UP));
    lacking.thenInitializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .isStalled(Reason.ChangedByOthers)
        .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
  }

  @Test
  void aSecondAnswerIsAskedForOnlyWhereOneWouldDecide() {
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.DONE, DECLARED)
        .setUpByUs()
        .plan()
        .neverAsks(Question.SECOND_INITIALIZATION);
    opened().initializationIs(Stage.ABSENT, NOBODY).plan().neverAsks(Question.SECOND_INITIALIZATION);
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .setUpByUs()
        .sent(Initialize, DECLARED, ofSeconds(119))
        .plan()
        .neverAsks(Question.SECOND_INITIALIZATION);
  }

  /** What others set, and one answer did not find, would count as ours from then on. */
  @Test
  void oneAnswerThatFindsNothingIsNoGroundToSetItUp() {
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .thenInitializationIs(Stage.DONE, DECLARED)
        .plan()
        .asks(Question.LOOK, Question.INITIALIZATION, Question.SECOND_INITIALIZATION)
        .changesNothing()
        .isReady();
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.DONE, SOMEBODY)
        .setUpByUs()
        .thenInitializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .changesNothing()
        .waits(Reason.AwaitingInitialization)
        .comesBackIn(Backoff.retry(true, 1, Given.UID));
  }

  /** Where others' stands, the declaration need not name ours any more for ours to be gone. */
  @Test
  void whatOthersReplacedIsNotOursWhateverIsDeclared() {
    opened().initializationIs(Stage.DONE, SOMEBODY)
        .setUpByUs()
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
    opened().initializationIs(Stage.ABSENT, NOBODY)
        .setUpByUs()
        .plan()
        .isStalled(Reason.AdministratorAccountRequired)
        .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
  }

  /** Others are removing what we set: it is not ours any more, and whoever sets it again before it is gone is not us. */
  @Test
  void whatIsOnItsWayOutIsForAPersonAndNotOurs() {
    Given leaving = opened().administrator(ADMINISTRATOR).initializationIs(Stage.LEAVING, DECLARED).setUpByUs();
    leaving.sent(Initialize, DECLARED, ofDays(9))
        .seen()
        .plan()
        .changesNothing()
        .isStalled(Reason.ChangedByOthers)
        .initialized(False, Reason.ChangedByOthers)
        .says("is removing", ADMINISTRATOR, "spec.initialization.administratorAccountId")
        .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
    // What we have just set may not show yet: this one would be of before.
    leaving.sent(Initialize, DECLARED, ofSeconds(119))
        .plan()
        .waits(Reason.AwaitingInitialization)
        .says("is removing", ADMINISTRATOR)
        .comesBackIn(ofSeconds(119))
        .remembers(recorded -> {
          assertThat(recorded.setUp()).containsExactly(OUR_SET_UP);
          assertThat(recorded.lastChange().map(Change::seen)).contains(false);
        });
    leaving.sent(Initialize, DECLARED, ofMinutes(2))
        .plan()
        .remembers(recorded -> assertThat(recorded.lastChange().map(Change::seen)).contains(true));
  }

  /** Nothing remembers since when, so nobody waits for it: whoever set it, a person decides whether it is wanted. */
  @Test
  void whatOthersSetAndAreRemovingIsForAPersonToo() {
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.LEAVING, DECLARED)
        .plan()
        .changesNothing()
        .isStalled(Reason.ChangedByOthers);
    opened().initializationIs(Stage.LEAVING, NOBODY)
        .plan()
        .changesNothing()
        .isStalled(Reason.ChangedByOthers)
        .says("is removing", "spec.initialization.mode");
  }

  @Test
  void whatWasNeverSeenSetCannotHaveBeenRemovedAndIsSetAgain() {
    Given ignored = opened().administrator(ADMINISTRATOR).initializationIs(Stage.ABSENT, NOBODY).setUpByUs();
    ignored.sent(Initialize, DECLARED, ofSeconds(119)).plan().changesNothing().waits(Reason.AwaitingInitialization);
    ignored.sent(Initialize, DECLARED, ofMinutes(2))
        .plan()
        .does(new Action.Initialize(OUR_SET_UP, AWS_NOW))
        .waits(Reason.AwaitingInitialization)
        .says("AWS accepted");
  }

  @Test
  void thatOurSetUpWasSeenIsRemembered() {
    for (Stage stage : List.of(Stage.IN_PROGRESS, Stage.DONE)) {
      Given set = opened().administrator(ADMINISTRATOR).sent(Initialize, DECLARED, ofSeconds(9));
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
    Given absent = opened().administrator(ADMINISTRATOR).initializationIs(Stage.ABSENT, NOBODY).setUpByUs();
    absent.sent(Initialize, ofMinutes(9)).plan().remembers(r -> assertThat(r.setUp()).isEmpty());
    absent.serviceDuty(Optional.empty()).plan().remembers(r -> assertThat(r.setUp()).isEmpty());
    absent.sent(Initialize, ofSeconds(9)).plan().remembers(r -> assertThat(r.setUp()).containsExactly(OUR_SET_UP));
  }

  @Test
  void afterATimeOffItIsSetUpAnew() {
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .setUpByUs()
        .sent(Change.Kind.Enable, ofMinutes(9))
        .plan()
        .does(new Action.Initialize(OUR_SET_UP, AWS_NOW));
  }

  @Test
  void aRefusedInitializeIsTriedAgainLaterOrWhenAPersonAsks() {
    Given refused = opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .refused(Initialize, ofMinutes(5), Reason.AccessDenied, 6, ofMinutes(3));
    refused.plan().changesNothing().isStalled(Reason.AccessDenied);
    refused.prompted().plan().does(new Action.Initialize(OUR_SET_UP, AWS_NOW));
    opened().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .refused(Initialize, ofSeconds(1), Reason.Throttled, 1)
        .plan()
        .waits(Reason.Throttled)
        .comesBackIn(Backoff.retry(true, 1, Given.UID).minusSeconds(1));
  }

  @Test
  void whatCannotBeReadIsUnknownUnlessItPasses() {
    Given unread = opened().initialization(InitializationMode.Automatic).integration(true);
    Then denied = unread.unknown(Question.INITIALIZATION, Failure.Kind.ACCESS_DENIED, 3)
        .plan()
        .changesNothing()
        .isStalled(Reason.AccessDenied)
        .initialized(Unknown, Reason.AccessDenied);
    denied.says("mail:Describe in account " + ADMINISTRATOR);
    Then passing = unread.unknown(Question.INITIALIZATION, Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .changesNothing()
        .bears(Reason.ServiceUnavailable);
    org.assertj.core.api.Assertions.assertThat(passing.assessment().initialized().keeps()).isTrue();
    unread.unknown(Question.INITIALIZATION, Failure.Kind.ACCESS_DENIED, 2).plan().bears(Reason.AccessDenied);
  }

  @Test
  void whatReadyRestsOnAndWasMissedThreeTimesIsStaleHoweverGoodTheLooksAre() {
    Given unread = opened().initialization(InitializationMode.Automatic).integration(true);
    unread.unknown(Question.INITIALIZATION, Failure.Kind.UNAVAILABLE, 2)
        .plan()
        .bears(Reason.ServiceUnavailable)
        .comesBackIn(Backoff.retry(true, 2, Given.UID));
    unread.unknown(Question.INITIALIZATION, Failure.Kind.UNAVAILABLE, 3)
        .plan()
        .changesNothing()
        .ready(Unknown, Reason.ObservationStale)
        .initialized(Unknown, Reason.ObservationStale)
        .says("mail:Describe in account " + ADMINISTRATOR);
  }

  @Test
  void aStrippedFinalizerIsPutBackUnlessSomethingElseIsToBeDone() {
    opened().notHeld().initializationIs(Stage.FAILED, NOBODY).plan().does(new Action.Hold());
    opened().notHeld()
        .administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .does(new Action.Initialize(OUR_SET_UP, AWS_NOW));
  }

  @Test
  void nextLookIsDueAnIntervalAfterTheLast() {
    opened().lookAge(Duration.ofMinutes(2)).plan().comesBackIn(ofMinutes(3));
    opened().lookAge(Duration.ofMinutes(9)).plan().comesBackIn(ofSeconds(1));
  }
}
