package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Set;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.plan.DisablePreconditionsTest.LOCK;
import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static java.time.Duration.ofMinutes;

/** What keeps access enabled besides the service's own things: delegated administrators, policy types and declarations. */
class DisableBlockersTest {
  @Test
  void delegatedAdministratorsOfOthersBlock() {
    aDeletion().integration(true)
        .confirmedCleanedUp()
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator("444444444444")))
        .plan()
        .changesNothing()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED)
        .says("444444444444")
        .saysHowToRetain()
        .shows(new Remaining("delegated-administrator", "444444444444", "444444444444", "global"), Effect.BLOCKS);
  }

  @Test
  void whoHasNoDelegatedAdministratorsIsNotAskedForThem() {
    aDeletion().serviceWithoutDelegatedAdministrators()
        .integration(true)
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.ACCESS_DENIED)
        .plan()
        .disables(false)
        .neverAsks(Question.DELEGATED_ADMINISTRATORS);
    aDeletion().serviceWithoutDelegatedAdministrators()
        .notInCatalog()
        .acceptingUnknownService()
        .plan()
        .asks(Question.CRD_DELETING, Question.SNAPSHOT, Question.DELEGATED_ADMINISTRATORS);
  }

  @Test
  void noneCanBeRegisteredForAPrincipalThatAwsDoesNotKnow() {
    aDeletion().integration(true)
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.UNRECOGNIZED_PRINCIPAL)
        .plan()
        .disables(false);
  }

  @Test
  void theAdministratorThatWeSetDoesNotBlockItself() {
    aDeletion().integration(true)
        .owns(Given.OWNED, Given.REGISTRATION)
        .remains(new Remaining("administrator", ADMINISTRATOR, ADMINISTRATOR, "us-east-1"))
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator(ADMINISTRATOR)))
        .plan()
        .removesOwned(false);
    aDeletion().integration(true)
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator(ADMINISTRATOR)))
        .plan()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED);
  }

  @Test
  void policyTypesOfTheServiceBlockAndOthersDoNot() {
    Given mail = aDeletion().integration(true).confirmedCleanedUp().policyTypeOfService("MAIL_POLICY");
    mail.answer(Question.POLICY_TYPES, Set.of("TAG_POLICY")).plan().disables(true);
    mail.answer(Question.POLICY_TYPES, Set.of("TAG_POLICY", "MAIL_POLICY"))
        .plan()
        .changesNothing()
        .isStalled(Reason.POLICY_TYPE_ENABLED)
        .says("policy-type MAIL_POLICY");
    aDeletion().integration(true).plan().neverAsks(Question.POLICY_TYPES);
  }

  @Test
  void declarationsThatNeedItBlockIt() {
    aDeletion().integration(true).sibling("stamps." + Given.PRINCIPAL, ofMinutes(1)).plan().disables(false);
    aDeletion().integration(true)
        .sibling("parcel." + Given.PRINCIPAL, ofMinutes(1))
        .plan()
        .changesNothing()
        .waits(Reason.CLEANUP_PENDING)
        .says("declaration parcel." + Given.PRINCIPAL);
    aDeletion().integration(true).sibling("else.amazonaws.com", ofMinutes(1)).plan().disables(false);
    aDeletion().integration(true)
        .remains(LOCK)
        .sibling("parcel." + Given.PRINCIPAL, ofMinutes(1))
        .plan()
        .isStalled(Reason.CLEANUP_PENDING);
  }

  /** Waiting for one that is being deleted there could never end: its connection may wait for the end of this one. */
  @Test
  void declarationsByAnotherConnectionBlockItIfTheyManage() {
    String dependent = "parcel." + Given.PRINCIPAL;
    aDeletion().integration(true)
        .elsewhere(dependent, true)
        .plan()
        .changesNothing()
        .waits(Reason.CLEANUP_PENDING)
        .says("declaration " + dependent + ".other");
    aDeletion().integration(true).elsewhere(dependent, false).plan().disables(false);
    aDeletion().integration(true).elsewhere("stamps." + Given.PRINCIPAL, true).plan().disables(false);
  }
}
