package dev.trustedaccess.component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** What is known of accounts stays known, what is not is read until it is, and nothing is read without need. */
class RoleInventoryTest extends OnBench {
  private static final String SSO = "sso.amazonaws.com";
  private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";
  private static final String NONE = "initialization: {mode: None}";
  private static final String EVERYWHERE = "serviceLinkedRoles: {expectation: EveryAccount}";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");
  private static final String LIST_ROLES = "iam:ListRoles";
  private static final String LIST_ACCOUNTS = "organizations:ListAccounts";

  private long calls(String action) {
    return bench.aws().calls().count(action);
  }

  private void awaitCalls(String action, long more) {
    long before = calls(action);
    bench.await(more + " more of " + action, () -> calls(action) >= before + more);
  }

  @Test
  void aRoleSeenMissingStaysMissingWhileNoAccountCanBeRead() {
    bench.organization().serviceLinkedRoles().leaveOut(SSO, SECURITY);
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect(spec -> spec.put("roleInventoryInterval", "2s"));
    bench.startOperator().declareService(SSO, NONE, EVERYWHERE);
    bench.awaitReady(SSO, "False", "RolesMissing");
    bench.aws().faults().every(LIST_ROLES).fail("AccessDenied", 403);
    awaitCalls("organizations:ListAccounts", 2);
    bench.awaitSnapshots(2);
    assertThat(bench.condition(SSO, "Ready").orElseThrow().reason()).isEqualTo("RolesMissing");
    assertThat(bench.condition(SSO, "RolesPresent").orElseThrow().status()).isEqualTo("False");
    assertThat(bench.status(SSO).roles()).isEqualTo("1/2");
  }

  /** It falls between two pages of the list when another account leaves meanwhile. */
  @Test
  void anAccountThatAListSkipsIsNotForgottenWithTheRoleThatItLacks() {
    Account first = bench.organization().accounts(1).getFirst().inState(Account.State.CLOSED);
    bench.aws().pages().byPosition();
    bench.aws().pages().atMost(2);
    bench.organization().serviceLinkedRoles().leaveOut(SSO, SECURITY);
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE, EVERYWHERE);
    bench.awaitReady(SSO, "False", "RolesMissing");

    bench.aws().faults().call(2, LIST_ACCOUNTS).run(() -> bench.organization().leaves(first));
    readAnew();
    roleStaysMissing();

    long listed = calls(LIST_ACCOUNTS);
    readAnew();
    roleStaysMissing();
    assertThat(scanned()).as("the one that left is forgotten").isEqualTo("2.0");
    assertThat(calls(LIST_ACCOUNTS)).as("one page, and another to be sure that it left").isEqualTo(listed + 2);
    readAnew();
    assertThat(calls(LIST_ACCOUNTS)).as("one page where nothing is missing").isEqualTo(listed + 3);
  }

  private void roleStaysMissing() {
    assertThat(bench.condition(SSO, "Ready").orElseThrow().reason()).isEqualTo("RolesMissing");
    assertThat(bench.status(SSO).roles()).isEqualTo("1/2");
  }

  private String scanned() {
    return bench.metric("trusted_access_role_inventory_accounts", "default");
  }

  /** A person's request, until the accounts were read for it and a snapshot has reported it. */
  private void readAnew() {
    Instant before = observed();
    bench.patchConnection("default", "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\""
        + Instant.now() + "\"}}}");
    bench.await("another reading", () -> observed().isAfter(before));
    bench.awaitSnapshots(2);
  }

  private Instant observed() {
    return inventory().map(OrganizationConnectionStatus.RoleInventory::observedTime)
        .map(Instant::parse)
        .orElse(Instant.MIN);
  }

  @Test
  void anEmptyListOfAccountsIsNoOrganizationWithoutAccounts() {
    bench.organization().serviceLinkedRoles().leaveOut(SSO, SECURITY);
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect(spec -> spec.put("roleInventoryInterval", "2s"));
    bench.startOperator().declareService(SSO, NONE, EVERYWHERE);
    bench.awaitReady(SSO, "False", "RolesMissing");
    bench.aws().faults().every(LIST_ACCOUNTS).answer(_ -> Fields.of("Accounts", List.of()));
    awaitCalls(LIST_ACCOUNTS, 2);
    bench.awaitSnapshots(2);
    roleStaysMissing();
  }

  /** So that whatever the SDK tries by itself is in vain in the first round. */
  @Test
  void accountsThatAreThrottledAreTriedAgainUntilTheyAreReadAndTheOthersAreLeftAlone() {
    bench.organization().accounts(58).forEach(account -> account.role("trusted-access-read"));
    bench.organization().enabled(SSO, LONG_AGO);
    Map<String, Integer> tries = new ConcurrentHashMap<>();
    bench.aws()
        .faults()
        .every(call -> call.action().equals(LIST_ROLES) && Long.parseLong(call.account()) % 5 == 0
            && tries.merge(call.account(), 1, Integer::sum) <= 3)
        .fail("Throttling", 400);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE, EVERYWHERE);
    bench.awaitReady(SSO, "True", "Ready");
    assertThat(bench.status(SSO).roles()).isEqualTo("60/60");
    assertThat(tries).isNotEmpty();
    assertThat(calls(LIST_ROLES)).as("one for each account, and four for each that was throttled three times")
        .isEqualTo(60 + 3L * tries.size());
    assertThat(calls("organizations:ListAccounts")).isEqualTo(3);
    assertThat(bench.metric("trusted_access_unread_accounts", "default")).isEqualTo("0.0");
  }

  @Test
  void accountsThatCannotBeReadAreNamedOnTheConnectionWithTheAction() {
    bench.organization().account("777788889999", "without the member role");
    bench.organization().find(SECURITY).orElseThrow().deny(LIST_ROLES);
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE);
    bench.await("the accounts to be named", () -> inventory().isPresent());
    assertThat(inventory().orElseThrow()).satisfies(seen -> {
      assertThat(seen.unreadCount()).isEqualTo(2);
      assertThat(seen.unread()).satisfiesExactlyInAnyOrder(
          closed -> {
            assertThat(closed.account()).isEqualTo("777788889999");
            assertThat(closed.action()).startsWith("sts:AssumeRole").contains("role/trusted-access-read");
            assertThat(closed.reason()).isEqualTo("CredentialsInvalid");
          },
          denied -> {
            assertThat(denied.account()).isEqualTo(SECURITY);
            assertThat(denied.action()).startsWith(LIST_ROLES);
            assertThat(denied.reason()).isEqualTo("AccessDenied");
          });
    });
    bench.awaitCondition(SSO, "RolesPresent", "Unknown", "RolesNotRead");
    assertThat(bench.message(SSO, "RolesPresent")).contains("kubectl get orgconn");
  }

  private Optional<OrganizationConnectionStatus.RoleInventory> inventory() {
    return bench.connectionStatus().map(OrganizationConnectionStatus::roleInventory);
  }

  @Test
  void anAbsenceWhereTheCatalogPlacesTheRoleIsToldAndIsNoFault() {
    bench.organization().serviceLinkedRoles().leaveOut(CLOUDTRAIL, Bench.MANAGEMENT);
    bench.organization().enabled(CLOUDTRAIL, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(CLOUDTRAIL, NONE);
    bench.awaitCondition(CLOUDTRAIL, "RolesPresent", "True", "RolesAsExpected");
    assertThat(bench.message(CLOUDTRAIL, "RolesPresent"))
        .contains("AWSServiceRoleForCloudTrail (management account)")
        .endsWith("status.serviceLinkedRoles");
    bench.awaitReady(CLOUDTRAIL, "True", "Ready");
  }

  @Test
  void aYoungAccountIsLeftOutAlone() {
    bench.organization().account("777788889999", "young").role("trusted-access-read").joined(Instant.now());
    bench.organization().serviceLinkedRoles().leaveOut(SSO, "777788889999");
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE, EVERYWHERE);
    bench.awaitReady(SSO, "True", "Ready");
    bench.awaitCondition(SSO, "RolesPresent", "True", "RolesAsExpected");
    assertThat(bench.status(SSO).serviceLinkedRoles()).singleElement().satisfies(role -> {
      assertThat(role.expected()).isEqualTo(2);
      assertThat(role.unknown()).isZero();
      assertThat(role.tooYoung()).isEqualTo(1);
    });
  }

  @Test
  void aRestartReadsNoAccountAnewAndKeepsWhatWasSeen() {
    String ram = "ram.amazonaws.com";
    bench.organization().serviceLinkedRoles().leaveOut(ram, SECURITY);
    bench.organization().enabled(LONG_AGO, SSO, ram, CLOUDTRAIL);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE);
    bench.declareService(ram, NONE, EVERYWHERE);
    bench.declareService(CLOUDTRAIL, NONE, EVERYWHERE);
    bench.awaitCondition(SSO, "RolesPresent", "True", "RolesAsExpected");
    bench.awaitReady(ram, "False", "RolesMissing");
    bench.awaitReady(CLOUDTRAIL, "False", "RolesMissing");
    bench.await("the time of the reading", () -> inventory().isPresent());
    List<String> before = List.of(roles(SSO), roles(ram), roles(CLOUDTRAIL), inventory().orElseThrow().toString());
    bench.stopOperator();
    long read = calls(LIST_ROLES);
    long listed = calls("organizations:ListAccounts");

    bench.startOperator();
    bench.awaitSnapshots(3);
    assertThat(calls(LIST_ROLES)).isEqualTo(read);
    assertThat(calls("organizations:ListAccounts")).isEqualTo(listed);
    assertThat(List.of(roles(SSO), roles(ram), roles(CLOUDTRAIL), inventory().orElseThrow().toString()))
        .isEqualTo(before);
    assertThat(bench.metric("trusted_access_role_inventory_accounts", "default")).isEqualTo("2.0");

    bench.declareService("account.amazonaws.com", NONE);
    String ours = WithoutIntegration.NETWORK_SECURITY_MANAGER;
    bench.declareService(ours, NONE);
    bench.awaitCondition(ours, "AccessEnabled", "True", "Enabled");
    bench.await("the accounts to be read for whom nothing is known", () -> bench.status(ours).roles() != null);
    assertThat(calls(LIST_ROLES)).isEqualTo(read + 2);
  }

  private String roles(String name) {
    return bench.status(name).roles() + " " + bench.status(name).serviceLinkedRoles() + " "
        + bench.condition(name, "RolesPresent").orElseThrow() + " " + bench.condition(name, "Ready").orElseThrow();
  }

  @Test
  void aPersonsRequestReadsTheAccountsAnew() {
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE);
    bench.awaitCondition(SSO, "RolesPresent", "True", "RolesAsExpected");
    long read = calls(LIST_ROLES);
    bench.patchConnection(
        "default", "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"now\"}}}");
    bench.await("another reading", () -> calls(LIST_ROLES) == read + 2);
    bench.awaitSnapshots(2);
    assertThat(calls(LIST_ROLES)).isEqualTo(read + 2);
  }

  /** A read at an earlier generation is no read of this one. */
  @Test
  void whoAsksForEveryAccountAnewIsNotReadyOnAnOldReading() {
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE);
    bench.awaitReady(SSO, "True", "Ready");
    bench.awaitCondition(SSO, "RolesPresent", "True", "RolesAsExpected");
    CountDownLatch go = new CountDownLatch(1);
    bench.aws().faults().every(LIST_ROLES).run(() -> await(go));
    bench.patch(SSO, "{\"spec\":{\"serviceLinkedRoles\":{\"expectation\":\"EveryAccount\"}}}");
    bench.awaitReady(SSO, "Unknown", "RolesNotRead");
    go.countDown();
    bench.awaitReady(SSO, "True", "Ready");
  }

  @Test
  void anEditDuringAReadingStartsNoSecondOneBesideIt() {
    bench.organization().accounts(18).forEach(account -> account.role("trusted-access-read"));
    bench.organization().enabled(SSO, LONG_AGO);
    CountDownLatch go = new CountDownLatch(1);
    bench.aws().faults().every(LIST_ROLES).run(() -> await(go));
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE);
    bench.await("a reading under way", () -> calls(LIST_ROLES) >= 8);
    bench.patchConnection("default", "{\"spec\":{\"deletionHold\":\"1s\"}}");
    bench.awaitSnapshots(1);
    assertThat(bench.aws().calls().of(LIST_ROLES).stream().map(Call::account).distinct()).as("side by side").hasSize(8);
    assertThat(calls("organizations:ListAccounts")).isEqualTo(1);
    go.countDown();
    bench.awaitCondition(SSO, "RolesPresent", "True", "RolesAsExpected");
    assertThat(bench.status(SSO).roles()).isEqualTo("20/20");
    assertThat(calls("organizations:ListAccounts")).as("what was begun, and the new reading").isEqualTo(2);
  }

  private static void await(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aClosedAccountIsNotRead() {
    bench.organization().account("777788889999", "closed").inState(Account.State.CLOSED);
    bench.organization().enabled(SSO, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(SSO, NONE, EVERYWHERE);
    bench.awaitReady(SSO, "True", "Ready");
    assertThat(calls(LIST_ROLES)).isEqualTo(2);
    assertThat(bench.status(SSO).roles()).isEqualTo("2/2");
  }
}
