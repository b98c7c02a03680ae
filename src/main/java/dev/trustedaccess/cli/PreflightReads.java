package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.domain.preflight.Preflight;
import dev.trustedaccess.domain.preflight.Preflight.As;
import dev.trustedaccess.domain.preflight.Preflight.Attempt;
import dev.trustedaccess.policy.Policies;
import dev.trustedaccess.policy.Statement;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;

/**
 * Makes the reads that the operator will make for a connection and its declarations: those in the policies that the
 * command {@code policy} prints. Changes nothing.
 */
final class PreflightReads {
  private final OrganizationAccess access;
  private final ConnectionSettings settings;
  private final List<Desired> declared;
  private final ServiceCatalog catalog;
  private final List<Attempt> reads = new ArrayList<>();
  private final List<Attempt> members = new ArrayList<>();
  private int active;

  PreflightReads(
      OrganizationAccess access, ConnectionSettings settings, List<Desired> declared, ServiceCatalog catalog) {
    this.access = access;
    this.settings = settings;
    this.declared = declared;
    this.catalog = catalog;
  }

  /** Makes all reads. */
  Preflight.Seen seen() {
    Fact<OrganizationSnapshot> snapshot = access.snapshot();
    // After a denial, other calls may be denied too, and it helps to see all of them. Any other error would affect all
    // calls alike.
    if (snapshot.problem().map(Failure::kind).filter(kind -> kind != Failure.Kind.ACCESS_DENIED).isEmpty()) {
      String management = management(snapshot);
      actions().forEach(action -> organization(action, management));
      members(management);
    }
    Fact<String> serviceAccount = settings.serviceRole().isPresent()
        ? access.serviceAccount(Optional.empty())
        : Fact.notAsked();
    if (serviceAccount.toOptional().isPresent()) {
      declared.forEach(this::service);
    }
    return new Preflight.Seen(settings, snapshot, serviceAccount, reads, members, active);
  }

  private String management(Fact<OrganizationSnapshot> snapshot) {
    return snapshot.toOptional()
        .map(known -> known.organization().managementAccountId())
        .or(settings::managementAccountId)
        .or(() -> settings.organizationsRole().map(RoleRef::accountId))
        .orElse("");
  }

  /** The actions that the organizations role needs according to its policy. */
  private Set<String> actions() {
    Set<String> actions = new LinkedHashSet<>();
    new Policies(settings, declared, catalog, Integrations::actions, "", Identities.partition(settings.homeRegion()),
        false).roles()
        .getFirst()
        .permissions()
        .stream()
        .map(Statement::actions)
        .forEach(actions::addAll);
    return actions;
  }

  private void organization(String action, String management) {
    switch (action) {
      case "organizations:ListDelegatedAdministrators" -> declared.stream()
          .map(Desired::principal)
          .filter(principal -> catalog.find(principal).isPresent())
          .findFirst()
          .ifPresent(principal -> tried(action, As.ORGANIZATIONS, access.delegatedAdministrators(principal)));
      case "organizations:ListRoots" -> tried(action, As.ORGANIZATIONS, access.enabledPolicyTypes());
      case "iam:ListRoles" -> {
        if (!management.isEmpty()) {
          tried(action, As.ORGANIZATIONS, access.serviceLinkedRoles(management));
        }
      }
      case "iam:GetRole" -> catalog.ordinaryRoles()
          .stream()
          .filter(_ -> !management.isEmpty())
          .findFirst()
          .ifPresent(role -> tried(action, As.ORGANIZATIONS, access.hasRole(management, role.name())));
      default -> {
        // The snapshot covers the other reads; actions that change something are not tried.
      }
    }
  }

  private void members(String management) {
    Fact<List<Account>> accounts = access.accounts();
    tried("organizations:ListAccounts", As.ORGANIZATIONS, accounts);
    accounts.toOptional().filter(_ -> settings.memberReadRole().isPresent()).ifPresent(all -> {
      active = Preflight.members(all, management).size();
      for (Account account : Preflight.sample(all, management)) {
        members.add(new Attempt(account.id(), As.MEMBER_READ, access.serviceLinkedRoles(account.id()).problem()));
      }
    });
  }

  private void service(Desired desired) {
    Optional<ServiceAccess> service = access.service(desired.principal());
    if (service.isEmpty()) {
      return;
    }
    desired.administrator()
        .ifPresent(account -> tried(
            "the service role for " + desired.principal() + " in account " + account, As.MEMBER_SERVICE,
            access.serviceAccount(Optional.of(account))));
    Set<Failure> failures = new LinkedHashSet<>();
    service.get().initialization().problem().ifPresent(failures::add);
    // The declared administrator may not be appointed yet. AWS then denies it calls that it will be allowed later.
    failures.addAll(service.get().remaining(Optional.empty()).unread());
    String what = "reading the initialization and the remaining resources of " + desired.principal();
    if (failures.isEmpty()) {
      reads.add(new Attempt(what, As.SERVICES_OWN, Optional.empty()));
    }
    failures.forEach(failure -> reads.add(new Attempt(what, As.SERVICES_OWN, Optional.of(failure))));
  }

  private void tried(String what, As as, Fact<?> fact) {
    reads.add(new Attempt(what, as, fact.problem()));
  }
}
