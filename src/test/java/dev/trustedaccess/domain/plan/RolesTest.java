package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.RoleFacts.ExpectedIn;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.ReportedRoles;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.AccountRoles;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.organization.RoleInventoryBuilder;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.UNKNOWN;
import static dev.trustedaccess.domain.plan.Given.MANAGEMENT;
import static dev.trustedaccess.domain.plan.Given.NOW;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Where roles stand, and when their absence is a fault. */
class RolesTest {
  static final RoleId SLR = new RoleId("mail.amazonaws.com", "AWSServiceRoleForMail");
  static final RoleId ORDINARY = new RoleId("", "AWSMailRole");
  static final Instant SCANNED = NOW.minus(Duration.ofHours(3));
  static final Instant LONG_AGO = NOW.minus(Duration.ofDays(900));

  static final Failure DENIED = new Failure(Failure.Kind.ACCESS_DENIED, "iam:ListRoles in account 2");
  static final Duration DAY = Duration.ofHours(24);

  static RoleCoverage coverage(RoleId role, RoleInventory inventory, boolean everywhere, ExpectedIn... places) {
    return RoleCoverage.of(
        new RoleFacts(role, Set.of(places)), inventory,
        new RoleCoverage.Scope(MANAGEMENT, Set.of(), everywhere, DAY, Instant.EPOCH));
  }

  static RoleCoverage coverage(RoleId role, RoleInventoryScan scan, boolean everywhere, ExpectedIn... places) {
    return coverage(role, scan.scanned(), everywhere, places);
  }

  static Given mail(ExpectedIn place) {
    return aDeclaration().roles(new RoleFacts(SLR, Set.of(place)));
  }

  @Test
  void asNeededAbsenceIsNoFault() {
    mail(ExpectedIn.EVERY_MEMBER).answer(Question.ROLES, new RoleInventoryScan().with("1").scanned())
        .plan()
        .isReady()
        .roles(TRUE, Reason.ROLES_AS_EXPECTED);
  }

  @Test
  void inEveryAccountAbsenceIsAFault() {
    Then missing = mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .answer(Question.ROLES, new RoleInventoryScan().with("1", SLR).scanned())
        .plan();
    missing.waits(Reason.ROLES_MISSING)
        .ready(FALSE, Reason.ROLES_MISSING)
        .roles(FALSE, Reason.ROLES_MISSING)
        .says("AWSServiceRoleForMail");
    assertThat(missing.conclusion().coverage()).hasValueSatisfying(seen -> assertThat(seen.getFirst().absentAccounts())
        .containsExactly(MANAGEMENT));
  }

  @Test
  void everyAccountIsAskedOfServiceLinkedRolesOnly() {
    aDeclaration().roles(new RoleFacts(ORDINARY, Set.of(ExpectedIn.MANAGEMENT)))
        .rolesInEveryAccount()
        .answer(Question.ROLES, new RoleInventoryScan().with("1", ORDINARY).with("2").scanned())
        .plan()
        .waits(Reason.ROLES_MISSING);
    RoleInventory inventory = new RoleInventoryScan().managementHas(ORDINARY).with("1").scanned();
    aDeclaration().roles(new RoleFacts(ORDINARY, Set.of(ExpectedIn.MANAGEMENT)))
        .rolesInEveryAccount()
        .answer(Question.ROLES, inventory)
        .plan()
        .isReady();
  }

  @Test
  void anAccountThatWasNeverReadFailsNothingAndLeavesReadyUnknown() {
    RoleInventory inventory = new RoleInventoryScan().managementHas(SLR).with("1", SLR).unread("2").scanned();
    mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .answer(Question.ROLES, inventory)
        .plan()
        .ready(UNKNOWN, Reason.ROLES_NOT_READ)
        .roles(UNKNOWN, Reason.ROLES_NOT_READ)
        .says("roleInventory");
    mail(ExpectedIn.AS_NEEDED).answer(Question.ROLES, inventory).plan().isReady().roles(UNKNOWN, Reason.ROLES_NOT_READ);
  }

  @Test
  void anAccountKeepsWhatWasLastReadOfItWithItsTime() {
    RoleInventory first = new RoleInventoryScan().managementHas(SLR).with("1", SLR).with("2").scanned();
    Instant later = SCANNED.plus(Duration.ofHours(2));
    RoleInventory second = new RoleInventoryScan().managementHas(SLR)
        .unread("1")
        .unread("2")
        .after(Optional.of(first), later);
    assertThat(coverage(SLR, second, true)).isEqualTo(
        new RoleCoverage(SLR.name(), 3, 2, 1, 0, 0, List.of("2"), Set.of(), Optional.of(SCANNED)));
    mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .answer(Question.ROLES, second)
        .plan()
        .ready(FALSE, Reason.ROLES_MISSING);
  }

  /** Three missed intervals, as with whatever else Ready rests on; an absence does not heal by being forgotten. */
  @Test
  void whatWasLastSeenTooLongAgoIsUnknownAndWhatWasAbsentStaysSo() {
    RoleInventory old = new RoleInventoryScan().managementHas(SLR)
        .with("1", SLR)
        .after(Optional.empty(), NOW.minus(DAY.multipliedBy(4)));
    RoleInventory now = new RoleInventoryScan().managementHas(SLR).unread("1").after(Optional.of(old), SCANNED);
    mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .answer(Question.ROLES, now)
        .plan()
        .ready(UNKNOWN, Reason.ROLES_NOT_READ);
    RoleInventory missing = new RoleInventoryScan().managementHas(SLR)
        .with("1")
        .after(Optional.empty(), NOW.minus(DAY.multipliedBy(4)));
    mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .answer(Question.ROLES,
            new RoleInventoryScan().managementHas(SLR).unread("1").after(Optional.of(missing), SCANNED))
        .plan()
        .ready(FALSE, Reason.ROLES_MISSING);
  }

  @Test
  void whereTheCatalogPlacesARoleItsAbsenceIsToldThoughItIsNoFault() {
    mail(ExpectedIn.MANAGEMENT).answer(Question.ROLES, new RoleInventoryScan().with("1").scanned())
        .plan()
        .isReady()
        .roles(TRUE, Reason.ROLES_AS_EXPECTED)
        .rolesSay("AWSServiceRoleForMail (management account)");
    mail(ExpectedIn.AS_NEEDED).answer(Question.ROLES, new RoleInventoryScan().with("1").scanned())
        .plan()
        .isReady()
        .rolesSay("The roles are present as expected");
    mail(ExpectedIn.EVERY_MEMBER).answer(Question.ROLES, new RoleInventoryScan().with("1").unread("2").scanned())
        .plan()
        .isReady()
        .roles(UNKNOWN, Reason.ROLES_NOT_READ)
        .rolesSay("AWSServiceRoleForMail (members)");
    mail(ExpectedIn.DELEGATED_ADMINISTRATOR).administrator("1")
        .answer(Question.ROLES, new RoleInventoryScan().with("1").with("2").scanned())
        .plan()
        .rolesSay("AWSServiceRoleForMail (administrator account)");
  }

  @Test
  void withoutAMemberRoleRolesAreNotReadAndOnlyEveryAccountMinds() {
    mail(ExpectedIn.AS_NEEDED).noMemberRole()
        .plan()
        .isReady()
        .roles(UNKNOWN, Reason.ROLES_NOT_READ)
        .neverAsks(Question.ROLES);
    mail(ExpectedIn.AS_NEEDED).noMemberRole()
        .rolesInEveryAccount()
        .plan()
        .isStalled(Reason.ROLES_NOT_READ)
        .says("memberRoles.read");
  }

  @Test
  void aScanThatHasNotComeYetLeavesRolesAndReadyAsTheyWere() {
    Then asNeeded = mail(ExpectedIn.AS_NEEDED).unknown(Question.ROLES, Failure.Kind.UNAVAILABLE).plan().isReady();
    assertThat(asNeeded.conclusion().roles().keepsPrevious()).isTrue();
    Then everywhere = mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .unknown(Question.ROLES, Failure.Kind.UNAVAILABLE)
        .plan()
        .ready(UNKNOWN, Reason.ROLES_NOT_READ);
    assertThat(everywhere.conclusion().roles().keepsPrevious()).isTrue();
    assertThat(everywhere.conclusion().coverage()).isEmpty();
  }

  /** After a restart nothing is in memory, and nothing is due. */
  @Test
  void whatStatusSaysOfThisGenerationHoldsUntilTheAccountsAreReadAgain() {
    ReportedRoles good = new ReportedRoles(TRUE, Reason.ROLES_AS_EXPECTED, "All are there.", SCANNED);
    Then ready = kept(good).plan().isReady();
    assertThat(ready.conclusion().roles().keepsPrevious()).isTrue();
    assertThat(ready.conclusion().coverage()).isEmpty();
    kept(new ReportedRoles(FALSE, Reason.ROLES_MISSING, "One is missing.", SCANNED)).plan()
        .ready(FALSE, Reason.ROLES_MISSING)
        .says("One is missing.");
    kept(new ReportedRoles(UNKNOWN, Reason.ROLES_NOT_READ, "One is unread.", SCANNED)).plan()
        .ready(UNKNOWN, Reason.ROLES_NOT_READ)
        .says("One is unread.");
    Then outdated = kept(
        new ReportedRoles(TRUE, Reason.ROLES_AS_EXPECTED, "All are there.", NOW.minus(DAY.multipliedBy(4))))
        .plan()
        .ready(UNKNOWN, Reason.ROLES_NOT_READ);
    assertThat(outdated.conclusion().roles().keepsPrevious()).isFalse();
  }

  private static Given kept(ReportedRoles said) {
    return mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .unknown(Question.ROLES, Failure.Kind.NOT_SENT)
        .said(said);
  }

  @Test
  void aRoleThatHasToBeAskedForAndCannotBeIsUnknownAndNotAbsent() {
    List<Account> accounts = List.of(new Account(MANAGEMENT, Optional.of(LONG_AGO), Account.State.ACTIVE));
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(SCANNED, accounts, Optional.empty());
    reads.read(0, new AccountRoles(Set.of(SLR), Map.of(ORDINARY, DENIED)));
    RoleInventory first = reads.inventory();
    assertThat(first.unreadCount()).isEqualTo(1);
    assertThat(coverage(ORDINARY, first, false, ExpectedIn.MANAGEMENT).unknown()).isEqualTo(1);
    assertThat(coverage(SLR, first, false, ExpectedIn.MANAGEMENT).present()).isEqualTo(1);
    RoleInventoryBuilder again = RoleInventoryBuilder.basedOn(SCANNED.plusSeconds(5), first);
    again.read(0, new AccountRoles(Set.of(SLR, ORDINARY), Map.of()));
    RoleInventory second = again.inventory();
    assertThat(second.unreadCount()).isZero();
    assertThat(coverage(ORDINARY, second, false, ExpectedIn.MANAGEMENT).present()).isEqualTo(1);
    RoleInventoryBuilder third = RoleInventoryBuilder.basedOn(SCANNED.plusSeconds(9), second);
    third.read(0, new AccountRoles(Set.of(SLR), Map.of(ORDINARY, DENIED)));
    assertThat(coverage(ORDINARY, third.inventory(), false, ExpectedIn.MANAGEMENT).present()).isEqualTo(1);
  }

  @Test
  void anAccountThatLeftIsForgottenAndOneThatIsListedTwiceCountsOnce() {
    RoleInventory first = new RoleInventoryScan().with("1", SLR).with("2", SLR).scanned();
    RoleInventory second = new RoleInventoryScan().with("2", SLR)
        .with("2", SLR)
        .unread("3")
        .after(Optional.of(first), SCANNED);
    assertThat(coverage(SLR, second, false, ExpectedIn.EVERY_MEMBER))
        .extracting(RoleCoverage::expected, RoleCoverage::present, RoleCoverage::unknown)
        .containsExactly(2, 1, 1);
    assertThat(second.unread(10)).containsExactly(new RoleInventory.Unread("3", DENIED));
  }

  /** It fell between two pages while another left, or it left itself: a second list tells. */
  @Test
  void anAccountThatAListLacksIsForgottenOnlyIfAnotherListLacksItToo() {
    RoleInventory first = new RoleInventoryScan().managementHas(SLR).with("1", SLR).with("2").scanned();
    List<Account> lacking = new RoleInventoryScan().with("1").accounts;
    assertThat(RoleInventoryBuilder.omitsKnownAccounts(lacking, Optional.of(first))).isTrue();
    assertThat(RoleInventoryBuilder.omitsKnownAccounts(first.accounts(), Optional.of(first))).isFalse();
    assertThat(RoleInventoryBuilder.omitsKnownAccounts(new RoleInventoryScan().with("3").with("2").with("1").accounts,
        Optional.of(first))).isFalse();
    assertThat(RoleInventoryBuilder.omitsKnownAccounts(lacking, Optional.empty()))
        .as("nothing is known that it could lack")
        .isFalse();

    RoleInventory skipped = RoleInventoryBuilder
        .scan(SCANNED, RoleInventoryBuilder.union(lacking, first.accounts()), Optional.of(first))
        .inventory();
    assertThat(coverage(SLR, skipped, true).absentAccounts()).containsExactly("2");
    RoleInventory left = RoleInventoryBuilder
        .scan(SCANNED, RoleInventoryBuilder.union(lacking, lacking), Optional.of(first))
        .inventory();
    assertThat(coverage(SLR, left, true).absent()).isZero();
  }

  @Test
  void ofTwoListsTheLaterOneSaysHowAnAccountIs() {
    Account closed = new Account("1", Optional.of(LONG_AGO), Account.State.INACTIVE);
    assertThat(RoleInventoryBuilder.union(new RoleInventoryScan().with("1").with("2").accounts, List.of(closed)))
        .extracting(Account::id, Account::state)
        .containsExactlyInAnyOrder(
            tuple(MANAGEMENT, Account.State.ACTIVE), tuple("1", Account.State.INACTIVE),
            tuple("2", Account.State.ACTIVE));
  }

  @Test
  void aScanThatIsDeniedIsNotReadAndOnlyEveryAccountMinds() {
    mail(ExpectedIn.AS_NEEDED).unknown(Question.ROLES, Failure.Kind.ACCESS_DENIED)
        .plan()
        .isReady()
        .roles(UNKNOWN, Reason.ROLES_NOT_READ);
    mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .unknown(Question.ROLES, Failure.Kind.ACCESS_DENIED)
        .plan()
        .isStalled(Reason.ROLES_NOT_READ);
  }

  @Test
  void ofAServiceThatTheCatalogDoesNotKnowNoRoleCanBeExpectedEverywhere() {
    aDeclaration().notInCatalog().acceptingUnknownService().plan().isReady();
    aDeclaration().notInCatalog()
        .acceptingUnknownService()
        .rolesInEveryAccount()
        .plan()
        .isStalled(Reason.ROLES_NOT_READ)
        .says("spec.serviceLinkedRoles.expectation");
  }

  @Test
  void aServiceWithoutRolesIsAsExpected() {
    Then then = aDeclaration().rolesInEveryAccount()
        .plan()
        .isReady()
        .roles(TRUE, Reason.ROLES_AS_EXPECTED)
        .neverAsks(Question.ROLES);
    assertThat(then.conclusion().coverage()).contains(List.of());
  }

  @Test
  void whatIsWorseThanMissingRolesIsSaidFirst() {
    mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .answer(Question.ROLES, new RoleInventoryScan().scanned())
        .initialization(Desired.InitializationMode.CONFIRMED)
        .plan()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .roles(FALSE, Reason.ROLES_MISSING);
  }
}
