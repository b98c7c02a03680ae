package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.RoleFacts.Place;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Given.MANAGEMENT;
import static dev.trustedaccess.domain.Given.NOW;
import static dev.trustedaccess.domain.Given.aDeclaration;
import static dev.trustedaccess.domain.Verdict.Truth.False;
import static dev.trustedaccess.domain.Verdict.Truth.True;
import static dev.trustedaccess.domain.Verdict.Truth.Unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Where roles stand, and when their absence is a fault. */
class RolesTest {
  private static final RoleId SLR = new RoleId("mail.amazonaws.com", "AWSServiceRoleForMail");
  private static final RoleId ORDINARY = new RoleId("", "AWSMailRole");
  private static final Instant SWEPT = NOW.minus(Duration.ofHours(3));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(900));

  private static final Failure DENIED = new Failure(Failure.Kind.ACCESS_DENIED, "iam:ListRoles in account 2");
  private static final Duration DAY = Duration.ofHours(24);

  /** Accounts of an organization, the management account first, as they are read at {@link #SWEPT} if nothing is said. */
  private static final class Sweep {
    private final List<Account> accounts = new ArrayList<>();
    private final List<Optional<Set<RoleId>>> roles = new ArrayList<>();

    private Sweep() {
      with(MANAGEMENT);
    }

    /** An account; it cannot be read where {@code standing} is empty. */
    Sweep account(Account account, Optional<Set<RoleId>> standing) {
      accounts.add(account);
      roles.add(standing);
      return this;
    }

    Sweep account(String id, Instant joined, Account.State state, RoleId... standing) {
      return account(new Account(id, Optional.of(joined), state), Optional.of(Set.of(standing)));
    }

    Sweep with(String id, RoleId... standing) {
      return account(id, LONG_AGO, Account.State.ACTIVE, standing);
    }

    Sweep unread(String id) {
      return account(new Account(id, Optional.of(LONG_AGO), Account.State.ACTIVE), Optional.empty());
    }

    Sweep managementHas(RoleId... standing) {
      roles.set(0, Optional.of(Set.of(standing)));
      return this;
    }

    RoleInventory swept() {
      return after(Optional.empty(), SWEPT);
    }

    RoleInventory after(Optional<RoleInventory> before, Instant begun) {
      RoleReads reads = RoleReads.scan(begun, accounts, before);
      for (int i = 0; i < accounts.size(); i++) {
        int index = reads.accounts().stream().map(Account::id).toList().indexOf(accounts.get(i).id());
        roles.get(i)
            .ifPresentOrElse(
                standing -> reads.read(index, new AccountRoles(standing, Map.of())), () -> reads.failed(index, DENIED));
      }
      return reads.inventory();
    }
  }

  private static RoleCoverage coverage(RoleId role, RoleInventory inventory, boolean everywhere, Place... places) {
    return RoleCoverage.of(
        new RoleFacts(role, Set.of(places)), inventory,
        new RoleCoverage.Scope(MANAGEMENT, Optional.empty(), everywhere, DAY, Instant.EPOCH));
  }

  private static RoleCoverage coverage(RoleId role, Sweep sweep, boolean everywhere, Place... places) {
    return coverage(role, sweep.swept(), everywhere, places);
  }

  @Test
  void presentAbsentAndUnknownMakeUpTheExpected() {
    RoleCoverage seen = coverage(
        SLR, new Sweep().with("1", SLR).with("2").with("3", ORDINARY).unread("4"), false, Place.EveryMember);
    assertThat(seen).isEqualTo(
        new RoleCoverage(
            "AWSServiceRoleForMail", 4, 1, 2, 1, 0, List.of("2", "3"), Set.of(Place.EveryMember), Optional.of(SWEPT)));
    assertThat(seen.asFraction()).isEqualTo("1/4");
  }

  @Test
  void suspendedAccountsAreNotExpectedThoughTheRoleStands() {
    assertThat(
        coverage(
            SLR, new Sweep().account("1", LONG_AGO, Account.State.INACTIVE, SLR)
                .account("2", LONG_AGO, Account.State.INACTIVE),
            false, Place.EveryMember)
            .expected())
        .isZero();
  }

  @Test
  void anAccountYoungerThanADayIsLeftOutAlone() {
    Sweep sweep = new Sweep().account("1", SWEPT.minus(DAY), Account.State.ACTIVE)
        .account("2", SWEPT.minus(DAY).plusSeconds(1), Account.State.ACTIVE)
        .account("3", SWEPT, Account.State.ACTIVE, SLR)
        .account(new Account("4", Optional.of(SWEPT), Account.State.ACTIVE), Optional.empty());
    assertThat(coverage(SLR, sweep, false, Place.EveryMember))
        .extracting(
            RoleCoverage::expected, RoleCoverage::present, RoleCoverage::absent, RoleCoverage::unknown,
            RoleCoverage::tooYoung, RoleCoverage::absentAccounts)
        .containsExactly(2, 1, 1, 0, 2, List.of("1"));
    mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(
            Question.ROLES,
            new Sweep().managementHas(SLR).account("5", SWEPT, Account.State.ACTIVE).swept())
        .plan()
        .isReady()
        .roles(True, Reason.RolesAsExpected);
  }

  /** Its absence was excused when it was read; by now it would not be, and nobody has looked since. */
  @Test
  void anAccountThatWasReadWhenItWasYoungAndNeverSinceIsUnknown() {
    RoleInventory first = new Sweep().account("2", SWEPT, Account.State.ACTIVE).swept();
    Sweep later = new Sweep().account(new Account("2", Optional.of(SWEPT), Account.State.ACTIVE), Optional.empty());
    RoleCoverage seen = coverage(
        SLR, later.after(Optional.of(first), SWEPT.plus(DAY)), false, Place.EveryMember);
    assertThat(seen).extracting(RoleCoverage::absent, RoleCoverage::unknown, RoleCoverage::tooYoung)
        .containsExactly(0, 1, 0);
  }

  /** API shape Account: every member is optional. */
  @Test
  void anAccountOfWhichAwsDoesNotTellTheStateOrTheAgeIsUnknownAndNotClosed() {
    Sweep sweep = new Sweep().managementHas(SLR)
        .account("1", LONG_AGO, Account.State.UNKNOWN)
        .account("2", LONG_AGO, Account.State.UNKNOWN, SLR)
        .account(new Account("3", Optional.empty(), Account.State.ACTIVE), Optional.of(Set.of()));
    assertThat(coverage(SLR, sweep, false, Place.EveryMember))
        .extracting(
            RoleCoverage::expected, RoleCoverage::present, RoleCoverage::absent, RoleCoverage::unknown)
        .containsExactly(4, 2, 0, 2);
    mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(Question.ROLES, sweep.swept())
        .plan()
        .ready(Unknown, Reason.RolesNotRead);
  }

  @Test
  void theCatalogSaysWhereARoleIsExpected() {
    Sweep sweep = new Sweep().with("1").with("2");
    assertThat(coverage(SLR, sweep, false, Place.Management).absentAccounts()).containsExactly(MANAGEMENT);
    assertThat(coverage(SLR, sweep, false, Place.EveryMember).absentAccounts()).containsExactly("1", "2");
    assertThat(coverage(SLR, sweep, false, Place.AsNeeded).absentAccounts()).containsExactly(MANAGEMENT, "1", "2");
    assertThat(coverage(SLR, sweep, false, Place.DelegatedAdministrator).expected()).isZero();
    assertThat(coverage(SLR, sweep, true, Place.DelegatedAdministrator).absentAccounts())
        .containsExactly(MANAGEMENT, "1", "2");
    assertThat(coverage(SLR, new Sweep().with("1", SLR).with("2"), false, Place.DelegatedAdministrator))
        .extracting(RoleCoverage::expected, RoleCoverage::present)
        .containsExactly(1, 1);
  }

  @Test
  void noMoreThanTenAreNamed() {
    Sweep sweep = new Sweep();
    for (int i = 1; i <= 12; i++) {
      sweep.with("account-" + i);
    }
    assertThat(coverage(SLR, sweep, false, Place.EveryMember)).satisfies(seen -> {
      assertThat(seen.absent()).isEqualTo(12);
      assertThat(seen.absentAccounts()).hasSize(10).startsWith("account-1").endsWith("account-10");
    });
  }

  private static Given mail(Place place) {
    return aDeclaration().roles(new RoleFacts(SLR, Set.of(place)));
  }

  @Test
  void asNeededAbsenceIsNoFault() {
    mail(Place.EveryMember).answer(Question.ROLES, new Sweep().with("1").swept())
        .plan()
        .isReady()
        .roles(True, Reason.RolesAsExpected);
  }

  @Test
  void inEveryAccountAbsenceIsAFault() {
    Then missing = mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(Question.ROLES, new Sweep().with("1", SLR).swept())
        .plan();
    missing.waits(Reason.RolesMissing)
        .ready(False, Reason.RolesMissing)
        .roles(False, Reason.RolesMissing)
        .says("AWSServiceRoleForMail");
    assertThat(missing.assessment().coverage()).hasValueSatisfying(seen -> assertThat(seen.getFirst().absentAccounts())
        .containsExactly(MANAGEMENT));
  }

  @Test
  void everyAccountIsAskedOfServiceLinkedRolesOnly() {
    aDeclaration().roles(new RoleFacts(ORDINARY, Set.of(Place.Management)))
        .rolesInEveryAccount()
        .answer(Question.ROLES, new Sweep().with("1", ORDINARY).with("2").swept())
        .plan()
        .waits(Reason.RolesMissing);
    RoleInventory inventory = new Sweep().managementHas(ORDINARY).with("1").swept();
    aDeclaration().roles(new RoleFacts(ORDINARY, Set.of(Place.Management)))
        .rolesInEveryAccount()
        .answer(Question.ROLES, inventory)
        .plan()
        .isReady();
  }

  @Test
  void anAccountThatWasNeverReadFailsNothingAndLeavesReadyUnknown() {
    RoleInventory inventory = new Sweep().managementHas(SLR).with("1", SLR).unread("2").swept();
    mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(Question.ROLES, inventory)
        .plan()
        .ready(Unknown, Reason.RolesNotRead)
        .roles(Unknown, Reason.RolesNotRead)
        .says("roleInventory");
    mail(Place.AsNeeded).answer(Question.ROLES, inventory).plan().isReady().roles(Unknown, Reason.RolesNotRead);
  }

  @Test
  void anAccountKeepsWhatWasLastReadOfItWithItsTime() {
    RoleInventory first = new Sweep().managementHas(SLR).with("1", SLR).with("2").swept();
    Instant later = SWEPT.plus(Duration.ofHours(2));
    RoleInventory second = new Sweep().managementHas(SLR).unread("1").unread("2").after(Optional.of(first), later);
    assertThat(coverage(SLR, second, true)).isEqualTo(
        new RoleCoverage(SLR.name(), 3, 2, 1, 0, 0, List.of("2"), Set.of(), Optional.of(SWEPT)));
    mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(Question.ROLES, second)
        .plan()
        .ready(False, Reason.RolesMissing);
  }

  /** Three missed intervals, as with whatever else Ready rests on; an absence does not heal by being forgotten. */
  @Test
  void whatWasLastSeenTooLongAgoIsUnknownAndWhatWasAbsentStaysSo() {
    RoleInventory old = new Sweep().managementHas(SLR)
        .with("1", SLR)
        .after(Optional.empty(), NOW.minus(DAY.multipliedBy(4)));
    RoleInventory now = new Sweep().managementHas(SLR).unread("1").after(Optional.of(old), SWEPT);
    mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(Question.ROLES, now)
        .plan()
        .ready(Unknown, Reason.RolesNotRead);
    RoleInventory missing = new Sweep().managementHas(SLR)
        .with("1")
        .after(Optional.empty(), NOW.minus(DAY.multipliedBy(4)));
    mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(Question.ROLES, new Sweep().managementHas(SLR).unread("1").after(Optional.of(missing), SWEPT))
        .plan()
        .ready(False, Reason.RolesMissing);
  }

  @Test
  void whereTheCatalogPlacesARoleItsAbsenceIsToldThoughItIsNoFault() {
    mail(Place.Management).answer(Question.ROLES, new Sweep().with("1").swept())
        .plan()
        .isReady()
        .roles(True, Reason.RolesAsExpected)
        .rolesSay("AWSServiceRoleForMail (management account)");
    mail(Place.AsNeeded).answer(Question.ROLES, new Sweep().with("1").swept())
        .plan()
        .isReady()
        .rolesSay("Where they stand");
    mail(Place.EveryMember).answer(Question.ROLES, new Sweep().with("1").unread("2").swept())
        .plan()
        .isReady()
        .roles(Unknown, Reason.RolesNotRead)
        .rolesSay("AWSServiceRoleForMail (members)");
    mail(Place.DelegatedAdministrator).administrator("1")
        .answer(Question.ROLES, new Sweep().with("1").with("2").swept())
        .plan()
        .rolesSay("AWSServiceRoleForMail (administrator account)");
  }

  @Test
  void withoutAMemberRoleRolesAreNotReadAndOnlyEveryAccountMinds() {
    mail(Place.AsNeeded).noMemberRole()
        .plan()
        .isReady()
        .roles(Unknown, Reason.RolesNotRead)
        .neverAsks(Question.ROLES);
    mail(Place.AsNeeded).noMemberRole()
        .rolesInEveryAccount()
        .plan()
        .isStalled(Reason.RolesNotRead)
        .says("memberRoles.read");
  }

  @Test
  void aSweepThatHasNotComeYetLeavesRolesAndReadyAsTheyWere() {
    Then asNeeded = mail(Place.AsNeeded).unknown(Question.ROLES, Failure.Kind.UNAVAILABLE).plan().isReady();
    assertThat(asNeeded.assessment().roles().keeps()).isTrue();
    Then everywhere = mail(Place.AsNeeded).rolesInEveryAccount()
        .unknown(Question.ROLES, Failure.Kind.UNAVAILABLE)
        .plan()
        .ready(Unknown, Reason.RolesNotRead);
    assertThat(everywhere.assessment().roles().keeps()).isTrue();
    assertThat(everywhere.assessment().coverage()).isEmpty();
  }

  /** After a restart nothing is in memory, and nothing is due. */
  @Test
  void whatStatusSaysOfThisGenerationHoldsUntilTheAccountsAreReadAgain() {
    RolesSaid good = new RolesSaid(True, Reason.RolesAsExpected, "All are there.", SWEPT);
    Then ready = kept(good).plan().isReady();
    assertThat(ready.assessment().roles().keeps()).isTrue();
    assertThat(ready.assessment().coverage()).isEmpty();
    kept(new RolesSaid(False, Reason.RolesMissing, "One is missing.", SWEPT)).plan()
        .ready(False, Reason.RolesMissing)
        .says("One is missing.");
    kept(new RolesSaid(Unknown, Reason.RolesNotRead, "One is unread.", SWEPT)).plan()
        .ready(Unknown, Reason.RolesNotRead)
        .says("One is unread.");
    Then outdated = kept(new RolesSaid(True, Reason.RolesAsExpected, "All are there.", NOW.minus(DAY.multipliedBy(4))))
        .plan()
        .ready(Unknown, Reason.RolesNotRead);
    assertThat(outdated.assessment().roles().keeps()).isFalse();
  }

  private static Given kept(RolesSaid said) {
    return mail(Place.AsNeeded).rolesInEveryAccount()
        .unknown(Question.ROLES, Failure.Kind.NOT_SENT)
        .said(said);
  }

  @Test
  void aRoleThatHasToBeAskedForAndCannotBeIsUnknownAndNotAbsent() {
    List<Account> accounts = List.of(new Account(MANAGEMENT, Optional.of(LONG_AGO), Account.State.ACTIVE));
    RoleReads reads = RoleReads.scan(SWEPT, accounts, Optional.empty());
    reads.read(0, new AccountRoles(Set.of(SLR), Map.of(ORDINARY, DENIED)));
    RoleInventory first = reads.inventory();
    assertThat(first.unreadCount()).isEqualTo(1);
    assertThat(coverage(ORDINARY, first, false, Place.Management).unknown()).isEqualTo(1);
    assertThat(coverage(SLR, first, false, Place.Management).present()).isEqualTo(1);
    RoleReads again = RoleReads.again(SWEPT.plusSeconds(5), first);
    again.read(0, new AccountRoles(Set.of(SLR, ORDINARY), Map.of()));
    RoleInventory second = again.inventory();
    assertThat(second.unreadCount()).isZero();
    assertThat(coverage(ORDINARY, second, false, Place.Management).present()).isEqualTo(1);
    RoleReads third = RoleReads.again(SWEPT.plusSeconds(9), second);
    third.read(0, new AccountRoles(Set.of(SLR), Map.of(ORDINARY, DENIED)));
    assertThat(coverage(ORDINARY, third.inventory(), false, Place.Management).present()).isEqualTo(1);
  }

  @Test
  void anAccountThatLeftIsForgottenAndOneThatIsListedTwiceCountsOnce() {
    RoleInventory first = new Sweep().with("1", SLR).with("2", SLR).swept();
    RoleInventory second = new Sweep().with("2", SLR).with("2", SLR).unread("3").after(Optional.of(first), SWEPT);
    assertThat(coverage(SLR, second, false, Place.EveryMember))
        .extracting(RoleCoverage::expected, RoleCoverage::present, RoleCoverage::unknown)
        .containsExactly(2, 1, 1);
    assertThat(second.unread(10)).containsExactly(new RoleInventory.Unread("3", DENIED));
  }

  /** It fell between two pages while another left, or it left itself: a second list tells. */
  @Test
  void anAccountThatAListLacksIsForgottenOnlyIfAnotherListLacksItToo() {
    RoleInventory first = new Sweep().managementHas(SLR).with("1", SLR).with("2").swept();
    List<Account> lacking = new Sweep().with("1").accounts;
    assertThat(RoleReads.lacksKnown(lacking, Optional.of(first))).isTrue();
    assertThat(RoleReads.lacksKnown(first.accounts(), Optional.of(first))).isFalse();
    assertThat(RoleReads.lacksKnown(new Sweep().with("3").with("2").with("1").accounts, Optional.of(first))).isFalse();
    assertThat(RoleReads.lacksKnown(lacking, Optional.empty())).as("nothing is known that it could lack").isFalse();

    RoleInventory skipped = RoleReads.scan(SWEPT, RoleReads.either(lacking, first.accounts()), Optional.of(first))
        .inventory();
    assertThat(coverage(SLR, skipped, true).absentAccounts()).containsExactly("2");
    RoleInventory left = RoleReads.scan(SWEPT, RoleReads.either(lacking, lacking), Optional.of(first)).inventory();
    assertThat(coverage(SLR, left, true).absent()).isZero();
  }

  @Test
  void ofTwoListsTheLaterOneSaysHowAnAccountIs() {
    Account closed = new Account("1", Optional.of(LONG_AGO), Account.State.INACTIVE);
    assertThat(RoleReads.either(new Sweep().with("1").with("2").accounts, List.of(closed)))
        .extracting(Account::id, Account::state)
        .containsExactlyInAnyOrder(
            tuple(MANAGEMENT, Account.State.ACTIVE), tuple("1", Account.State.INACTIVE),
            tuple("2", Account.State.ACTIVE));
  }

  @Test
  void aSweepThatIsDeniedIsNotReadAndOnlyEveryAccountMinds() {
    mail(Place.AsNeeded).unknown(Question.ROLES, Failure.Kind.ACCESS_DENIED)
        .plan()
        .isReady()
        .roles(Unknown, Reason.RolesNotRead);
    mail(Place.AsNeeded).rolesInEveryAccount()
        .unknown(Question.ROLES, Failure.Kind.ACCESS_DENIED)
        .plan()
        .isStalled(Reason.RolesNotRead);
  }

  @Test
  void ofAServiceThatTheCatalogDoesNotKnowNoRoleCanBeExpectedEverywhere() {
    aDeclaration().notInCatalog().acceptingUnknownService().plan().isReady();
    aDeclaration().notInCatalog()
        .acceptingUnknownService()
        .rolesInEveryAccount()
        .plan()
        .isStalled(Reason.RolesNotRead)
        .says("spec.serviceLinkedRoles.expectation");
  }

  @Test
  void aServiceWithoutRolesIsAsExpected() {
    Then then = aDeclaration().rolesInEveryAccount()
        .plan()
        .isReady()
        .roles(True, Reason.RolesAsExpected)
        .neverAsks(Question.ROLES);
    assertThat(then.assessment().coverage()).contains(List.of());
  }

  @Test
  void whatIsWorseThanMissingRolesIsSaidFirst() {
    mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(Question.ROLES, new Sweep().swept())
        .initialization(Desired.InitializationMode.Confirmed)
        .plan()
        .waits(Reason.AwaitingServiceAdministrator)
        .roles(False, Reason.RolesMissing);
  }
}
