package dev.trustedaccess.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.Limits;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.AccountRoles;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.organization.RoleInventoryBuilder;
import dev.trustedaccess.domain.plan.ConnectionAssessment;
import dev.trustedaccess.domain.plan.ConnectionJudge;
import dev.trustedaccess.domain.plan.RememberedInventory;
import dev.trustedaccess.domain.plan.ScanSchedule;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a connection's status shows. */
class ConnectionReportTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(900));
  private static final String MANAGEMENT = "111111111111";
  private static final ConnectionSettings SETTINGS = new ConnectionSettings("default", "o-example1234",
      Optional.empty(),
      Mode.MANAGE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "us-east-1", List.of(),
      Optional.empty(), Optional.empty(), Duration.ofMinutes(5), Duration.ofHours(24), Duration.ZERO, false);

  private static ConnectionAssessment seen(boolean allFeatures, Map<String, Instant> enabled) {
    OrganizationState organization = new OrganizationState("o-example1234", MANAGEMENT, MANAGEMENT, allFeatures);
    return ConnectionJudge.judge(SETTINGS, Fact.known(new OrganizationSnapshot(NOW, NOW, NOW, organization, enabled)),
        0);
  }

  private static ConnectionAssessment trouble(int missed) {
    Failure failure = new Failure(Failure.Kind.UNAVAILABLE, "organizations:DescribeOrganization");
    return ConnectionJudge.judge(SETTINGS, Fact.unknown(failure), missed);
  }

  private static OrganizationConnectionStatus report(
      ConnectionAssessment assessment, Optional<RoleInventory> inventory,
      @Nullable OrganizationConnectionStatus before) {
    return ConnectionReport.of(assessment, "uid", 3, Set.of("mail.amazonaws.com"), 2, inventory, before, NOW,
        Optional.empty());
  }

  private static OrganizationConnection object(@Nullable OrganizationConnectionStatus status) {
    OrganizationConnection object = new OrganizationConnection();
    object.setMetadata(new ObjectMetaBuilder().withUid("uid").withGeneration(3L).build());
    object.setStatus(status);
    return object;
  }

  private static final ConnectionAssessment GOOD = seen(
      true, Map.of("mail.amazonaws.com", LONG_AGO, "else.amazonaws.com", NOW));

  @Test
  void enabledPrincipalsAreNamedWithTheirDatesAndWhoDeclaresThem() {
    OrganizationConnectionStatus status = report(GOOD, Optional.empty(), null);
    assertThat(status.observedGeneration()).isEqualTo(3);
    assertThat(status.managementAccountId()).isEqualTo(MANAGEMENT);
    assertThat(status.featureSet()).isEqualTo("ALL");
    assertThat(status.declarations()).isEqualTo(2);
    assertThat(status.enabledCount()).isEqualTo(2);
    assertThat(status.undeclaredCount()).isEqualTo(1);
    assertThat(status.accounts()).isNull();
    assertThat(status.enabledPrincipals()).containsExactly(
        new OrganizationConnectionStatus.EnabledPrincipal("else.amazonaws.com", NOW.toString(), false),
        new OrganizationConnectionStatus.EnabledPrincipal("mail.amazonaws.com", LONG_AGO.toString(), true));
    assertThat(report(seen(false, Map.of()), Optional.empty(), null).featureSet()).isEqualTo("CONSOLIDATED_BILLING");
  }

  @Test
  void noMoreAreNamedThanTheSchemaTakes() {
    Map<String, Instant> many = new HashMap<>();
    for (int i = 0; i < Limits.ENABLED_PRINCIPALS + 5; i++) {
      many.put("service-" + i + ".amazonaws.com", NOW);
    }
    OrganizationConnectionStatus status = report(seen(true, many), Optional.empty(), null);
    assertThat(status.enabledPrincipals()).hasSize(Limits.ENABLED_PRINCIPALS);
    assertThat(status.enabledCount()).isEqualTo(Limits.ENABLED_PRINCIPALS + 5);
  }

  @Test
  void whatWasSeenStaysThroughTrouble() {
    OrganizationConnectionStatus before = report(GOOD, Optional.empty(), null);
    assertThat(report(trouble(1), Optional.empty(), before)).isEqualTo(before);
    OrganizationConnectionStatus none = report(trouble(1), Optional.empty(), null);
    assertThat(none.managementAccountId()).isNull();
    assertThat(none.enabledPrincipals()).isNull();
    assertThat(none.enabledCount()).isNull();
    assertThat(truth(none, "Reconciling")).isEqualTo("True");
  }

  @Test
  void whatWasSeenTooLongAgoIsUnknown() {
    OrganizationConnectionStatus stale = report(trouble(3), Optional.empty(), report(GOOD, Optional.empty(), null));
    assertThat(truth(stale, "Ready")).isEqualTo("Unknown");
    assertThat(truth(stale, "Reconciling")).isEqualTo("absent");
    assertThat(report(trouble(4), Optional.empty(), stale)).isEqualTo(stale);
  }

  @Test
  void theRoleOfOrganizationsIsCountedOverTheMembers() {
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(NOW,
        List.of(account(MANAGEMENT), account("2"), account("3")), Optional.empty());
    reads.read(1, roles(new RoleId("organizations.amazonaws.com", "AWSServiceRoleForOrganizations")));
    reads.read(2, roles());
    RoleInventory inventory = reads.inventory();
    OrganizationConnectionStatus status = report(GOOD, Optional.of(inventory), null);
    assertThat(status.organizationsRoleCoverage()).isEqualTo("1/2");
    assertThat(status.accounts()).isEqualTo(3);
    OrganizationConnectionStatus later = report(GOOD, Optional.empty(), status);
    assertThat(later.organizationsRoleCoverage()).isEqualTo("1/2");
    assertThat(later.accounts()).isEqualTo(3);
    assertThat(report(trouble(1), Optional.of(inventory), null).organizationsRoleCoverage()).isNull();
  }

  @Test
  void accountsThatCannotBeReadAreNamedWithAwssAnswerAndNoMoreThanTen() {
    List<Account> accounts = IntStream.range(100, 113).mapToObj(number -> account("" + number)).toList();
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(NOW, accounts, Optional.empty());
    reads.read(0, roles());
    IntStream.range(1, 13)
        .forEach(
            i -> reads.failed(i, new Failure(Failure.Kind.ACCESS_DENIED, "iam:ListRoles in account " + (100 + i))));
    OrganizationConnectionStatus status = report(GOOD, Optional.of(reads.inventory()), null);
    assertThat(Objects.requireNonNull(status.roleInventory())).satisfies(seen -> {
      assertThat(seen.observedTime()).isEqualTo(NOW.toString());
      assertThat(seen.unreadCount()).isEqualTo(12);
      assertThat(seen.unread()).hasSize(10)
          .first()
          .isEqualTo(
              new OrganizationConnectionStatus.UnreadAccount("101", "iam:ListRoles in account 101", "AccessDenied"));
    });
    OrganizationConnection object = object(status);
    assertThat(ConnectionReader.rememberedInventory(object)).contains(
        new RememberedInventory(NOW, 13, 12, Optional.of(ScanSchedule.Trouble.REFUSED)));
    assertThat(report(GOOD, Optional.empty(), status).roleInventory()).isEqualTo(status.roleInventory());
  }

  @Test
  void whatStatusDoesNotTellOfARoleInventoryIsNotRemembered() {
    OrganizationConnection object = object(null);
    assertThat(ConnectionReader.rememberedInventory(object)).isEmpty();
    object.setStatus(report(GOOD, Optional.empty(), null));
    assertThat(ConnectionReader.rememberedInventory(object)).isEmpty();
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(NOW, List.of(account("2")), Optional.empty());
    reads.failed(0, new Failure(Failure.Kind.THROTTLED, "iam:ListRoles in account 2"));
    object.setStatus(report(GOOD, Optional.of(reads.inventory()), null));
    assertThat(ConnectionReader.rememberedInventory(object)).contains(
        new RememberedInventory(NOW, 1, 1, Optional.of(ScanSchedule.Trouble.PASSING)));
    reads.read(0, roles());
    object.setStatus(report(GOOD, Optional.of(reads.inventory()), null));
    assertThat(ConnectionReader.rememberedInventory(object))
        .contains(new RememberedInventory(NOW, 1, 0, Optional.empty()));
  }

  @Test
  void aStatusThatCameWithAnotherObjectTellsNothing() {
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(NOW, List.of(account("2")), Optional.empty());
    OrganizationConnectionStatus status = report(GOOD, Optional.of(reads.inventory()), null);
    assertThat(status.uid()).isEqualTo("uid");
    OrganizationConnection restored = object(status);
    assertThat(ConnectionReader.rememberedInventory(restored)).isPresent();
    restored.getMetadata().setUid("another");
    assertThat(ConnectionReader.rememberedInventory(restored)).isEmpty();
    assertThat(restored.ownStatus()).isNull();
    restored.getMetadata().setUid(null);
    assertThat(restored.ownStatus()).isNull();
  }

  private static Account account(String id) {
    return new Account(id, Optional.of(LONG_AGO), Account.State.ACTIVE);
  }

  private static AccountRoles roles(RoleId... standing) {
    return new AccountRoles(Set.of(standing), Map.of());
  }

  private static String truth(OrganizationConnectionStatus status, String type) {
    return Objects.requireNonNull(status.conditions())
        .stream()
        .filter(condition -> type.equals(condition.type()))
        .findFirst()
        .map(Condition::status)
        .orElse("absent");
  }
}
