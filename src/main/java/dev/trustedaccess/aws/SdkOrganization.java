package dev.trustedaccess.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.trustedaccess.aws.sdk.Accounts;
import dev.trustedaccess.aws.sdk.Actor;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.aws.sdk.DelegatedAdministrators;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.RequestSender;
import dev.trustedaccess.aws.sdk.ServiceClient;
import dev.trustedaccess.aws.sdk.SessionPolicy;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.TrailEvent;
import dev.trustedaccess.domain.organization.TrailLookup;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Root;

/**
 * One organization through the SDK's clients: {@link SnapshotReader} reads its state and {@link RoleReader} the roles in
 * its accounts; everything else that the Organizations API reads and changes is here.
 */
final class SdkOrganization implements OrganizationAccess {
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";
  /** Needs no permission at all, so that only the assumption of the role is tested. */
  private static final SessionPolicy NOTHING = SessionPolicy.ofReads(List.of("sts:GetCallerIdentity"));
  private static final String LIST_ROOTS = "organizations:ListRoots";

  private final ConnectionSettings settings;
  private final RequestSender sender;
  private final Sessions sessions;
  private final Identities identities;
  private final ServiceClient<OrganizationsClient> organizations;
  private final ServiceClient<OrganizationsClient> switching;
  private final SnapshotReader snapshots;
  private final RoleReader roles;
  private final TrailReader trail;

  SdkOrganization(ConnectionSettings settings, RequestSender sender, Sessions sessions, InstantSource clock) {
    this.settings = settings;
    this.sender = sender;
    this.sessions = sessions;
    this.identities = new Identities(settings, sender, sessions);
    this.organizations = organizations(identities::organizations);
    this.switching = organizations(identities::switching);
    this.snapshots = new SnapshotReader(organizations(identities::describing), identities, clock);
    this.roles = new RoleReader(sender, sessions, identities);
    this.trail = new TrailReader(sender, sessions, identities, settings);
  }

  private ServiceClient<OrganizationsClient> organizations(Supplier<Actor> actor) {
    return ServiceClient.of(sender, sessions, actor, RequestSender.GLOBAL, OrganizationsClient.class,
        OrganizationsClient::builder);
  }

  @Override
  public Fact<OrganizationSnapshot> snapshot() {
    return AwsFailure.toFact(snapshots::read);
  }

  @Override
  public Fact<List<Account>> accounts() {
    return AwsFailure.toFact(() -> Accounts.of(identities.own().managementAccountId(), organizations));
  }

  @Override
  public Fact<List<DelegatedAdministrator>> delegatedAdministrators(String principal) {
    return AwsFailure.toFact(() -> DelegatedAdministrators.of(principal, organizations)
        .stream()
        .map(DelegatedAdministrator::new)
        .toList());
  }

  @Override
  public Fact<Set<String>> enabledPolicyTypes() {
    return AwsFailure.toFact(() -> {
      Set<String> types = new HashSet<>();
      List<Root> roots = organizations.list(
          LIST_ROOTS,
          (client, override) -> client.listRootsPaginator(request -> request.overrideConfiguration(override)),
          page -> page.roots());
      if (roots.isEmpty()) {
        throw Answer.lacks(LIST_ROOTS, "a root");
      }
      for (Root root : roots) {
        // A type that is still being enabled or disabled is listed too, and counts as enabled.
        Answer.has(root.hasPolicyTypes() ? root.policyTypes() : null, LIST_ROOTS, "PolicyTypes")
            .forEach(type -> types.add(Answer.has(type.typeAsString(), LIST_ROOTS, "Type")));
      }
      return types;
    });
  }

  @Override
  public Fact<Set<RoleId>> serviceLinkedRoles(String accountId) {
    return AwsFailure.toFact(() -> roles.serviceLinked(accountId));
  }

  @Override
  public Fact<Boolean> hasRole(String accountId, String roleName) {
    return AwsFailure.toFact(() -> roles.exists(accountId, roleName));
  }

  @Override
  public Fact<List<TrailEvent>> trailEvents(Set<TrailLookup> lookups, Instant from, Instant until) {
    return AwsFailure.toFact(() -> trail.read(lookups, from, until));
  }

  @Override
  public Fact<String> serviceAccount(Optional<String> administrator) {
    return AwsFailure.toFact(
        () -> organizations(
            () -> administrator.map(account -> identities.administrator(account, NOTHING))
                .orElseGet(() -> identities.service(NOTHING)))
            .accountId());
  }

  @Override
  public ChangeOutcome enable(String principal, ChangeTicket ticket) {
    requireAllowed(principal);
    return switching.change(
        ENABLE,
        SessionPolicy.onPrincipal(ENABLE, principal),
        ticket,
        (client, override) -> client.enableAWSServiceAccess(
            request -> request.overrideConfiguration(override).servicePrincipal(principal)));
  }

  @Override
  public ChangeOutcome disable(String principal, ChangeTicket ticket) {
    requireAllowed(principal);
    return switching.change(
        DISABLE,
        SessionPolicy.onPrincipal(DISABLE, principal),
        ticket,
        (client, override) -> client.disableAWSServiceAccess(
            request -> request.overrideConfiguration(override).servicePrincipal(principal)));
  }

  @Override
  public ChangeOutcome registerDelegatedAdministrator(String principal, String accountId, ChangeTicket ticket) {
    requireAllowed(principal);
    if (!settings.allowsAdministrator(accountId)) {
      throw new IllegalStateException("an administrator that connection " + settings.name() + " does not allow");
    }
    return ownAccount(accountId, () -> DelegatedAdministrators.register(principal, accountId, switching, ticket));
  }

  @Override
  public ChangeOutcome deregisterDelegatedAdministrator(String principal, String accountId, ChangeTicket ticket) {
    requireAllowed(principal);
    return DelegatedAdministrators.deregister(principal, accountId, switching, ticket);
  }

  /** The change, if the account is one of the organization's. */
  private ChangeOutcome ownAccount(String accountId, Supplier<ChangeOutcome> change) {
    try {
      identities.own().requireAccount(accountId);
      return change.get();
    } catch (AwsFailure e) {
      return new ChangeOutcome.Failed(e.failure());
    }
  }

  /** Enforces what was decided long before: no change in mode Observe, or for a principal that is not allowed. */
  private void requireAllowed(String principal) {
    if (settings.mode() != Mode.MANAGE) {
      throw new IllegalStateException("a change through connection " + settings.name() + ", whose mode is Observe");
    }
    if (!settings.allows(principal)) {
      throw new IllegalStateException("a change of " + principal + ", which " + settings.name() + " does not allow");
    }
  }

  @Override
  public Optional<ServiceAccess> service(String principal) {
    return Integrations.of(principal, settings, sender, sessions, identities, organizations);
  }
}
