package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Given.aDeclaration;
import static dev.trustedaccess.domain.Given.aDeclarationOff;
import static dev.trustedaccess.domain.Verdict.Truth.False;
import static dev.trustedaccess.domain.Verdict.Truth.True;
import static dev.trustedaccess.domain.Verdict.Truth.Unknown;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

/** What must hold before anything is changed, in the order in which a person is told. */
class ChecksTest {
  private static final ConnectionView.Missing MISSING = new ConnectionView.Missing();
  private static final ConnectionView.Unusable UNUSABLE = new ConnectionView.Unusable(
      Reason.OrganizationAlreadyConnected, "OrganizationConnection older reaches the same organization.");
  private static final OrganizationState FOREIGN = new OrganizationState(
      "o-foreign12345", "999999999999", "999999999999", true);
  private static final OrganizationState FROM_A_MEMBER = new OrganizationState(
      Given.ORGANIZATION, Given.MANAGEMENT, Given.ADMINISTRATOR, true);
  private static final OrganizationState BILLING_ONLY = new OrganizationState(
      Given.ORGANIZATION, Given.MANAGEMENT, Given.MANAGEMENT, false);

  /** Everything is wrong at once; what is put right lets the next check speak. */
  @Test
  void theOrderIsThatOfTheDesign() {
    Given all = aDeclarationOff().paused(true)
        .connection(MISSING)
        .notHeld()
        .organization(FOREIGN)
        .allowed("x.amazonaws.com")
        .trap("Declare post.amazonaws.com.")
        .sibling("post.amazonaws.com", ofDays(90));
    all.plan().rests(Reason.Paused);
    all.paused(false).plan().isStalled(Reason.ConnectionNotFound);
    all.connection(UNUSABLE).plan().isStalled(Reason.OrganizationAlreadyConnected);

    Given usable = aDeclarationOff().connectionDeleting()
        .notHeld()
        .organization(FOREIGN)
        .allowed("x.amazonaws.com")
        .trap("Declare post.amazonaws.com.");
    usable.plan().isStalled(Reason.ConnectionDeleting).neverAsks(Question.LOOK);

    Given looked = aDeclarationOff().organization(FOREIGN)
        .allowed("x.amazonaws.com")
        .trap("Declare post.amazonaws.com.");
    looked.plan().isStalled(Reason.WrongOrganization);
    looked.organization(new OrganizationState(Given.ORGANIZATION, Given.MANAGEMENT, Given.ADMINISTRATOR, false))
        .plan()
        .isStalled(Reason.NotManagementAccount);
    looked.organization(BILLING_ONLY).plan().isStalled(Reason.AllFeaturesRequired);
    looked.organization(new OrganizationState(Given.ORGANIZATION, Given.MANAGEMENT, Given.MANAGEMENT, true))
        .plan()
        .isStalled(Reason.PrincipalNotAllowed);
    looked.allowed(Given.PRINCIPAL).plan().isStalled(Reason.UnrecognizedPrincipal).says("Declare post.amazonaws.com.");
    aDeclarationOff().notInCatalog().sibling(Given.PRINCIPAL, ofDays(90)).plan().isStalled(Reason.UnknownService);
    aDeclarationOff().notInCatalog()
        .acceptingUnknownService()
        .sibling(Given.PRINCIPAL, ofDays(90))
        .plan()
        .isStalled(Reason.DuplicateService);
    aDeclarationOff().notInCatalog().acceptingUnknownService().plan().opens(false);
  }

  @Test
  void aServiceRoleInAnotherAccountStopsALifeAndIsNoGroundToStayForADeletion() {
    OrganizationState elsewhere = new OrganizationState(
        Given.ORGANIZATION, Given.MANAGEMENT, Given.MANAGEMENT, true, Optional.of(Given.ADMINISTRATOR));
    aDeclarationOff().organization(elsewhere)
        .plan()
        .changesNothing()
        .isStalled(Reason.NotManagementAccount)
        .says("spec.serviceRole.arn");
    Given.aDeletion()
        .organization(elsewhere)
        .integration(true)
        .unknown(Question.REMAINING, Failure.Kind.SERVICE_ELSEWHERE)
        .plan()
        .changesNothing()
        .isStalled(Reason.CleanupNotVerifiable);
  }

  @Test
  void onlyAllowedAccountsAreNamedAsAdministrators() {
    Given named = aDeclarationOff().administrator(Given.ADMINISTRATOR);
    named.allowedAdministrators("333333333333")
        .plan()
        .changesNothing()
        .isStalled(Reason.AdministratorNotAllowed)
        .says(Given.ADMINISTRATOR)
        .says("spec.allowedAdministratorAccounts");
    named.allowedAdministrators("333333333333", Given.ADMINISTRATOR).plan().opens(false);
    aDeclarationOff().allowedAdministrators("333333333333").plan().opens(false);
  }

  @Test
  void pausedAsksNothingAndChangesNothing() {
    aDeclarationOff().paused(true).plan().changesNothing().asks().says("trustedaccess.dev/paused");
    aDeclarationOff().paused(true).connection(MISSING).plan().comesBackIn(Duration.ofHours(1));
  }

  @Test
  void aMissingConnectionIsAwaitedForTwoMinutesAfterCreation() {
    aDeclarationOff().notHeld()
        .connection(MISSING)
        .created(ofSeconds(90))
        .plan()
        .changesNothing()
        .asks()
        .waits(Reason.ConnectionNotFound)
        .ready(Unknown, Reason.ConnectionNotFound)
        .says("spec.organizationRef.name")
        .comesBackIn(ofSeconds(30));
    aDeclarationOff().notHeld()
        .connection(MISSING)
        .created(ofSeconds(119).plusMillis(900))
        .plan()
        .waits(Reason.ConnectionNotFound)
        .comesBackIn(ofSeconds(1));
    aDeclarationOff().notHeld().connection(MISSING).created(ofMinutes(2)).plan().isStalled(Reason.ConnectionNotFound);
  }

  @Test
  void aConnectionMissingForLongIsNoHotLoop() {
    aDeclarationOff().connection(MISSING)
        .created(ofDays(1))
        .plan()
        .isStalled(Reason.ConnectionNotFound)
        .comesBackIn(Duration.ofHours(1));
  }

  @Test
  void anUnusableConnectionSaysWhy() {
    aDeclarationOff().connection(UNUSABLE)
        .plan()
        .changesNothing()
        .asks()
        .says("older reaches the same")
        .comesBackIn(Duration.ofHours(1));
  }

  @Test
  void liveDeclarationsWorkOnWhileTheConnectionIsDeleted() {
    aDeclarationOff().connectionDeleting().plan().opens(false);
    aDeclaration().connectionDeleting().plan().isReady();
    aDeclarationOff().connectionDeleting().notHeld().plan().changesNothing().isStalled(Reason.ConnectionDeleting);
  }

  @Test
  void theManagementAccountIsGuarded() {
    aDeclarationOff().managementAccountDeclared(Given.MANAGEMENT).plan().opens(false);
    aDeclarationOff().managementAccountDeclared("999999999999")
        .plan()
        .changesNothing()
        .isStalled(Reason.NotManagementAccount)
        .says("999999999999", Given.MANAGEMENT);
    aDeclarationOff().managementAccountDeclared("999999999999")
        .connectionObserves()
        .plan()
        .changesNothing()
        .isStalled(Reason.NotManagementAccount);
  }

  @Test
  void onlyAnObservingConnectionMayBeElsewhere() {
    aDeclaration().organization(FROM_A_MEMBER)
        .plan()
        .changesNothing()
        .isStalled(Reason.NotManagementAccount)
        .access(True, Reason.Enabled);
    aDeclaration().organization(FROM_A_MEMBER).connectionObserves().plan().changesNothing().isReady();
  }

  @Test
  void aRefusedDeclarationIsNeverTouchedButShown() {
    aDeclarationOff().organization(BILLING_ONLY).notHeld().plan().changesNothing().access(False, Reason.Disabled);
    aDeclaration().organization(BILLING_ONLY).notHeld().plan().changesNothing().access(True, Reason.Enabled);
    aDeclarationOff().trap("Declare post.amazonaws.com.")
        .acceptingUnknownService()
        .notHeld()
        .plan()
        .changesNothing()
        .isStalled(Reason.UnrecognizedPrincipal);
    aDeclaration().notInCatalog()
        .notHeld()
        .plan()
        .changesNothing()
        .isStalled(Reason.UnknownService)
        .says("spec.acceptUnknownService");
  }

  @Test
  void aDeclarationIsNeverMovedToAnotherOrganization() {
    Given moved = aDeclaration().remembered(
        r -> new Recorded(Optional.of("o-before123456"), Optional.of(OpenedBy.Operator),
            Optional.of(Given.AWS_NOW.minus(ofDays(9))), Optional.empty(), r.setUp(), r.lastChange(), r.corrections(),
            r.named(), r.toRead(), r.deletionSeen()));
    moved.plan()
        .changesNothing()
        .isStalled(Reason.WrongOrganization)
        .says("o-before123456", Given.ORGANIZATION)
        .access(Unknown, Reason.WrongOrganization);
    moved.off().plan().changesNothing().isStalled(Reason.WrongOrganization);
  }

  @Test
  void ofTwoNamesOfOneAccessTheOlderDeclarationKeepsIt() {
    Given younger = aDeclarationOff().alias("post.amazonaws.com").created(ofMinutes(5));
    younger.sibling("else.amazonaws.com", ofDays(1)).plan().opens(false);
    younger.sibling("post.amazonaws.com", ofMinutes(4)).plan().opens(false);
    younger.sibling("post.amazonaws.com", ofMinutes(6))
        .plan()
        .changesNothing()
        .isStalled(Reason.DuplicateService)
        .says("post.amazonaws.com", "kubectl delete tsa " + Given.NAME);
  }

  @Test
  void ofTwoOfOneAgeTheSmallerUidKeepsIt() {
    aDeclarationOff().alias("post.amazonaws.com")
        .created(ofMinutes(5))
        .sibling("post.amazonaws.com", "9", ofMinutes(5))
        .plan()
        .opens(false);
    aDeclarationOff().alias("post.amazonaws.com")
        .created(ofMinutes(5))
        .sibling("post.amazonaws.com", Given.UID, ofMinutes(5))
        .plan()
        .opens(false);
    aDeclarationOff().alias("post.amazonaws.com")
        .created(ofMinutes(5))
        .sibling("post.amazonaws.com", ofMinutes(5))
        .plan()
        .isStalled(Reason.DuplicateService);
  }
}
