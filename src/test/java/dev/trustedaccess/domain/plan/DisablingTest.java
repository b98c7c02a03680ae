package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Set;

import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RemainingRead;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.AWS_NOW;
import static dev.trustedaccess.domain.plan.Given.aDeletion;

/** In which order, and from where, a deletion removes what the operator set. */
class DisablingTest {
  private static final OwnedResource OWN = OwnedResource.administrator(ADMINISTRATOR, "us-east-1");
  private static final String OTHER_ACCOUNT = "444444444444";

  private static RemainingRead unreadFor(Cause cause) {
    return new RemainingRead(List.of(), Set.of(PlaceRead.everywhere("administrator")), List.of(
        new Failure(Failure.Kind.CREDENTIALS_INVALID, cause, "mail:ListLetters in account " + ADMINISTRATOR)));
  }

  private static Given ofAClosedAccount(Given given) {
    return given.owns(OWN)
        .confirmedCleanedUp()
        .answer(Question.REMAINING, unreadFor(Cause.ACCOUNT_CLOSED));
  }

  /** The management account dismisses GuardDuty's administrator, in whatever state its account is. */
  @Test
  void aClosedAccountIsInNobodysWayWhereTheManagementAccountDismisses() {
    ofAClosedAccount(aDeletion().integration(true)).plan().does(new Action.RemoveOwnedResource(OWN, AWS_NOW, true));
  }

  private static Given registered(Given given, String account) {
    return given.integration(true)
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of(new DelegatedAdministrator(account)));
  }

  /** The service's own dismissal needs the registration, so nobody is asked to remove that first. */
  @Test
  void ourAdministratorIsDismissedBeforeTheRegistrationThatOthersMadeOfIt() {
    registered(aDeletion().owns(OWN), ADMINISTRATOR).plan().does(new Action.RemoveOwnedResource(OWN, AWS_NOW, false));
    registered(aDeletion(), ADMINISTRATOR).plan()
        .changesNothing()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED)
        .says("delegated-administrator " + ADMINISTRATOR, "Remove it");
  }

  @Test
  void theRegistrationOfAnotherAccountBlocksOurDismissal() {
    registered(aDeletion().owns(OWN), OTHER_ACCOUNT).plan()
        .changesNothing()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED)
        .says(OTHER_ACCOUNT);
  }

  /** Firewall Manager's administrator dismisses itself. */
  @Test
  void aClosedAccountIsNamedWhereItMustDismissItself() {
    ofAClosedAccount(aDeletion().administratorDismissesItself()).plan()
        .changesNothing()
        .isStalled(Reason.CREDENTIALS_INVALID)
        .says("owned resource must be removed first", "suspended or closed", ADMINISTRATOR);
  }
}
