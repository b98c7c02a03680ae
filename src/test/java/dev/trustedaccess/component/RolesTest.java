package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Roles are scanned in the background, for all declarations at once. */
class RolesTest extends OnBench {
  private static final String SSO = "sso.amazonaws.com";
  private static final String DS = "ds.amazonaws.com";
  private static final String NONE = "initialization: {mode: None}";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  @Test
  void theyAreShownAndOneScanServesAll() {
    bench.organization().accounts(3).forEach(account -> account.role("trusted-access-read"));
    bench.organization().enabled(LONG_AGO, SSO, DS);
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(SSO, NONE);
    bench.declareService(DS);
    bench.awaitCondition(SSO, "RolesPresent", "True", "RolesAsExpected");
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.status(SSO).roles()).isEqualTo("5/5");
    assertThat(bench.awaitConnectionStatus("the accounts", status -> status.accounts() != null)).satisfies(status -> {
      assertThat(status.accounts()).isEqualTo(5);
      assertThat(status.organizationsRoleCoverage()).isEqualTo("4/4");
    });
    assertThat(bench.aws().calls().count("iam:ListRoles")).isEqualTo(5);
    assertThat(bench.aws().calls().count("organizations:ListAccounts")).isEqualTo(1);
  }

  @Test
  void whereTheyAreAskedForInEveryAccountAnAbsentOneIsNamed() {
    bench.organization().serviceLinkedRoles().leaveOut(SSO, SECURITY);
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect(spec -> spec.put("roleInventoryInterval", "2s"));
    bench.startOperator().declareService(SSO, NONE, "serviceLinkedRoles: {expectation: EveryAccount}");
    bench.awaitReady(SSO, "False", "RolesMissing");
    assertThat(bench.message(SSO, "RolesPresent")).contains("AWSServiceRoleForSSO");
    assertThat(bench.status(SSO).roles()).isEqualTo("1/2");
    bench.organization()
        .find(SECURITY)
        .orElseThrow()
        .role("AWSServiceRoleForSSO", "/aws-service-role/sso.amazonaws.com/");
    bench.awaitReady(SSO, "True", "Ready");
  }

  @Test
  void anAccountThatCannotBeReadIsUnknownAndNeverAbsent() {
    bench.organization().account("777788889999", "closed to us");
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE, "serviceLinkedRoles: {expectation: EveryAccount}");
    bench.awaitCondition(SSO, "RolesPresent", "Unknown", "RolesNotRead");
    bench.awaitReady(SSO, "Unknown", "RolesNotRead");
    assertThat(bench.status(SSO).roles()).isEqualTo("2/3");
    assertThat(bench.metric("trusted_access_unread_accounts", "default")).isEqualTo("1.0");
  }

  /** The next scan may be due only a day later. */
  @Test
  void aScanThatFailsIsRepeatedSoon() {
    bench.aws().faults().calls(1, 4, "organizations:ListAccounts").fail("ServiceException", 500);
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE);
    bench.awaitCondition(SSO, "RolesPresent", "True", "RolesAsExpected");
    assertThat(bench.status(SSO).roles()).isEqualTo("2/2");
  }

  @Test
  void aScanThatFailsTakesNothingAwayOfWhatWasSeen() {
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect(spec -> spec.put("roleInventoryInterval", "2s"));
    bench.startOperator().declareService(SSO, NONE, "serviceLinkedRoles: {expectation: EveryAccount}");
    bench.awaitReady(SSO, "True", "Ready");
    bench.aws().faults().every("organizations:ListAccounts").fail("AccessDeniedException", 400);
    long before = bench.aws().calls().count("organizations:ListAccounts");
    bench.await("a scan that fails", () -> bench.aws().calls().count("organizations:ListAccounts") > before);
    bench.awaitSnapshots(2);
    assertThat(bench.condition(SSO, "RolesPresent").orElseThrow().status()).isEqualTo("True");
    assertThat(bench.condition(SSO, "Ready").orElseThrow().status()).isEqualTo("True");
  }

  @Test
  void withoutAMemberRoleTheyAreNotReadAndThatDoesNotTouchReady() {
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect(spec -> spec.remove("memberRoles"));
    bench.startOperator().declareService(SSO, NONE);
    bench.awaitReady(SSO, "True", "Ready");
    assertThat(bench.condition(SSO, "RolesPresent").orElseThrow().reason()).isEqualTo("RolesNotRead");
    assertThat(bench.message(SSO, "RolesPresent")).endsWith("spec.memberRoles.read.");
    assertThat(bench.aws().calls().count("iam:ListRoles")).isZero();
  }

  @Test
  void rolesAppearAccountByAccountAfterAnOpening() {
    bench.organization().accounts(6).forEach(account -> account.role("trusted-access-read"));
    bench.organization().serviceLinkedRoles().appearWithin(Duration.ofSeconds(6));
    bench.connect(spec -> spec.put("roleInventoryInterval", "2s"));
    bench.startOperator().declareService(SSO, NONE);
    bench.await("all roles", () -> bench.declaration(SSO)
        .map(declared -> declared.getStatus())
        .filter(status -> "8/8".equals(status.roles()))
        .isPresent());
    assertThat(bench.condition(SSO, "Ready").orElseThrow().status()).isEqualTo("True");
  }
}
