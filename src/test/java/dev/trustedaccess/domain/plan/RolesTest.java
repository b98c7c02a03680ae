package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final RoleId SLR = new RoleId("mail.amazonaws.com", "AWSServiceRoleForMail");
  private static final RoleId ORDINARY = new RoleId("", "AWSMailRole");
  private static final Instant SCANNED = NOW.minus(Duration.ofHours(3));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(900));

  private static final Failure DENIED = new Failure(Failure.Kind.ACCESS_DENIED, "iam:ListRoles in account 2");
  private static final Duration DAY = Duration.ofHours(24);

  /** Accounts of an organization, the management account first, as they are read at {@link #SCANNED} if nothing is said. */
  private static final class RoleInventoryScan {
    private final List<Account> accounts = new ArrayList<>();
    private final List<Optional<Set<RoleId>>> roles = new ArrayList<>();

    private RoleInventoryScan() {
      with(MANAGEMENT);
    }

    /** An account; it cannot be read where {@code standing} is empty. */
    RoleInventoryScan account(Account account, Optional<Set<RoleId>> ownedSeen) {
      accounts.add(account);
      roles.add(ownedSeen);
      return this;
    }

    RoleInventoryScan account(String id, Instant joined, Account.State state, RoleId... ownedSeen) {
      return account(new Account(id, Optional.of(joined), state), Optional.of(Set.of(ownedSeen)));
    }

    RoleInventoryScan with(String id, RoleId... ownedSeen) {
      return account(id, LONG_AGO, Account.State.ACTIVE, ownedSeen);
    }

    RoleInventoryScan unread(String id) {
      return account(new Account(id, Optional.of(LONG_AGO), Account.State.ACTIVE), Optional.empty());
    }

    RoleInventoryScan managementHas(RoleId... ownedSeen) {
      roles.set(0, Optional.of(Set.of(ownedSeen)));
      return this;
    }

    RoleInventory scanned() {
      return after(Optional.empty(), SCANNED);
    }

    RoleInventory after(Optional<RoleInventory> before, Instant begun) {
      RoleInventoryBuilder reads = RoleInventoryBuilder.scan(begun, accounts, before);
      for (int i = 0; i < accounts.size(); i++) {
        int index = reads.accounts().stream().map(Account::id).toList().indexOf(accounts.get(i).id());
        roles.get(i)
            .ifPresentOrElse(
                ownedSeen -> reads.read(index, new AccountRoles(ownedSeen, Map.of())),
                () -> reads.failed(index, DENIED));
      }
      return reads.inventory();
    }
  }

  private static RoleCoverage coverage(RoleId role, RoleInventory inventory, boolean everywhere, ExpectedIn... places) {
    return RoleCoverage.of(
        new RoleFacts(role, Set.of(places)), inventory,
        new RoleCoverage.Scope(MANAGEMENT, Set.of(), everywhere, DAY, Instant.EPOCH));
  }

  private static RoleCoverage coverage(RoleId role, RoleInventoryScan scan, boolean everywhere, ExpectedIn... places) {
    return coverage(role, scan.scanned(), everywhere, places);
  }

  @Test
  void presentAbsentAndUnknownMakeUpTheExpected() {
    RoleCoverage seen = coverage(
        SLR, new RoleInventoryScan().with("1", SLR).with("2").with("3", ORDINARY).unread("4"), false,
        ExpectedIn.EVERY_MEMBER);
    assertThat(seen).isEqualTo(
        new RoleCoverage(
            "AWSServiceRoleForMail", 4, 1, 2, 1, 0, List.of("2", "3"), Set.of(ExpectedIn.EVERY_MEMBER),
            Optional.of(SCANNED)));
    assertThat(seen.asFraction()).isEqualTo("1/4");
  }

  @Test
  void suspendedAccountsAreNotExpectedThoughTheRoleStands() {
    assertThat(
        coverage(
            SLR, new RoleInventoryScan().account("1", LONG_AGO, Account.State.INACTIVE, SLR)
                .account("2", LONG_AGO, Account.State.INACTIVE),
            false, ExpectedIn.EVERY_MEMBER)
            .expected())
        .isZero();
  }

  @Test
  void anAccountYoungerThanADayIsLeftOutAlone() {
    RoleInventoryScan scan = new RoleInventoryScan().account("1", SCANNED.minus(DAY), Account.State.ACTIVE)
        .account("2", SCANNED.minus(DAY).plusSeconds(1), Account.State.ACTIVE)
        .account("3", SCANNED, Account.State.ACTIVE, SLR)
        .account(new Account("4", Optional.of(SCANNED), Account.State.ACTIVE), Optional.empty());
    assertThat(coverage(SLR, scan, false, ExpectedIn.EVERY_MEMBER))
        .extracting(
            RoleCoverage::expected, RoleCoverage::present, RoleCoverage::absent, RoleCoverage::unknown,
            RoleCoverage::tooYoung, RoleCoverage::absentAccounts)
        .containsExactly(2, 1, 1, 0, 2, List.of("1"));
    mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .answer(
            Question.ROLES,
            new RoleInventoryScan().managementHas(SLR).account("5", SCANNED, Account.State.ACTIVE).scanned())
        .plan()
        .isReady()
        .roles(TRUE, Reason.ROLES_AS_EXPECTED);
  }

  /** Its absence was excused when it was read; by now it would not be, and nobody has looked since. */
  @Test
  void anAccountThatWasReadWhenItWasYoungAndNeverSinceIsUnknown() {
    RoleInventory first = new RoleInventoryScan().account("2", SCANNED, Account.State.ACTIVE).scanned();
    RoleInventoryScan later = new RoleInventoryScan()
        .account(new Account("2", Optional.of(SCANNED), Account.State.ACTIVE), Optional.empty());
    RoleCoverage seen = coverage(
        SLR, later.after(Optional.of(first), SCANNED.plus(DAY)), false, ExpectedIn.EVERY_MEMBER);
    assertThat(seen).extracting(RoleCoverage::absent, RoleCoverage::unknown, RoleCoverage::tooYoung)
        .containsExactly(0, 1, 0);
  }

  /** API shape Account: every member is optional. */
  @Test
  void anAccountOfWhichAwsDoesNotTellTheStateOrTheAgeIsUnknownAndNotClosed() {
    RoleInventoryScan scan = new RoleInventoryScan().managementHas(SLR)
        .account("1", LONG_AGO, Account.State.UNKNOWN)
        .account("2", LONG_AGO, Account.State.UNKNOWN, SLR)
        .account(new Account("3", Optional.empty(), Account.State.ACTIVE), Optional.of(Set.of()));
    assertThat(coverage(SLR, scan, false, ExpectedIn.EVERY_MEMBER))
        .extracting(
            RoleCoverage::expected, RoleCoverage::present, RoleCoverage::absent, RoleCoverage::unknown)
        .containsExactly(4, 2, 0, 2);
    mail(ExpectedIn.AS_NEEDED).rolesInEveryAccount()
        .answer(Question.ROLES, scan.scanned())
        .plan()
        .ready(UNKNOWN, Reason.ROLES_NOT_READ);
  }

  @Test
  void theCatalogSaysWhereARoleIsExpected() {
    RoleInventoryScan scan = new RoleInventoryScan().with("1").with("2");
    assertThat(coverage(SLR, scan, false, ExpectedIn.MANAGEMENT).absentAccounts()).containsExactly(MANAGEMENT);
    assertThat(coverage(SLR, scan, false, ExpectedIn.EVERY_MEMBER).absentAccounts()).containsExactly("1", "2");
    assertThat(coverage(SLR, scan, false, ExpectedIn.AS_NEEDED).absentAccounts()).containsExactly(MANAGEMENT, "1", "2");
    assertThat(coverage(SLR, scan, false, ExpectedIn.DELEGATED_ADMINISTRATOR).expected()).isZero();
    assertThat(coverage(SLR, scan, true, ExpectedIn.DELEGATED_ADMINISTRATOR).absentAccounts())
        .containsExactly(MANAGEMENT, "1", "2");
    assertThat(
        coverage(SLR, new RoleInventoryScan().with("1", SLR).with("2"), false, ExpectedIn.DELEGATED_ADMINISTRATOR))
        .extracting(RoleCoverage::expected, RoleCoverage::present)
        .containsExactly(1, 1);
  }

  @Test
  void noMoreThanTenAreNamed() {
    RoleInventoryScan scan = new RoleInventoryScan();
    for (int i = 1; i <= 12; i++) {
      scan.with("account-" + i);
    }
    assertThat(coverage(SLR, scan, false, ExpectedIn.EVERY_MEMBER)).satisfies(seen -> {
      assertThat(seen.absent()).isEqualTo(12);
      assertThat(seen.absentAccounts()).hasSize(10).startsWith("account-1").endsWith("account-10");
    });
  }

  private static Given mail(ExpectedIn place) {
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
