package dev.trustedaccess.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.domain.organization.TrailLookup;
import dev.trustedaccess.domain.preflight.DeclaredService;
import dev.trustedaccess.domain.preflight.Preflight;
import dev.trustedaccess.domain.preflight.Preflight.As;
import dev.trustedaccess.domain.preflight.Preflight.Attempt;
import dev.trustedaccess.domain.preflight.SampledRead;
import dev.trustedaccess.policy.Policies;
import dev.trustedaccess.policy.Statement;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.port.ServiceActions;

/**
 * Makes the reads that the operator will make for a connection and its declarations: those in the policies that the
 * command {@code policy} prints. Changes nothing.
 */
final class PreflightReads {
  private static final TrailLookup ANY_LOOKUP = new TrailLookup(OwnedResource.GLOBAL, "DisableAWSServiceAccess");
  private static final Duration LOOK_BACK = Duration.ofMinutes(1);

  private final SdkGateway gateway;
  private final OrganizationAccess access;
  private final ConnectionSettings settings;
  private final List<Desired> declared;
  private final ServiceCatalog catalog;
  private final Progress progress;
  private final List<Attempt> reads = new ArrayList<>();
  private final List<Attempt> members = new ArrayList<>();
  private final List<SampledRead> everyAccount = new ArrayList<>();
  private Optional<Instant> awsTime = Optional.empty();
  private Optional<List<Account>> accounts = Optional.empty();
  private List<Account> sample = List.of();
  private int active;

  PreflightReads(
      SdkGateway gateway, ConnectionSettings settings, List<Desired> declared, ServiceCatalog catalog,
      Progress progress) {
    this.gateway = gateway;
    this.access = gateway.access(settings);
    this.settings = settings;
    this.declared = declared;
    this.catalog = catalog;
    this.progress = progress;
  }

  /** Makes all reads. */
  Preflight.Seen seen() {
    progress.at("Reading the organization of " + settings.name());
    Fact<OrganizationSnapshot> snapshot = access.snapshot();
    awsTime = snapshot.toOptional().map(OrganizationSnapshot::awsTime);
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
    serviceAccount.toOptional().ifPresent(this::services);
    return new Preflight.Seen(
        settings, snapshot, serviceAccount, reads, members, active, services(),
        accounts.map(PreflightReads::ids), everyAccount, gateway.caller());
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
    progress.at("Trying " + action);
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
      case "cloudtrail:LookupEvents" -> awsTime.ifPresent(now -> tried(action, As.CLOUD_TRAIL,
          access.trailEvents(Set.of(ANY_LOOKUP), now.minus(LOOK_BACK), now)));
      default -> {
        // The snapshot covers the other reads; actions that change something are not tried.
      }
    }
  }

  private void members(String management) {
    progress.at("Listing the accounts");
    Fact<List<Account>> listed = access.accounts();
    tried("organizations:ListAccounts", As.ORGANIZATIONS, listed);
    accounts = listed.toOptional();
    accounts.ifPresent(all -> {
      active = Preflight.members(all, management).size();
      sample = Preflight.sample(all, management);
    });
    if (settings.memberReadRole().isPresent()) {
      for (Account account : sample) {
        progress.at("Reading roles in account " + account.id(), members.size() + 1, sample.size());
        members.add(new Attempt(account.id(), As.MEMBER_READ, access.serviceLinkedRoles(account.id()).problem()));
      }
    }
  }

  private void services(String management) {
    for (int i = 0; i < declared.size(); i++) {
      progress.at("Reading " + declared.get(i).principal(), i + 1, declared.size());
      service(declared.get(i), management);
    }
  }

  private void service(Desired desired, String management) {
    Optional<ServiceAccess> service = access.service(desired.principal());
    if (service.isEmpty()) {
      return;
    }
    desired.administrators()
        .stream()
        .filter(account -> accounts.filter(all -> !ids(all).contains(account)).isEmpty())
        .forEach(account -> tried(
            "the service role for " + desired.principal() + " in account " + account, As.MEMBER_SERVICE,
            access.serviceAccount(Optional.of(account))));
    Set<Failure> failures = new LinkedHashSet<>();
    service.get().initialization().problem().ifPresent(failures::add);
    // The declared administrator may not be appointed yet. AWS then denies it calls that it will be allowed later.
    failures.addAll(service.get().remainingIn(List.of(management)).unread());
    String what = "reading the initialization and the remaining resources of " + desired.principal();
    if (failures.isEmpty()) {
      reads.add(new Attempt(what, As.SERVICES_OWN, Optional.empty()));
    }
    failures.forEach(failure -> reads.add(new Attempt(what, As.SERVICES_OWN, Optional.of(failure))));
    everyAccount(desired.principal(), service.get(), failures);
  }

  /** What is read in every account is tried in those of the sample, with the role that will read it. */
  private void everyAccount(String principal, ServiceAccess service, Set<Failure> known) {
    List<String> actions = Integrations.actions(principal).inEveryAccount();
    if (actions.isEmpty() || settings.memberReadRole().or(settings::memberServiceRole).isEmpty()) {
      return;
    }
    As as = settings.memberReadRole().isPresent() ? As.MEMBER_READ : As.MEMBER_SERVICE;
    everyAccount.add(new SampledRead(
        String.join(", ", actions), sample.stream()
            .map(account -> new Attempt(account.id(), as, service.remainingIn(List.of(account.id()))
                .unread()
                .stream()
                .filter(failure -> !known.contains(failure))
                .findFirst()))
            .toList()));
  }

  private List<DeclaredService> services() {
    return declared.stream()
        .flatMap(desired -> catalog.find(desired.principal())
            .stream()
            .map(entry -> service(desired, entry.principal())))
        .toList();
  }

  private DeclaredService service(Desired desired, PrincipalFacts facts) {
    ServiceActions actions = Integrations.actions(desired.principal());
    return new DeclaredService(
        desired, facts, actions.enable().actions(),
        actions.enable().principals().stream().filter(enabled -> !enabled.equals(facts.principal())).toList(),
        actions.disable().actions(), actions.administrator().appoint(),
        access.service(desired.principal()).map(ServiceAccess::appointsIn).orElse(List.of()),
        actions.inEveryAccount());
  }

  private static Set<String> ids(List<Account> accounts) {
    return accounts.stream().map(Account::id).collect(Collectors.toSet());
  }

  private void tried(String what, As as, Fact<?> fact) {
    reads.add(new Attempt(what, as, fact.problem()));
  }
}
