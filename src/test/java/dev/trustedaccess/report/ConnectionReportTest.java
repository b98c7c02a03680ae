package dev.trustedaccess.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.Limits;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.domain.Account;
import dev.trustedaccess.domain.ConnectionAssessment;
import dev.trustedaccess.domain.ConnectionJudge;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.Mode;
import dev.trustedaccess.domain.OrganizationState;
import dev.trustedaccess.domain.RoleId;
import dev.trustedaccess.domain.RoleInventory;
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
      Mode.Manage, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "us-east-1", List.of(),
      Optional.empty(), Optional.empty(), Duration.ofMinutes(5), Duration.ofHours(24), Duration.ZERO);

  private static ConnectionAssessment seen(boolean allFeatures, Map<String, Instant> enabled) {
    OrganizationState organization = new OrganizationState("o-example1234", MANAGEMENT, MANAGEMENT, allFeatures);
    return ConnectionJudge.judge(SETTINGS, Fact.known(new Look(NOW, NOW, NOW, organization, enabled)), 0);
  }

  private static ConnectionAssessment trouble(int missed) {
    Failure failure = new Failure(Failure.Kind.UNAVAILABLE, "organizations:DescribeOrganization");
    return ConnectionJudge.judge(SETTINGS, Fact.unknown(failure), missed);
  }

  private static OrganizationConnectionStatus report(
      ConnectionAssessment assessment, Optional<RoleInventory> inventory,
      @Nullable OrganizationConnectionStatus before) {
    return ConnectionReport.of(assessment, 3, Set.of("mail.amazonaws.com"), 2, inventory, before, NOW,
        Optional.empty());
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
    RoleInventory inventory = new RoleInventory(
        NOW, List.of(new Account(MANAGEMENT, LONG_AGO, true), new Account("2", LONG_AGO, true),
            new Account("3", LONG_AGO, true)));
    inventory.note(1, List.of(new RoleId("organizations.amazonaws.com", "AWSServiceRoleForOrganizations")));
    inventory.note(2, List.of());
    OrganizationConnectionStatus status = report(GOOD, Optional.of(inventory), null);
    assertThat(status.organizationsRoleCoverage()).isEqualTo("1/2");
    assertThat(status.accounts()).isEqualTo(3);
    OrganizationConnectionStatus later = report(GOOD, Optional.empty(), status);
    assertThat(later.organizationsRoleCoverage()).isEqualTo("1/2");
    assertThat(later.accounts()).isEqualTo(3);
    assertThat(report(trouble(1), Optional.of(inventory), null).organizationsRoleCoverage()).isNull();
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
