package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.trustedaccess.domain.Change.Kind.Disable;
import static dev.trustedaccess.domain.Change.Kind.Initialize;
import static dev.trustedaccess.domain.Change.Kind.TakeDown;
import static dev.trustedaccess.domain.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.Given.aDeletion;
import static dev.trustedaccess.domain.Verdict.Truth.False;
import static dev.trustedaccess.domain.Verdict.Truth.True;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** The gate, cell by cell; then our set-up goes, and only after its end was seen the door is closed. */
class GateTest {
  private static final Remaining LOCK = new Remaining("lock", "the-lock", ADMINISTRATOR, "eu-west-1");
  private static final Remaining LETTER = new Remaining("letter", "a-letter", ADMINISTRATOR, "eu-west-1");
  private static final Remaining STAMP = new Remaining("stamp", "a-stamp", ADMINISTRATOR, "global");
  private static final Remaining UNGRADED = new Remaining("parcel", "a-parcel", ADMINISTRATOR, "us-east-1");

  /** What may be found to remain, and what it asks for. */
  enum Found {
    NOTHING, SURVIVES, LOST, UNGRADED, BLOCKS, UNREAD, A_REGION_UNREAD, NO_INTEGRATION;

    Given in(Given given) {
      Given integrated = this == NO_INTEGRATION ? given : given.integration(true);
      return switch (this) {
        case NOTHING, NO_INTEGRATION -> integrated;
        case SURVIVES -> integrated.remains(STAMP);
        case LOST -> integrated.remains(STAMP, LETTER);
        case UNGRADED -> integrated.remains(GateTest.UNGRADED);
        case BLOCKS -> integrated.remains(LETTER, LOCK);
        case UNREAD -> integrated.unknown(Question.REMAINING, Failure.Kind.ACCESS_DENIED);
        case A_REGION_UNREAD -> integrated.answer(
            Question.REMAINING, new RemainingRead(List.of(), Set.of(),
                List.of(new Failure(Failure.Kind.ACCESS_DENIED, "mail:ListLetters in eu-west-1"))));
      };
    }
  }

  record Cell(Impact impact, boolean confirmed, Found found) {
    boolean mustBeConfirmed() {
      return (found != Found.NOTHING && found != Found.SURVIVES)
          || Set.of(Impact.ServiceOutage, Impact.Destructive, Impact.Unknown).contains(impact);
    }

    boolean opens() {
      return found != Found.BLOCKS && (confirmed || !mustBeConfirmed());
    }

    Reason reasonToStay() {
      return switch (found) {
        case BLOCKS, LOST, UNGRADED -> Reason.CleanupPending;
        case UNREAD, A_REGION_UNREAD, NO_INTEGRATION -> Reason.CleanupNotVerifiable;
        case NOTHING, SURVIVES -> Reason.ImpactNotConfirmed;
      };
    }
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Impact impact : Impact.values()) {
      for (Found found : Found.values()) {
        cells.add(new Cell(impact, false, found));
        cells.add(new Cell(impact, true, found));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void opensOrSaysWhatIsMissing(Cell cell) {
    Given given = cell.found().in(aDeletion().impact(cell.impact()));
    Then then = (cell.confirmed() ? given.confirmedCleanedUp() : given).plan();
    if (cell.opens()) {
      then.closes(cell.confirmed())
          .waits(Reason.Disabling)
          .cleanedUp(True, cell.confirmed() ? Reason.CleanupConfirmed : Reason.CleanedUp);
    } else {
      then.changesNothing()
          .isStalled(cell.reasonToStay())
          .cleanedUp(False, cell.reasonToStay())
          .access(True, Reason.Enabled)
          .comesBackIn(Given.INTERVAL);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void noSetUpIsTakenDownBeforeItOpens(Cell cell) {
    Given given = cell.found().in(aDeletion().setUpByUs().impact(cell.impact()));
    Then then = (cell.confirmed() ? given.confirmedCleanedUp() : given).plan();
    if (cell.opens() && cell.found() != Found.NO_INTEGRATION) {
      then.takesDown(cell.confirmed()).waits(Reason.Disabling);
    } else {
      then.changesNothing();
    }
  }

  @Test
  void whatRemainsIsShownWithItsEffect() {
    aDeletion().integration(true)
        .remains(STAMP, LETTER, LOCK, UNGRADED)
        .plan()
        .shows(STAMP, Effect.Survives)
        .shows(LETTER, Effect.Lost)
        .shows(LOCK, Effect.Blocks)
        .shows(UNGRADED, Effect.Lost)
        .says("lock the-lock in eu-west-1");
    aDeletion().integration(true)
        .remains(LETTER)
        .plan()
        .says("letter a-letter in eu-west-1", "trusted-access-operator confirm cleaned-up " + Given.NAME);
  }

  @Test
  void onlyTheFirstOfManyAreNamed() {
    Remaining[] many = Stream.of("one", "two", "three", "four")
        .map(id -> new Remaining("lock", id, ADMINISTRATOR, "global"))
        .toArray(Remaining[]::new);
    assertThat(aDeletion().integration(true)
        .remains(many)
        .plan()
        .says("lock one, lock two, lock three and more")
        .assessment()
        .ready()
        .message()).doesNotContain("four");
    assertThat(aDeletion().integration(true)
        .remains(many[0], many[1], many[2])
        .plan()
        .says("lock three")
        .assessment()
        .ready()
        .message()).doesNotContain("and more");
  }

  @Test
  void aWordForAnotherDeletionOrAnotherLifeDoesNotCount() {
    Given lost = aDeletion().integration(true).remains(LETTER);
    Instant deleted = Given.NOW.minus(Duration.ofHours(1));
    lost.confirmedCleanedUp(Given.UID, deleted.minusSeconds(1)).plan().changesNothing();
    lost.confirmedCleanedUp("another", deleted).plan().changesNothing();
    lost.confirmedCleanedUp(Given.UID, deleted).plan().closes(true);
  }

  @Test
  void anUnknownPrincipalCountsAsDestructiveAndIsClosedByOrganizations() {
    aDeletion().notInCatalog()
        .acceptingUnknownService()
        .integration(true)
        .plan()
        .changesNothing()
        .isStalled(Reason.ImpactNotConfirmed);
    aDeletion().notInCatalog().acceptingUnknownService().confirmedCleanedUp().plan().closes(true);
  }

  @Test
  void delegatedAdministratorsOfOthersBlock() {
    aDeletion().integration(true)
        .confirmedCleanedUp()
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator("444444444444")))
        .plan()
        .changesNothing()
        .isStalled(Reason.DelegatedAdministratorsRegistered)
        .says("444444444444")
        .saysHowToRetain()
        .shows(new Remaining("delegated-administrator", "444444444444", "444444444444", "global"), Effect.Blocks);
  }

  @Test
  void whoHasNoDelegatedAdministratorsIsNotAskedForThem() {
    aDeletion().serviceWithoutDelegatedAdministrators()
        .integration(true)
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.ACCESS_DENIED)
        .plan()
        .closes(false)
        .neverAsks(Question.DELEGATED_ADMINISTRATORS);
    aDeletion().serviceWithoutDelegatedAdministrators()
        .notInCatalog()
        .acceptingUnknownService()
        .plan()
        .asks(Question.CRD_DELETING, Question.LOOK, Question.DELEGATED_ADMINISTRATORS);
  }

  @Test
  void noneCanBeRegisteredForAPrincipalThatAwsDoesNotKnow() {
    Given unrecognized = aDeletion().integration(true)
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.UNRECOGNIZED_PRINCIPAL);
    unrecognized.plan().closes(false);
    unrecognized.alias("post.amazonaws.com").plan().changesNothing().isStalled(Reason.CleanupNotVerifiable);
  }

  @Test
  void theAdministratorThatWeSetDoesNotBlockItself() {
    aDeletion().integration(true)
        .setUpByUs()
        .remains(new Remaining("administrator", ADMINISTRATOR, ADMINISTRATOR, "global"))
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator(ADMINISTRATOR)))
        .plan()
        .takesDown(false);
    aDeletion().integration(true)
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator(ADMINISTRATOR)))
        .plan()
        .isStalled(Reason.DelegatedAdministratorsRegistered);
  }

  @Test
  void policyTypesOfTheServiceBlockAndOthersDoNot() {
    Given mail = aDeletion().integration(true).confirmedCleanedUp().policyTypeOfService("MAIL_POLICY");
    mail.answer(Question.POLICY_TYPES, Set.of("TAG_POLICY")).plan().closes(true);
    mail.answer(Question.POLICY_TYPES, Set.of("TAG_POLICY", "MAIL_POLICY"))
        .plan()
        .changesNothing()
        .isStalled(Reason.PolicyTypeEnabled)
        .says("policy-type MAIL_POLICY");
    aDeletion().integration(true).plan().neverAsks(Question.POLICY_TYPES);
  }

  @Test
  void declarationsThatNeedItBlockIt() {
    aDeletion().integration(true).sibling("stamps." + Given.PRINCIPAL, ofMinutes(1)).plan().closes(false);
    aDeletion().integration(true)
        .sibling("parcel." + Given.PRINCIPAL, ofMinutes(1))
        .plan()
        .changesNothing()
        .waits(Reason.CleanupPending)
        .says("declaration parcel." + Given.PRINCIPAL);
    aDeletion().integration(true).sibling("else.amazonaws.com", ofMinutes(1)).plan().closes(false);
    aDeletion().integration(true)
        .remains(LOCK)
        .sibling("parcel." + Given.PRINCIPAL, ofMinutes(1))
        .plan()
        .isStalled(Reason.CleanupPending);
  }

  static Stream<UnaryOperator<Given>> unreadThings() {
    return Stream.of(
        g -> g.unknown(Question.REMAINING, Failure.Kind.THROTTLED),
        g -> g.unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.THROTTLED),
        g -> g.policyTypeOfService("MAIL_POLICY").unknown(Question.POLICY_TYPES, Failure.Kind.THROTTLED));
  }

  @ParameterizedTest
  @MethodSource("unreadThings")
  void whatCannotBeReadIsNotAbsent(UnaryOperator<Given> unread) {
    unread.apply(aDeletion().integration(true))
        .plan()
        .changesNothing()
        .waits(Reason.CleanupNotVerifiable)
        .says("mail:Describe");
    Given confirmed = unread.apply(aDeletion().integration(true)).confirmedCleanedUp();
    confirmed.plan().changesNothing().waits(Reason.CleanupNotVerifiable).says("mail:Describe");
    unread.apply(aDeletion().integration(true)).confirmedCleanedUp().missedAll(2).plan().changesNothing();
    unread.apply(aDeletion().integration(true)).confirmedCleanedUp().missedAll(3).plan().closes(true);
  }

  @Test
  void everythingIsReadInThisPassBeforeItOpens() {
    aDeletion().integration(true)
        .policyTypeOfService("MAIL_POLICY")
        .setUpByUs()
        .plan()
        .asks(
            Question.CRD_DELETING, Question.LOOK, Question.STANDING, Question.REMAINING,
            Question.DELEGATED_ADMINISTRATORS,
            Question.POLICY_TYPES);
    aDeletion().plan().asks(Question.CRD_DELETING, Question.LOOK, Question.DELEGATED_ADMINISTRATORS);
  }

  @Test
  void theEndOfOurSetUpIsSeenBeforeTheDoorIsClosed() {
    Given mail = aDeletion().integration(true).setUpByUs();
    mail.sent(TakeDown, ofSeconds(5)).plan().changesNothing().waits(Reason.Disabling).comesBackIn(ofSeconds(5));
    mail.sent(TakeDown, ofSeconds(119)).plan().changesNothing();
    mail.sent(TakeDown, ofMinutes(2)).plan().takesDown(false);
    mail.sent(TakeDown, ofSeconds(5))
        .setUpIs(SetUp.Stage.GONE)
        .plan()
        .closes(false)
        .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
  }

  /** What was forgotten would be others' from then on, and the deletion would wait for a person to remove it. */
  @Test
  void oneAnswerThatDoesNotFindOurSetUpIsNoGroundToForgetIt() {
    Given mail = aDeletion().integration(true).setUpByUs().setUpIs(SetUp.Stage.GONE);
    mail.thenSetUpIs(SetUp.Stage.STANDS)
        .plan()
        .takesDown(false)
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(Given.OUR_SET_UP));
    mail.thenSetUpIs(SetUp.Stage.LEAVING)
        .plan()
        .changesNothing()
        .waits(Reason.Disabling)
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(Given.OUR_SET_UP));
    mail.unknown(Question.SECOND_STANDING, Failure.Kind.UNAVAILABLE)
        .plan()
        .changesNothing()
        .waits(Reason.ServiceUnavailable)
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(Given.OUR_SET_UP));
    mail.thenSetUpIs(SetUp.Stage.GONE)
        .plan()
        .closes(false)
        .remembers(recorded -> assertThat(recorded.setUp()).isEmpty());
    aDeletion().integration(true).setUpByUs().plan().neverAsks(Question.SECOND_STANDING);
  }

  /** A service may take longer for it than any list lags behind: asked again, it would refuse. */
  @Test
  void whatIsBeingRemovedIsWaitedForAndNotTakenDownAgain() {
    Given mail = aDeletion().integration(true).setUpByUs().setUpIs(SetUp.Stage.LEAVING);
    mail.sent(TakeDown, Optional.of(ADMINISTRATOR), ofMinutes(4))
        .plan()
        .changesNothing()
        .waits(Reason.Disabling)
        .says("administrator", ADMINISTRATOR, "is being removed")
        .saysNot("no effect")
        .saysHowToRetain()
        .comesBackIn(ofMinutes(4))
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(Given.OUR_SET_UP));
    mail.setUpIs(SetUp.Stage.GONE).plan().closes(false);
    mail.setUpIs(SetUp.Stage.STANDS).plan().takesDown(false);
  }

  @Test
  void whatOthersAreRemovingIsWaitedForByWhoeverMayOnlyRead() {
    for (Mode mode : Mode.values()) {
      aDeletion().integration(true)
          .setUpByUs()
          .setUpIs(SetUp.Stage.LEAVING)
          .serviceDuty(Optional.of(mode))
          .plan()
          .changesNothing()
          .waits(Reason.Disabling)
          .says("is being removed")
          .comesBackIn(Given.INTERVAL);
    }
  }

  @Test
  void watchingATakeDownSlowsDownWhateverTheAgeOfTheLook() {
    aDeletion().integration(true)
        .setUpByUs()
        .sent(TakeDown, ofSeconds(95))
        .lookAge(ofSeconds(90))
        .plan()
        .changesNothing()
        .comesBackIn(ofSeconds(95));
  }

  @Test
  void afterTheTakeDownTheGateIsReadAgain() {
    aDeletion().integration(true)
        .setUpByUs()
        .sent(TakeDown, ofSeconds(5))
        .setUpIs(SetUp.Stage.GONE)
        .remains(LETTER)
        .plan()
        .changesNothing()
        .isStalled(Reason.CleanupPending);
  }

  @Test
  void setUpThatCannotBeReadStays() {
    aDeletion().integration(true)
        .setUpByUs()
        .unknown(Question.STANDING, Failure.Kind.ACCESS_DENIED)
        .plan()
        .changesNothing()
        .isStalled(Reason.AccessDenied)
        .saysHowToRetain();
    aDeletion().integration(true)
        .setUpByUs()
        .unknown(Question.STANDING, Failure.Kind.UNAVAILABLE)
        .plan()
        .changesNothing()
        .waits(Reason.ServiceUnavailable);
  }

  @Test
  void anInitializeOnItsWayIsAwaited() {
    Given mail = aDeletion().integration(true).setUpByUs().setUpIs(SetUp.Stage.GONE);
    mail.meant(Initialize, ofSeconds(119))
        .plan()
        .changesNothing()
        .waits(Reason.AwaitingInitialization)
        .saysHowToRetain()
        .neverAsks(Question.STANDING);
    mail.meant(Initialize, ofMinutes(2)).plan().closes(false);
    mail.refused(Initialize, ofSeconds(5), Reason.AccessDenied, 1).plan().closes(false);
  }

  @Test
  void withoutTheDutyOurSetUpIsRemovedByAPerson() {
    aDeletion().integration(true)
        .setUpByUs()
        .serviceDuty(Optional.of(Mode.Observe))
        .plan()
        .changesNothing()
        .isStalled(Reason.AwaitingServiceAdministrator)
        .says(ADMINISTRATOR)
        .saysHowToRetain()
        .cleanedUp(True, Reason.CleanedUp);
  }

  /** A role that is gone for one pass, by a prune or with another connection, is no word about what is given up. */
  @Test
  void whatNobodyCanBeAskedAboutIsGivenUpByNoConfirmation() {
    aDeletion().setUpByUs().serviceDuty(Optional.empty()).confirmedCleanedUp().plan().changesNothing();
    aDeletion().setUpByUs()
        .sent(TakeDown, Optional.of(ADMINISTRATOR), ofSeconds(3))
        .serviceDuty(Optional.empty())
        .confirmedCleanedUp()
        .plan()
        .changesNothing();
  }

  @Test
  void whatNobodyCanBeAskedAboutWaitsForTheRole() {
    Given without = aDeletion().setUpByUs().serviceDuty(Optional.empty()).neverAsked(Question.STANDING);
    Then then = without.named(new Cleanup.Item(LETTER, Effect.Lost, false))
        .plan()
        .changesNothing()
        .isStalled(Reason.AwaitingServiceAdministrator)
        .cleanedUp(False, Reason.AwaitingServiceAdministrator)
        .says("administrator", ADMINISTRATOR, "spec.serviceRole")
        .saysNot("confirm cleaned-up")
        .saysHowToRetain()
        .remembers(recorded -> assertThat(recorded.setUp()).containsExactly(Given.OUR_SET_UP));
    assertThat(then.assessment().cleanup().orElseThrow().items()).extracting(Cleanup.Item::thing)
        .containsExactly(LETTER);
    without.answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator("777788889999")))
        .plan()
        .isStalled(Reason.DelegatedAdministratorsRegistered);
  }

  /** The role is there and manages, so that neither helps: not to set its mode, nor to remove what is not seen. */
  @Test
  void whatThisVersionCannotTakeDownWaitsForOneThatCan() {
    for (Given mail : List.of(aDeletion(), aDeletion().integration(false))) {
      mail.setUpByUs()
          .confirmedCleanedUp()
          .neverAsked(Question.STANDING)
          .plan()
          .changesNothing()
          .isStalled(Reason.AwaitingServiceAdministrator)
          .says(ADMINISTRATOR, "This version cannot remove it")
          .saysNot("Manage", "Remove it")
          .saysHowToRetain();
    }
  }

  @Test
  void whereARoleIsThereNoWordGivesUpWhatWeSetUp() {
    aDeletion().integration(true)
        .setUpByUs()
        .confirmedCleanedUp()
        .unknown(Question.STANDING, Failure.Kind.ACCESS_DENIED)
        .plan()
        .changesNothing()
        .isStalled(Reason.AccessDenied);
    aDeletion().integration(true)
        .setUpByUs()
        .serviceDuty(Optional.of(Mode.Observe))
        .confirmedCleanedUp()
        .plan()
        .changesNothing()
        .isStalled(Reason.AwaitingServiceAdministrator)
        .says("Remove it", "spec.serviceRole.mode");
  }

  /** Which denial it is comes from AWS; the remedy is that of its cause. */
  @Test
  void setUpThatMayNotBeReadNamesWhatHelps() {
    for (Cause cause : List.of(Cause.SERVICE_CONTROL_POLICY, Cause.IDENTITY_POLICY)) {
      aDeletion().integration(true)
          .setUpByUs()
          .unknown(Question.STANDING, new Failure(Failure.Kind.ACCESS_DENIED, cause, "mail:Get"))
          .plan()
          .changesNothing()
          .isStalled(Reason.AccessDenied)
          .says("mail:Get", cause.remedy())
          .saysHowToRetain();
    }
  }

  @Test
  void aServiceThatClosesByItsOwnCallIsClosedByAPerson() {
    aDeletion().integration(true)
        .wayOut(Door.By.Service, "mail:Close")
        .plan()
        .changesNothing()
        .isStalled(Reason.ServiceApiRequired)
        .says("mail:Close")
        .saysHowToRetain();
  }

  @Test
  void theListedNameMustBeAllowedToo() {
    Given listed = aDeletion().off()
        .alias("post.amazonaws.com")
        .on("post.amazonaws.com", Duration.ofDays(9))
        .integration(true);
    listed.allowed(Given.PRINCIPAL)
        .plan()
        .changesNothing()
        .isStalled(Reason.PrincipalNotAllowed)
        .access(True, Reason.Enabled)
        .says("post.amazonaws.com", "spec.allowedServicePrincipals")
        .saysHowToRetain();
    listed.setUpByUs().plan().changesNothing().isStalled(Reason.PrincipalNotAllowed);
    listed.allowed(Given.PRINCIPAL, "post.amazonaws.com").plan().takesDown(false);
  }

  @Test
  void theListedNameIsClosed() {
    aDeletion().off()
        .alias("post.amazonaws.com")
        .on("post.amazonaws.com", Duration.ofDays(9))
        .integration(true)
        .plan()
        .closes("post.amazonaws.com", false);
  }

  @Test
  void aRefusedChangeIsTriedAgainLaterOrWhenAPersonAsks() {
    Given mail = aDeletion().integration(true);
    mail.refused(Disable, ofMinutes(9), Reason.DelegatedAdministratorsRegistered, 9, ofMinutes(20))
        .plan()
        .changesNothing()
        .isStalled(Reason.DelegatedAdministratorsRegistered)
        .saysHowToRetain();
    mail.refused(Disable, ofSeconds(1), Reason.Throttled, 1)
        .plan()
        .changesNothing()
        .waits(Reason.Throttled)
        .comesBackIn(Backoff.retry(true, 1, Given.UID).minusSeconds(1));
    mail.refused(Disable, ofSeconds(9), Reason.Throttled, 1).plan().closes(false);
    mail.refused(Disable, ofMinutes(9), Reason.AccessDenied, 5).prompted().plan().closes(false);
    aDeletion().integration(true)
        .setUpByUs()
        .refused(TakeDown, ofMinutes(9), Reason.AccessDenied, 6, ofMinutes(3))
        .plan()
        .changesNothing()
        .isStalled(Reason.AccessDenied);
  }

  @Test
  void anEarlierRefusedChangeOfAnotherKindDoesNotHold() {
    aDeletion().integration(true).refused(TakeDown, ofSeconds(1), Reason.AccessDenied, 1).plan().closes(false);
    aDeletion().integration(true).sent(TakeDown, ofSeconds(1)).plan().closes(false);
  }
}
