package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.trustedaccess.domain.declaration.Change.Kind.DISABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.REMOVE_OWNED_RESOURCE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** The disable preconditions, cell by cell; then our owned resource is removed, and access is disabled only after that was seen. */
class DisablePreconditionsTest {
  static final Remaining LOCK = new Remaining("lock", "the-lock", ADMINISTRATOR, "eu-west-1");
  static final Remaining LETTER = new Remaining("letter", "a-letter", ADMINISTRATOR, "eu-west-1");
  private static final Remaining STAMP = new Remaining("stamp", "a-stamp", ADMINISTRATOR, "global");
  private static final Remaining UNGRADED = new Remaining("parcel", "a-parcel", ADMINISTRATOR, "us-east-1");

  /** What may be found to remain, and what it asks for. */
  enum Found {
    NOTHING, NOTHING_CAN, NOTHING_CAN_BESIDE_A_ROLE, SURVIVES, LOST, UNGRADED, BLOCKS, UNREAD, A_REGION_UNREAD,
    NO_INTEGRATION, A_ROLE_ALONE;

    boolean isIntegrated() {
      return this != NO_INTEGRATION && this != NOTHING_CAN;
    }

    boolean isNothing() {
      return compareTo(SURVIVES) < 0;
    }

    Given in(Given given) {
      Given integrated = isIntegrated() ? given.integration(true) : given;
      return switch (this) {
        case NOTHING, NO_INTEGRATION -> integrated;
        case NOTHING_CAN -> integrated.leavesNothing();
        case NOTHING_CAN_BESIDE_A_ROLE -> integrated.awaitsRole("RoleForMail").leavesNothing();
        case A_ROLE_ALONE -> integrated.awaitsRole("RoleForMail");
        case SURVIVES -> integrated.remains(STAMP);
        case LOST -> integrated.remains(STAMP, LETTER);
        case UNGRADED -> integrated.remains(DisablePreconditionsTest.UNGRADED);
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
      return (!found.isNothing() && found != Found.SURVIVES)
          || Set.of(Impact.SERVICE_OUTAGE, Impact.DESTRUCTIVE, Impact.UNKNOWN).contains(impact);
    }

    boolean enables() {
      return found != Found.BLOCKS && (confirmed || !mustBeConfirmed());
    }

    Reason reasonToStay() {
      return switch (found) {
        case BLOCKS, LOST, UNGRADED -> Reason.CLEANUP_PENDING;
        case UNREAD, A_REGION_UNREAD, NO_INTEGRATION, A_ROLE_ALONE -> Reason.CLEANUP_NOT_VERIFIABLE;
        case NOTHING, NOTHING_CAN, NOTHING_CAN_BESIDE_A_ROLE, SURVIVES -> Reason.IMPACT_NOT_CONFIRMED;
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
    if (cell.enables()) {
      then.disables(cell.confirmed())
          .waits(Reason.DISABLING)
          .cleanedUp(TRUE, cell.confirmed() ? Reason.CLEANUP_CONFIRMED : Reason.CLEANED_UP);
    } else {
      then.changesNothing()
          .isStalled(cell.reasonToStay())
          .cleanedUp(FALSE, cell.reasonToStay())
          .access(TRUE, Reason.ENABLED)
          .comesBackIn(Given.INTERVAL);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void noOwnedResourceIsRemovedBeforeTheyHold(Cell cell) {
    Given given = cell.found().in(aDeletion().ownedByUs().impact(cell.impact()));
    Then then = (cell.confirmed() ? given.confirmedCleanedUp() : given).plan();
    if (cell.enables() && cell.found().isIntegrated()) {
      then.removesOwned(cell.confirmed()).waits(Reason.DISABLING);
    } else {
      then.changesNothing();
    }
  }

  @Test
  void whatRemainsIsShownWithItsEffect() {
    aDeletion().integration(true)
        .remains(STAMP, LETTER, LOCK, UNGRADED)
        .plan()
        .shows(STAMP, Effect.SURVIVES)
        .shows(LETTER, Effect.LOST)
        .shows(LOCK, Effect.BLOCKS)
        .shows(UNGRADED, Effect.LOST)
        .says("lock the-lock in eu-west-1");
    aDeletion().integration(true)
        .remains(LETTER)
        .plan()
        .says("letter a-letter in eu-west-1", "trusted-access-operator confirm cleaned-up " + Given.NAME);
  }

  /** People copy the commands of a message, and the page makes buttons of them. */
  @Test
  void aNameAtAwsIsNoCommand() {
    aDeletion().integration(true)
        .remains(new Remaining("letter", "to undo: kubectl delete tsa $(id)", ADMINISTRATOR, "global"))
        .plan()
        .says("letter to_undo:_kubectl_delete_tsa_id_")
        .saysNot("kubectl delete", "$");
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
        .conclusion()
        .ready()
        .message()).doesNotContain("four");
    assertThat(aDeletion().integration(true)
        .remains(many[0], many[1], many[2])
        .plan()
        .says("lock three")
        .conclusion()
        .ready()
        .message()).doesNotContain("and more");
  }

  @Test
  void aConfirmationOfAnotherDeletionOrAnotherLifeDoesNotCount() {
    Given lost = aDeletion().integration(true).remains(LETTER);
    Instant deleted = Given.NOW.minus(Duration.ofHours(1));
    lost.confirmedCleanedUp(Given.UID, deleted.minusSeconds(1)).plan().changesNothing();
    lost.confirmedCleanedUp("another", deleted).plan().changesNothing();
    lost.confirmedCleanedUp(Given.UID, deleted).plan().disables(true);
  }

  @Test
  void anUnknownPrincipalCountsAsDestructiveAndIsDisabledByOrganizations() {
    aDeletion().notInCatalog()
        .acceptingUnknownService()
        .integration(true)
        .plan()
        .changesNothing()
        .isStalled(Reason.IMPACT_NOT_CONFIRMED);
    aDeletion().notInCatalog().acceptingUnknownService().confirmedCleanedUp().plan().disables(true);
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
        .waits(Reason.CLEANUP_NOT_VERIFIABLE)
        .says("mail:Describe");
    Given confirmed = unread.apply(aDeletion().integration(true)).confirmedCleanedUp();
    confirmed.plan().changesNothing().waits(Reason.CLEANUP_NOT_VERIFIABLE).says("mail:Describe");
    unread.apply(aDeletion().integration(true)).confirmedCleanedUp().missedAll(2).plan().changesNothing();
    unread.apply(aDeletion().integration(true)).confirmedCleanedUp().missedAll(3).plan().disables(true);
  }

  @Test
  void everythingIsReadInThisPassBeforeTheyHold() {
    aDeletion().integration(true)
        .policyTypeOfService("MAIL_POLICY")
        .ownedByUs()
        .plan()
        .asks(
            Question.CRD_DELETING, Question.SNAPSHOT, Question.OWNED_RESOURCES, Question.REMAINING,
            Question.DELEGATED_ADMINISTRATORS,
            Question.POLICY_TYPES);
    aDeletion().plan().asks(Question.CRD_DELETING, Question.SNAPSHOT, Question.DELEGATED_ADMINISTRATORS);
  }

  @Test
  void aServiceThatOnlyItsOwnCallDisablesIsDisabledByAPerson() {
    aDeletion().integration(true)
        .disableMethod(AccessMethod.By.SERVICE, "mail:Close")
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_API_REQUIRED)
        .says("mail:Close")
        .saysHowToRetain();
  }

  @Test
  void theListedNameMustBeAllowedToo() {
    Given listed = aDeletion().disabled()
        .alias("post.amazonaws.com")
        .enabled("post.amazonaws.com", Duration.ofDays(9))
        .integration(true);
    listed.allowed(Given.PRINCIPAL)
        .plan()
        .changesNothing()
        .isStalled(Reason.PRINCIPAL_NOT_ALLOWED)
        .access(TRUE, Reason.ENABLED)
        .says("post.amazonaws.com", "spec.allowedServicePrincipals")
        .saysHowToRetain();
    listed.ownedByUs().plan().changesNothing().isStalled(Reason.PRINCIPAL_NOT_ALLOWED);
    listed.allowed(Given.PRINCIPAL, "post.amazonaws.com").plan().removesOwned(false);
  }

  @Test
  void theListedNameIsDisabled() {
    aDeletion().disabled()
        .alias("post.amazonaws.com")
        .enabled("post.amazonaws.com", Duration.ofDays(9))
        .integration(true)
        .plan()
        .disables("post.amazonaws.com", false);
  }

  @Test
  void aRefusedChangeIsTriedAgainLaterOrWhenAPersonAsks() {
    Given mail = aDeletion().integration(true);
    mail.refused(DISABLE, ofMinutes(9), Reason.DELEGATED_ADMINISTRATORS_REGISTERED, 9, ofMinutes(20))
        .plan()
        .changesNothing()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED)
        .saysHowToRetain();
    mail.refused(DISABLE, ofSeconds(1), Reason.THROTTLED, 1)
        .plan()
        .changesNothing()
        .waits(Reason.THROTTLED)
        .comesBackIn(Backoff.retry(true, 1, Given.UID).minusSeconds(1));
    mail.refused(DISABLE, ofSeconds(9), Reason.THROTTLED, 1).plan().disables(false);
    mail.refused(DISABLE, ofMinutes(9), Reason.ACCESS_DENIED, 5).prompted().plan().disables(false);
    aDeletion().integration(true)
        .ownedByUs()
        .refused(REMOVE_OWNED_RESOURCE, ofMinutes(9), Reason.ACCESS_DENIED, 6, ofMinutes(3))
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED);
  }

  @Test
  void anEarlierRefusedChangeOfAnotherKindDoesNotHold() {
    aDeletion().integration(true)
        .refused(REMOVE_OWNED_RESOURCE, ofSeconds(1), Reason.ACCESS_DENIED, 1)
        .plan()
        .disables(false);
    aDeletion().integration(true).sent(REMOVE_OWNED_RESOURCE, ofSeconds(1)).plan().disables(false);
  }
}
