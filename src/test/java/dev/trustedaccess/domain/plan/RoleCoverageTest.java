package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleFacts.ExpectedIn;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.organization.RoleInventory;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.UNKNOWN;
import static dev.trustedaccess.domain.plan.Given.MANAGEMENT;
import static dev.trustedaccess.domain.plan.RolesTest.DAY;
import static dev.trustedaccess.domain.plan.RolesTest.LONG_AGO;
import static dev.trustedaccess.domain.plan.RolesTest.ORDINARY;
import static dev.trustedaccess.domain.plan.RolesTest.SCANNED;
import static dev.trustedaccess.domain.plan.RolesTest.SLR;
import static dev.trustedaccess.domain.plan.RolesTest.coverage;
import static dev.trustedaccess.domain.plan.RolesTest.mail;
import static org.assertj.core.api.Assertions.assertThat;

/** Where roles are present, absent or unknown, by what was read of the accounts. */
class RoleCoverageTest {
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
}
