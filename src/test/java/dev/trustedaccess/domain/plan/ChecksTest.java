package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.UNKNOWN;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

/** What must hold before anything is changed, in the order in which a person is told. */
class ChecksTest {
  private static final ConnectionView.Missing MISSING = new ConnectionView.Missing();
  private static final ConnectionView.Unusable UNUSABLE = new ConnectionView.Unusable(
      Reason.ORGANIZATION_ALREADY_CONNECTED, "OrganizationConnection older reaches the same organization.");
  private static final OrganizationState FOREIGN = new OrganizationState(
      "o-foreign12345", "999999999999", "999999999999", true);
  private static final OrganizationState FROM_A_MEMBER = new OrganizationState(
      Given.ORGANIZATION, Given.MANAGEMENT, Given.ADMINISTRATOR, true);
  private static final OrganizationState BILLING_ONLY = new OrganizationState(
      Given.ORGANIZATION, Given.MANAGEMENT, Given.MANAGEMENT, false);

  /** Everything is wrong at once; what is put right lets the next check speak. */
  @Test
  void theOrderIsThatOfTheDesign() {
    Given all = aDisabledDeclaration().paused(true)
        .connection(MISSING)
        .notHeld()
        .organization(FOREIGN)
        .allowed("x.amazonaws.com")
        .rejected("Declare post.amazonaws.com.")
        .sibling("post.amazonaws.com", ofDays(90));
    all.plan().rests(Reason.PAUSED);
    all.paused(false).plan().isStalled(Reason.CONNECTION_NOT_FOUND);
    all.connection(UNUSABLE).plan().isStalled(Reason.ORGANIZATION_ALREADY_CONNECTED);

    Given usable = aDisabledDeclaration().connectionDeleting()
        .notHeld()
        .organization(FOREIGN)
        .allowed("x.amazonaws.com")
        .rejected("Declare post.amazonaws.com.");
    usable.plan().isStalled(Reason.CONNECTION_DELETING).neverAsks(Question.SNAPSHOT);

    Given snapshotRead = aDisabledDeclaration().organization(FOREIGN)
        .allowed("x.amazonaws.com")
        .rejected("Declare post.amazonaws.com.");
    snapshotRead.plan().isStalled(Reason.WRONG_ORGANIZATION);
    snapshotRead.organization(new OrganizationState(Given.ORGANIZATION, Given.MANAGEMENT, Given.ADMINISTRATOR, false))
        .plan()
        .isStalled(Reason.NOT_MANAGEMENT_ACCOUNT);
    snapshotRead.organization(BILLING_ONLY).plan().isStalled(Reason.ALL_FEATURES_REQUIRED);
    snapshotRead.organization(new OrganizationState(Given.ORGANIZATION, Given.MANAGEMENT, Given.MANAGEMENT, true))
        .plan()
        .isStalled(Reason.PRINCIPAL_NOT_ALLOWED);
    snapshotRead.allowed(Given.PRINCIPAL)
        .plan()
        .isStalled(Reason.UNRECOGNIZED_PRINCIPAL)
        .says("Declare post.amazonaws.com.");
    aDisabledDeclaration().notInCatalog().sibling(Given.PRINCIPAL, ofDays(90)).plan().isStalled(Reason.UNKNOWN_SERVICE);
    aDisabledDeclaration().notInCatalog()
        .acceptingUnknownService()
        .sibling(Given.PRINCIPAL, ofDays(90))
        .plan()
        .isStalled(Reason.DUPLICATE_SERVICE);
    aDisabledDeclaration().notInCatalog().acceptingUnknownService().plan().enables(false);
  }

  @Test
  void aServiceRoleInAnotherAccountStopsALifeAndIsNoGroundToStayForADeletion() {
    OrganizationState elsewhere = new OrganizationState(
        Given.ORGANIZATION, Given.MANAGEMENT, Given.MANAGEMENT, true, Optional.of(Given.ADMINISTRATOR));
    aDisabledDeclaration().organization(elsewhere)
        .plan()
        .changesNothing()
        .isStalled(Reason.NOT_MANAGEMENT_ACCOUNT)
        .says("spec.serviceRole.arn");
    Given.aDeletion()
        .organization(elsewhere)
        .integration(true)
        .unknown(Question.REMAINING, Failure.Kind.SERVICE_ELSEWHERE)
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE);
  }

  @Test
  void onlyAllowedAccountsAreNamedAsAdministrators() {
    Given named = aDisabledDeclaration().administrator(Given.ADMINISTRATOR);
    named.allowedAdministrators("333333333333")
        .plan()
        .changesNothing()
        .isStalled(Reason.ADMINISTRATOR_NOT_ALLOWED)
        .says(Given.ADMINISTRATOR)
        .says("spec.allowedAdministratorAccounts");
    named.allowedAdministrators("333333333333", Given.ADMINISTRATOR).plan().enables(false);
    aDisabledDeclaration().allowedAdministrators("333333333333").plan().enables(false);
  }

  @Test
  void pausedAsksNothingAndChangesNothing() {
    aDisabledDeclaration().paused(true).plan().changesNothing().asks().says("trustedaccess.dev/paused");
    aDisabledDeclaration().paused(true).connection(MISSING).plan().comesBackIn(Duration.ofHours(1));
  }

  @Test
  void anUnclearValueOfPausedChangesNothingAndIsSaid() {
    Then plan = aDisabledDeclaration().pause(Desired.Pause.UNCLEAR).plan().changesNothing().asks();
    plan.says("neither \"true\" nor \"false\"").says("remove the annotation trustedaccess.dev/paused");
    aDisabledDeclaration().paused(true).plan().saysNot("neither");
  }

  @Test
  void aMissingConnectionIsAwaitedForTwoMinutesAfterCreation() {
    aDisabledDeclaration().notHeld()
        .connection(MISSING)
        .created(ofSeconds(90))
        .plan()
        .changesNothing()
        .asks()
        .waits(Reason.CONNECTION_NOT_FOUND)
        .ready(UNKNOWN, Reason.CONNECTION_NOT_FOUND)
        .says("spec.organizationRef.name")
        .comesBackIn(ofSeconds(30));
    aDisabledDeclaration().notHeld()
        .connection(MISSING)
        .created(ofSeconds(119).plusMillis(900))
        .plan()
        .waits(Reason.CONNECTION_NOT_FOUND)
        .comesBackIn(ofSeconds(1));
    aDisabledDeclaration().notHeld()
        .connection(MISSING)
        .created(ofMinutes(2))
        .plan()
        .isStalled(Reason.CONNECTION_NOT_FOUND);
  }

  @Test
  void aConnectionMissingForLongIsNoHotLoop() {
    aDisabledDeclaration().connection(MISSING)
        .created(ofDays(1))
        .plan()
        .isStalled(Reason.CONNECTION_NOT_FOUND)
        .comesBackIn(Duration.ofHours(1));
  }

  @Test
  void anUnusableConnectionSaysWhy() {
    aDisabledDeclaration().connection(UNUSABLE)
        .plan()
        .changesNothing()
        .asks()
        .says("older reaches the same")
        .comesBackIn(Duration.ofHours(1));
  }

  @Test
  void liveDeclarationsWorkOnWhileTheConnectionIsDeleted() {
    aDisabledDeclaration().connectionDeleting().plan().enables(false);
    aDeclaration().connectionDeleting().plan().isReady();
    aDisabledDeclaration().connectionDeleting().notHeld().plan().changesNothing().isStalled(Reason.CONNECTION_DELETING);
  }

  @Test
  void theManagementAccountIsGuarded() {
    aDisabledDeclaration().managementAccountDeclared(Given.MANAGEMENT).plan().enables(false);
    aDisabledDeclaration().managementAccountDeclared("999999999999")
        .plan()
        .changesNothing()
        .isStalled(Reason.NOT_MANAGEMENT_ACCOUNT)
        .says("999999999999", Given.MANAGEMENT);
    aDisabledDeclaration().managementAccountDeclared("999999999999")
        .connectionObserves()
        .plan()
        .changesNothing()
        .isStalled(Reason.NOT_MANAGEMENT_ACCOUNT);
  }

  @Test
  void onlyAnObservingConnectionMayBeElsewhere() {
    aDeclaration().organization(FROM_A_MEMBER)
        .plan()
        .changesNothing()
        .isStalled(Reason.NOT_MANAGEMENT_ACCOUNT)
        .access(TRUE, Reason.ENABLED);
    aDeclaration().organization(FROM_A_MEMBER).connectionObserves().plan().changesNothing().isReady();
  }

  @Test
  void aRefusedDeclarationIsNeverTouchedButShown() {
    aDisabledDeclaration().organization(BILLING_ONLY).notHeld().plan().changesNothing().access(FALSE, Reason.DISABLED);
    aDeclaration().organization(BILLING_ONLY).notHeld().plan().changesNothing().access(TRUE, Reason.ENABLED);
    aDisabledDeclaration().rejected("Declare post.amazonaws.com.")
        .acceptingUnknownService()
        .notHeld()
        .plan()
        .changesNothing()
        .isStalled(Reason.UNRECOGNIZED_PRINCIPAL);
    aDeclaration().notInCatalog()
        .notHeld()
        .plan()
        .changesNothing()
        .isStalled(Reason.UNKNOWN_SERVICE)
        .says("spec.acceptUnknownService");
  }

  @Test
  void aDeclarationIsNeverMovedToAnotherOrganization() {
    Given moved = aDeclaration().remembered(
        r -> new Recorded(Optional.of("o-before123456"), Optional.of(EnabledBy.OPERATOR),
            Optional.of(Given.AWS_NOW.minus(ofDays(9))), Optional.empty(), r.owned(), r.removedByOthers(),
            r.lastChange(), r.corrections(),
            r.reportedRemaining(), r.toRead(), r.deletionSeen(), r.changeByOthers()));
    moved.plan()
        .changesNothing()
        .isStalled(Reason.WRONG_ORGANIZATION)
        .says("o-before123456", Given.ORGANIZATION)
        .access(UNKNOWN, Reason.WRONG_ORGANIZATION);
    moved.disabled().plan().changesNothing().isStalled(Reason.WRONG_ORGANIZATION);
  }

  @Test
  void ofTwoNamesOfOneAccessTheOlderDeclarationKeepsIt() {
    Given younger = aDisabledDeclaration().alias("post.amazonaws.com").created(ofMinutes(5));
    younger.sibling("else.amazonaws.com", ofDays(1)).plan().enables(false);
    younger.sibling("post.amazonaws.com", ofMinutes(4)).plan().enables(false);
    younger.sibling("post.amazonaws.com", ofMinutes(6))
        .plan()
        .changesNothing()
        .isStalled(Reason.DUPLICATE_SERVICE)
        .says("post.amazonaws.com", "kubectl delete tsa " + Given.NAME);
  }

  @Test
  void ofTwoOfOneAgeTheSmallerUidKeepsIt() {
    aDisabledDeclaration().alias("post.amazonaws.com")
        .created(ofMinutes(5))
        .sibling("post.amazonaws.com", "9", ofMinutes(5))
        .plan()
        .enables(false);
    aDisabledDeclaration().alias("post.amazonaws.com")
        .created(ofMinutes(5))
        .sibling("post.amazonaws.com", Given.UID, ofMinutes(5))
        .plan()
        .enables(false);
    aDisabledDeclaration().alias("post.amazonaws.com")
        .created(ofMinutes(5))
        .sibling("post.amazonaws.com", ofMinutes(5))
        .plan()
        .isStalled(Reason.DUPLICATE_SERVICE);
  }
}
