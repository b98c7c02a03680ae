package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

/** Where roles stand, and when their absence is a fault. */
class RolesTest {
  private static final RoleId SLR = new RoleId("mail.amazonaws.com", "AWSServiceRoleForMail");
  private static final RoleId ORDINARY = new RoleId("", "AWSMailRole");
  private static final Instant SWEPT = NOW.minus(Duration.ofHours(3));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(900));

  /** Accounts of an organization, the management account first. */
  private static final class Sweep {
    private final List<Account> accounts = new ArrayList<>();
    private final List<List<RoleId>> roles = new ArrayList<>();

    private Sweep() {
      accounts.add(new Account(MANAGEMENT, LONG_AGO, true));
      roles.add(List.of());
    }

    Sweep account(String id, Instant joined, boolean active, RoleId... standing) {
      accounts.add(new Account(id, joined, active));
      roles.add(List.of(standing));
      return this;
    }

    Sweep with(String id, RoleId... standing) {
      return account(id, LONG_AGO, true, standing);
    }

    Sweep unread(String id) {
      with(id);
      roles.removeLast();
      roles.add(List.of(new RoleId("unread", "")));
      return this;
    }

    RoleInventory swept() {
      RoleInventory inventory = new RoleInventory(SWEPT, accounts);
      for (int i = 0; i < accounts.size(); i++) {
        if (!roles.get(i).contains(new RoleId("unread", ""))) {
          inventory.note(i, roles.get(i));
        }
      }
      return inventory;
    }
  }

  private static RoleCoverage coverage(RoleId role, Sweep sweep, boolean everywhere, Place... places) {
    return RoleCoverage.of(new RoleFacts(role, Set.of(places)), sweep.swept(), MANAGEMENT, everywhere, Timing.STANDARD);
  }

  @Test
  void presentAbsentAndUnknownMakeUpTheExpected() {
    RoleCoverage seen = coverage(
        SLR, new Sweep().with("1", SLR).with("2").with("3", ORDINARY).unread("4"), false, Place.EveryMember);
    assertThat(seen).isEqualTo(
        new RoleCoverage("AWSServiceRoleForMail", 4, 1, 2, 1, List.of("2", "3"), SWEPT));
    assertThat(seen.asFraction()).isEqualTo("1/4");
  }

  @Test
  void suspendedAccountsAreNotExpectedThoughTheRoleStands() {
    assertThat(
        coverage(
            SLR, new Sweep().account("1", LONG_AGO, false, SLR).account("2", LONG_AGO, false), false, Place.EveryMember)
            .expected())
        .isZero();
  }

  @Test
  void anAccountYoungerThanADayIsNotYetAbsent() {
    Sweep sweep = new Sweep().account("1", SWEPT.minus(Duration.ofHours(24)), true)
        .account("2", SWEPT.minus(Duration.ofHours(24)).plusSeconds(1), true)
        .account("3", SWEPT, true, SLR);
    assertThat(coverage(SLR, sweep, false, Place.EveryMember))
        .extracting(RoleCoverage::present, RoleCoverage::absent, RoleCoverage::unknown, RoleCoverage::absentAccounts)
        .containsExactly(1, 1, 1, List.of("1"));
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
    RoleInventory inventory = new Sweep().with("1").swept();
    inventory.note(0, List.of(ORDINARY));
    aDeclaration().roles(new RoleFacts(ORDINARY, Set.of(Place.Management)))
        .rolesInEveryAccount()
        .answer(Question.ROLES, inventory)
        .plan()
        .isReady();
  }

  @Test
  void unknownNeverFailsEveryAccount() {
    RoleInventory inventory = new Sweep().with("1", SLR).unread("2").swept();
    inventory.note(0, List.of(SLR));
    mail(Place.AsNeeded).rolesInEveryAccount()
        .answer(Question.ROLES, inventory)
        .plan()
        .isReady()
        .roles(Unknown, Reason.RolesNotRead);
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
        .bears(Reason.RolesNotRead);
    assertThat(everywhere.assessment().roles().keeps()).isTrue();
    assertThat(everywhere.assessment().coverage()).isEmpty();
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
