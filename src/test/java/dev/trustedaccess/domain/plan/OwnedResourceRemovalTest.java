package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.INITIALIZE;
import static dev.trustedaccess.domain.declaration.Change.Kind.REMOVE_OWNED_RESOURCE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.plan.DisablePreconditionsTest.LETTER;
import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** What the operator owns is removed, and seen to be gone, before access is disabled. */
class OwnedResourceRemovalTest {
  @Test
  void theEndOfOurResourceIsSeenBeforeAccessIsDisabled() {
    Given mail = aDeletion().integration(true).ownedByUs();
    mail.sent(REMOVE_OWNED_RESOURCE, ofSeconds(5))
        .plan()
        .changesNothing()
        .waits(Reason.DISABLING)
        .comesBackIn(ofSeconds(5));
    mail.sent(REMOVE_OWNED_RESOURCE, ofSeconds(119)).plan().changesNothing();
    mail.sent(REMOVE_OWNED_RESOURCE, ofMinutes(2)).plan().removesOwned(false);
    mail.sent(REMOVE_OWNED_RESOURCE, ofSeconds(5))
        .ownedIs(Stage.ABSENT)
        .plan()
        .disables(false)
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
  }

  /** What was forgotten would be others' from then on, and the deletion would wait for a person to remove it. */
  @Test
  void oneAnswerThatOmitsOurResourceIsNoGroundToForgetIt() {
    Given mail = aDeletion().integration(true).ownedByUs().ownedIs(Stage.ABSENT);
    mail.thenOwnedIs(Stage.DONE)
        .plan()
        .removesOwned(false)
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(Given.OWNED));
    mail.thenOwnedIs(Stage.BEING_REMOVED)
        .plan()
        .changesNothing()
        .waits(Reason.DISABLING)
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(Given.OWNED));
    mail.unknown(Question.SECOND_OWNED_RESOURCES, Failure.Kind.UNAVAILABLE)
        .plan()
        .changesNothing()
        .waits(Reason.SERVICE_UNAVAILABLE)
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(Given.OWNED));
    mail.thenOwnedIs(Stage.ABSENT)
        .plan()
        .disables(false)
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
    aDeletion().integration(true).ownedByUs().plan().neverAsks(Question.SECOND_OWNED_RESOURCES);
  }

  /** A service may take longer for it than any list lags behind: asked again, it would refuse. */
  @Test
  void whatIsBeingRemovedIsAwaitedAndNotRemovedAgain() {
    Given mail = aDeletion().integration(true).ownedByUs().ownedIs(Stage.BEING_REMOVED);
    mail.sent(REMOVE_OWNED_RESOURCE, Given.OWNED, ofMinutes(4))
        .plan()
        .changesNothing()
        .waits(Reason.DISABLING)
        .says("Removing administrator", ADMINISTRATOR)
        .saysNot("no effect")
        .saysHowToRetain()
        .comesBackIn(ofMinutes(4))
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(Given.OWNED));
    mail.ownedIs(Stage.ABSENT).plan().disables(false);
    mail.ownedIs(Stage.DONE).plan().removesOwned(false);
  }

  @Test
  void whatOthersAreRemovingIsAwaitedWithARoleThatOnlyReads() {
    for (Mode mode : Mode.values()) {
      aDeletion().integration(true)
          .ownedByUs()
          .ownedIs(Stage.BEING_REMOVED)
          .serviceRole(Optional.of(mode))
          .plan()
          .changesNothing()
          .waits(Reason.DISABLING)
          .says("Removing administrator")
          .comesBackIn(Given.INTERVAL);
    }
  }

  @Test
  void watchingATakeDownSlowsDownWhateverTheAgeOfTheSnapshot() {
    aDeletion().integration(true)
        .ownedByUs()
        .sent(REMOVE_OWNED_RESOURCE, ofSeconds(95))
        .snapshotAge(ofSeconds(90))
        .plan()
        .changesNothing()
        .comesBackIn(ofSeconds(95));
  }

  @Test
  void afterTheTakeDownThePreconditionsIsReadAgain() {
    aDeletion().integration(true)
        .ownedByUs()
        .sent(REMOVE_OWNED_RESOURCE, ofSeconds(5))
        .ownedIs(Stage.ABSENT)
        .remains(LETTER)
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_PENDING);
  }

  @Test
  void setUpThatCannotBeReadStays() {
    aDeletion().integration(true)
        .ownedByUs()
        .unknown(Question.OWNED_RESOURCES, Failure.Kind.ACCESS_DENIED)
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED)
        .saysHowToRetain();
    aDeletion().integration(true)
        .ownedByUs()
        .unknown(Question.OWNED_RESOURCES, Failure.Kind.UNAVAILABLE)
        .plan()
        .changesNothing()
        .waits(Reason.SERVICE_UNAVAILABLE);
  }

  @Test
  void anInitializeOnItsWayIsAwaited() {
    Given mail = aDeletion().integration(true).ownedByUs().ownedIs(Stage.ABSENT);
    mail.intent(INITIALIZE, ofSeconds(119))
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION)
        .saysHowToRetain()
        .neverAsks(Question.OWNED_RESOURCES);
    mail.intent(INITIALIZE, ofMinutes(2)).plan().disables(false);
  }

  /** Neither a doubled wait nor a kept snapshot makes it wait for longer than AWS's lists may lag behind. */
  @Test
  void anInitializeOnItsWayIsAwaitedNoLongerThanListsLagBehind() {
    Given mail = aDeletion().integration(true).ownedByUs().ownedIs(Stage.ABSENT);
    assertThat(Timing.STANDARD.settle()).isEqualTo(ofMinutes(2));
    mail.intent(INITIALIZE, ofSeconds(70)).plan().says("for two minutes").comesBackIn(ofSeconds(50));
    mail.intent(INITIALIZE, ofMinutes(3)).snapshotAge(ofMinutes(2)).plan().disables(false);
  }

  /** Only the last attempt is remembered: the one before it, in another Region, may have been accepted a moment ago. */
  @Test
  void anInitializeBeforeARefusedOneIsAwaited() {
    Given mail = aDeletion().integration(true).ownedByUs().ownedIs(Stage.ABSENT);
    mail.refused(INITIALIZE, ofSeconds(119), Reason.ACCESS_DENIED, 1)
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION);
    mail.refused(INITIALIZE, ofMinutes(2), Reason.ACCESS_DENIED, 1).plan().disables(false);
  }

  @Test
  void withoutAServiceRoleOurResourceIsRemovedByAPerson() {
    aDeletion().integration(true)
        .ownedByUs()
        .serviceRole(Optional.of(Mode.OBSERVE))
        .plan()
        .changesNothing()
        .isStalled(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says(ADMINISTRATOR)
        .saysHowToRetain()
        .cleanedUp(TRUE, Reason.CLEANED_UP);
  }

  /** A role that is gone for one pass, by a prune or with another connection, is no confirmation of what is given up. */
  @Test
  void whatNobodyCanBeAskedAboutIsGivenUpByNoConfirmation() {
    aDeletion().ownedByUs().serviceRole(Optional.empty()).confirmedCleanedUp().plan().changesNothing();
    aDeletion().ownedByUs()
        .sent(REMOVE_OWNED_RESOURCE, Given.OWNED, ofSeconds(3))
        .serviceRole(Optional.empty())
        .confirmedCleanedUp()
        .plan()
        .changesNothing();
  }

  @Test
  void whatNobodyCanBeAskedAboutWaitsForTheRole() {
    Given without = aDeletion().ownedByUs().serviceRole(Optional.empty()).neverAsked(Question.OWNED_RESOURCES);
    Then then = without.named(new Cleanup.Item(LETTER, Effect.LOST, false))
        .plan()
        .changesNothing()
        .isStalled(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .cleanedUp(FALSE, Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says("administrator", ADMINISTRATOR, "spec.serviceRole")
        .saysNot("confirm cleaned-up")
        .saysHowToRetain()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(Given.OWNED));
    assertThat(then.conclusion().cleanup().orElseThrow().items()).extracting(Cleanup.Item::thing)
        .containsExactly(LETTER);
    without.answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator("777788889999")))
        .plan()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED);
  }

  /** The role is there and manages, so that neither helps: not to set its mode, nor to remove what is not seen. */
  @Test
  void whatThisVersionCannotTakeDownWaitsForOneThatCan() {
    for (Given mail : List.of(aDeletion(), aDeletion().integration(false))) {
      mail.ownedByUs()
          .confirmedCleanedUp()
          .neverAsked(Question.OWNED_RESOURCES)
          .plan()
          .changesNothing()
          .isStalled(Reason.AWAITING_SERVICE_ADMINISTRATOR)
          .says(ADMINISTRATOR, "This version cannot remove it")
          .saysNot("Manage", "Remove it")
          .saysHowToRetain();
    }
  }

  @Test
  void whatThisVersionDoesNotKnowWaitsForOneThatDoes() {
    aDeletion().integration(true)
        .owns(new OwnedResource("letterbox", "box-1", ADMINISTRATOR, "us-east-1"))
        .neverAsked(Question.OWNED_RESOURCES)
        .plan()
        .changesNothing()
        .isStalled(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says("letterbox box-1 in us-east-1", "This version cannot remove it")
        .saysHowToRetain();
  }

  @Test
  void withAServiceRoleNoConfirmationGivesUpAnOwnedResource() {
    aDeletion().integration(true)
        .ownedByUs()
        .confirmedCleanedUp()
        .unknown(Question.OWNED_RESOURCES, Failure.Kind.ACCESS_DENIED)
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED);
    aDeletion().integration(true)
        .ownedByUs()
        .serviceRole(Optional.of(Mode.OBSERVE))
        .confirmedCleanedUp()
        .plan()
        .changesNothing()
        .isStalled(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says("Remove it", "spec.serviceRole.mode");
  }

  /** Which denial it is comes from AWS; the remedy is that of its cause. */
  @Test
  void setUpThatMayNotBeReadNamesWhatHelps() {
    for (Cause cause : List.of(Cause.SERVICE_CONTROL_POLICY, Cause.IDENTITY_POLICY)) {
      aDeletion().integration(true)
          .ownedByUs()
          .unknown(Question.OWNED_RESOURCES, new Failure(Failure.Kind.ACCESS_DENIED, cause, "mail:Get"))
          .plan()
          .changesNothing()
          .isStalled(Reason.ACCESS_DENIED)
          .says("mail:Get", cause.remedy())
          .saysHowToRetain();
    }
  }
}
