package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.domain.Account;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Desired;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.Preflight;
import dev.trustedaccess.domain.Preflight.As;
import dev.trustedaccess.domain.Preflight.Attempt;
import dev.trustedaccess.domain.RoleRef;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.policy.Policies;
import dev.trustedaccess.policy.Statement;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;

/**
 * Makes the reads that the operator will make for a connection and its declarations: those of the policies that the verb
 * {@code policy} prints. Changes nothing.
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

  /** Makes them all. */
  Preflight.Seen seen() {
    Fact<Look> look = access.look();
    // With a denial others may be denied too, which is better known at once; other trouble all would have alike.
    if (look.problem().map(Failure::kind).filter(kind -> kind != Failure.Kind.ACCESS_DENIED).isEmpty()) {
      String management = management(look);
      actions().forEach(action -> organization(action, management));
      members(management);
    }
    Fact<String> serviceAccount = settings.serviceDuty().isPresent()
        ? access.serviceAccount(Optional.empty())
        : Fact.notAsked();
    if (serviceAccount.toOptional().isPresent()) {
      declared.forEach(this::service);
    }
    return new Preflight.Seen(settings, look, serviceAccount, reads, members, active);
  }

  private String management(Fact<Look> look) {
    return look.toOptional()
        .map(known -> known.organization().managementAccountId())
        .or(settings::managementAccountId)
        .or(() -> settings.organizationsRole().map(RoleRef::accountId))
        .orElse("");
  }

  /** What the organizations role may do by the policy that it should have. */
  private Set<String> actions() {
    Set<String> actions = new LinkedHashSet<>();
    new Policies(settings, declared, catalog, "", Identities.partition(settings.homeRegion()), false).roles()
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
          .ifPresent(principal -> tried(action, As.organizations, access.delegatedAdministrators(principal)));
      case "organizations:ListRoots" -> tried(action, As.organizations, access.enabledPolicyTypes());
      case "iam:ListRoles" -> {
        if (!management.isEmpty()) {
          tried(action, As.organizations, access.serviceLinkedRoles(management));
        }
      }
      case "iam:GetRole" -> catalog.ordinaryRoles()
          .stream()
          .filter(_ -> !management.isEmpty())
          .findFirst()
          .ifPresent(role -> tried(action, As.organizations, access.hasRole(management, role.name())));
      default -> {
        // The look reads the rest; what changes something is not tried.
      }
    }
  }

  private void members(String management) {
    Fact<List<Account>> accounts = access.accounts();
    tried("organizations:ListAccounts", As.organizations, accounts);
    accounts.toOptional().filter(_ -> settings.memberReadRole().isPresent()).ifPresent(all -> {
      active = Preflight.members(all, management).size();
      for (Account account : Preflight.sample(all, management)) {
        members.add(new Attempt(account.id(), As.memberRead, access.serviceLinkedRoles(account.id()).problem()));
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
            "the service role for " + desired.principal() + " in account " + account, As.memberService,
            access.serviceAccount(Optional.of(account))));
    Set<Failure> failures = new LinkedHashSet<>();
    service.get().initialization().problem().ifPresent(failures::add);
    // The declared administrator may not be one yet, and is then refused what it will be allowed.
    failures.addAll(service.get().remaining(Optional.empty()).unread());
    String what = "reading what " + desired.principal() + " has set up and what remains of it";
    if (failures.isEmpty()) {
      reads.add(new Attempt(what, As.servicesOwn, Optional.empty()));
    }
    failures.forEach(failure -> reads.add(new Attempt(what, As.servicesOwn, Optional.of(failure))));
  }

  private void tried(String what, As as, Fact<?> fact) {
    reads.add(new Attempt(what, as, fact.problem()));
  }
}
