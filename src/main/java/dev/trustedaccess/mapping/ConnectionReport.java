package dev.trustedaccess.mapping;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.Limits;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus.EnabledPrincipal;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus.UnreadAccount;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.plan.ConnectionAssessment;
import org.jspecify.annotations.Nullable;

/** Creates a connection's new status. */
public final class ConnectionReport {
  public static final String CREDENTIALS_VALID = "CredentialsValid";
  public static final String ALL_FEATURES_ENABLED = "AllFeaturesEnabled";

  /**
   * The role that exists in every member account once all features are enabled. AWS does not document whether the
   * management account has it.
   */
  private static final RoleFacts ORGANIZATIONS_ROLE = new RoleFacts(
      new RoleId("organizations.amazonaws.com", "AWSServiceRoleForOrganizations"),
      Set.of(RoleFacts.ExpectedIn.EVERY_MEMBER));

  private ConnectionReport() {}

  /**
   * The status after a pass.
   *
   * @param assessment what the pass concludes
   * @param uid the connection's uid
   * @param generation the generation that was assessed
   * @param declared names under which access is declared through this connection, including aliases
   * @param declarations how many declarations name the connection
   * @param inventory what is known of the accounts' roles; empty keeps what status reported before
   * @param before the connection's own status before the pass; null if it had none
   * @param now the time for transitions, by our clock
   * @param served the request to reconcile that the pass has served; empty if there was none
   */
  public static OrganizationConnectionStatus of(
      ConnectionAssessment assessment,
      String uid,
      long generation,
      Set<String> declared,
      int declarations,
      Optional<RoleInventory> inventory,
      @Nullable OrganizationConnectionStatus before,
      Instant now,
      Optional<String> served) {
    List<Condition> conditions = new Conditions(before == null ? null : before.conditions(), generation, now)
        .add(CREDENTIALS_VALID, assessment.credentialsValid(), false)
        .add(ALL_FEATURES_ENABLED, assessment.allFeatures(), false)
        .add(Conditions.READY, assessment.ready(), false)
        .withFinding(assessment.finding());
    Optional<OrganizationConnectionStatus> old = Optional.ofNullable(before);
    Optional<OrganizationSnapshot> snapshot = assessment.snapshot();
    Optional<String> management = snapshot.map(seen -> seen.organization().managementAccountId())
        .or(() -> old.map(OrganizationConnectionStatus::managementAccountId));
    return new OrganizationConnectionStatus(
        generation,
        uid,
        management.orElse(null),
        snapshot.map(seen -> seen.organization().allFeatures() ? "ALL" : "CONSOLIDATED_BILLING")
            .or(() -> old.map(OrganizationConnectionStatus::featureSet))
            .orElse(null),
        inventory.map(seen -> seen.accounts().size())
            .or(() -> old.map(OrganizationConnectionStatus::accounts))
            .orElse(null),
        declarations,
        snapshot.map(seen -> seen.enabled().size())
            .or(() -> old.map(OrganizationConnectionStatus::enabledCount))
            .orElse(null),
        snapshot.map(seen -> undeclared(seen, declared))
            .or(() -> old.map(OrganizationConnectionStatus::undeclaredCount))
            .orElse(null),
        snapshot.map(seen -> enabledPrincipals(seen, declared))
            .orElseGet(() -> old.map(OrganizationConnectionStatus::enabledPrincipals).orElse(null)),
        inventory.filter(_ -> management.isPresent())
            .map(seen -> RoleCoverage.of(ORGANIZATIONS_ROLE, seen, memberScope(management.orElseThrow())).asFraction())
            .or(() -> old.map(OrganizationConnectionStatus::organizationsRoleCoverage))
            .orElse(null),
        served.or(() -> old.map(OrganizationConnectionStatus::lastHandledReconcileAt)).orElse(null),
        inventory.map(ConnectionReport::roleInventory)
            .or(() -> old.map(OrganizationConnectionStatus::roleInventory))
            .orElse(null),
        old.map(OrganizationConnectionStatus::departures).orElse(null),
        conditions);
  }

  private static RoleCoverage.Scope memberScope(String managementAccountId) {
    return new RoleCoverage.Scope(
        managementAccountId, Set.of(), false, Timing.STANDARD.youngAccount(), Instant.MIN);
  }

  private static OrganizationConnectionStatus.RoleInventory roleInventory(RoleInventory inventory) {
    List<UnreadAccount> unread = inventory.unread(Limits.UNREAD_ACCOUNTS)
        .stream()
        .map(account -> new UnreadAccount(
            account.accountId(), clipped(account.failure().detail()),
            account.failure().reason().apiName()))
        .toList();
    return new OrganizationConnectionStatus.RoleInventory(
        inventory.begun().truncatedTo(ChronoUnit.SECONDS).toString(), inventory.unreadCount(),
        unread.isEmpty() ? null : unread);
  }

  /** How many enabled principals nobody declares. */
  public static int undeclared(OrganizationSnapshot snapshot, Set<String> declared) {
    return (int) snapshot.enabled().keySet().stream().filter(principal -> !declared.contains(principal)).count();
  }

  private static @Nullable List<EnabledPrincipal> enabledPrincipals(OrganizationSnapshot snapshot,
      Set<String> declared) {
    List<EnabledPrincipal> all = snapshot.enabled()
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .limit(Limits.ENABLED_PRINCIPALS)
        .map(entry -> new EnabledPrincipal(
            entry.getKey(), entry.getValue().toString(), declared.contains(entry.getKey())))
        .toList();
    return all.isEmpty() ? null : all;
  }

  private static String clipped(String text) {
    return text.length() <= Limits.IDENTIFIER ? text : text.substring(0, Limits.IDENTIFIER);
  }
}
