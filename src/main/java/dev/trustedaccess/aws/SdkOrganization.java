package dev.trustedaccess.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.EnabledServicePrincipal;
import software.amazon.awssdk.services.organizations.model.Organization;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;
import software.amazon.awssdk.services.organizations.model.Root;

/** One organization through the Organizations and IAM clients. */
final class SdkOrganization implements OrganizationAccess {
  private static final String DESCRIBE = "organizations:DescribeOrganization";
  private static final String LIST_ACCESS = "organizations:ListAWSServiceAccessForOrganization";
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";
  /** Needs no permission at all, so that only the assumption of the role is tested. */
  private static final SessionPolicy NOTHING = SessionPolicy.ofReads(List.of("sts:GetCallerIdentity"));
  private static final String LIST_ACCOUNTS = "organizations:ListAccounts";
  private static final String LIST_ROOTS = "organizations:ListRoots";
  private static final String LIST_ROLES = "iam:ListRoles";
  private static final String SERVICE_LINKED = "/aws-service-role/";
  /** The maximum page size of ListRoles; nearly every account fits on one page. */
  private static final int ROLES_A_PAGE = 1_000;

  private final ConnectionSettings settings;
  private final RequestSender sender;
  private final Sessions sessions;
  private final Identities identities;
  private final InstantSource clock;
  private final ServiceClient<OrganizationsClient> whichever;
  private final ServiceClient<OrganizationsClient> organizations;
  private final ServiceClient<OrganizationsClient> switching;

  SdkOrganization(ConnectionSettings settings, RequestSender sender, Sessions sessions, InstantSource clock) {
    this.settings = settings;
    this.sender = sender;
    this.sessions = sessions;
    this.identities = new Identities(settings, sender, sessions);
    this.clock = clock;
    this.whichever = organizations(identities::describing);
    this.organizations = organizations(identities::organizations);
    this.switching = organizations(identities::switching);
  }

  private ServiceClient<OrganizationsClient> organizations(Supplier<Actor> actor) {
    return ServiceClient.of(sender, sessions, actor, RequestSender.GLOBAL, OrganizationsClient.class,
        OrganizationsClient::builder);
  }

  @Override
  public Fact<OrganizationSnapshot> snapshot() {
    return AwsFailure.toFact(() -> {
      Instant begun = clock.instant();
      DescribeOrganizationResponse described = identities.own().describe();
      Instant answered = clock.instant();
      OrganizationState organization = state(described.organization());
      return new OrganizationSnapshot(begun, answered, awsTime(described), organization, enabled(organization));
    });
  }

  /**
   * Every member of the response is optional; an absent feature set does not mean that not all features are enabled.
   */
  private OrganizationState state(Organization organization) {
    OrganizationFeatureSet features = Answer.has(organization.featureSet(), DESCRIBE, "FeatureSet");
    if (features == OrganizationFeatureSet.UNKNOWN_TO_SDK_VERSION) {
      throw Answer.lacks(DESCRIBE, "a known FeatureSet: " + organization.featureSetAsString());
    }
    return new OrganizationState(
        organization.id(),
        organization.masterAccountId(),
        whichever.accountId(),
        features == OrganizationFeatureSet.ALL,
        identities.serviceAccountId());
  }

  private static Instant awsTime(DescribeOrganizationResponse described) {
    try {
      return described.sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseThrow(() -> Answer.lacks(DESCRIBE, "a Date header"));
    } catch (DateTimeParseException _) {
      throw Answer.lacks(DESCRIBE, "a valid Date header");
    }
  }

  private Map<String, Instant> enabled(OrganizationState organization) {
    Map<String, Instant> enabled = new HashMap<>();
    for (EnabledServicePrincipal entry : enabledEntries(organization)) {
      enabled.put(Answer.has(entry.servicePrincipal(), LIST_ACCESS, "ServicePrincipal"),
          Objects.requireNonNullElse(entry.dateEnabled(), OrganizationSnapshot.UNDATED));
    }
    return enabled;
  }

  private List<EnabledServicePrincipal> enabledEntries(OrganizationState organization) {
    try {
      return whichever.list(
          LIST_ACCESS,
          (client, override) -> client.listAWSServiceAccessForOrganizationPaginator(
              request -> request.overrideConfiguration(override)),
          page -> Answer.has(
              page.hasEnabledServicePrincipals() ? page.enabledServicePrincipals() : null, LIST_ACCESS,
              "EnabledServicePrincipals"));
    } catch (AwsFailure e) {
      // Any member may describe the organization; only its management account and delegated administrators may list the
      // access.
      if (e.failure().kind() == Failure.Kind.ACCESS_DENIED && !organization.callerIsManagement()) {
        throw new AwsFailure(new Failure(
            Failure.Kind.NOT_MANAGEMENT_ACCOUNT,
            LIST_ACCESS + " in account " + organization.callerAccountId() + ", the management account is "
                + organization.managementAccountId()));
      }
      throw e;
    }
  }

  @Override
  public Fact<List<Account>> accounts() {
    return AwsFailure.toFact(() -> {
      String management = identities.own().managementAccountId();
      List<Account> accounts = organizations.list(
          LIST_ACCOUNTS,
          (client, override) -> client.listAccountsPaginator(request -> request.overrideConfiguration(override)),
          page -> Answer.has(page.hasAccounts() ? page.accounts() : null, LIST_ACCOUNTS, "Accounts"))
          .stream()
          .map(SdkOrganization::account)
          .toList();
      // Every organization has one ("Terminology and concepts", User Guide): a list without it is incomplete.
      if (accounts.stream().noneMatch(account -> account.id().equals(management))) {
        throw Answer.lacks(LIST_ACCOUNTS, "the management account");
      }
      return accounts;
    });
  }

  private static Account account(software.amazon.awssdk.services.organizations.model.Account account) {
    // State replaces the deprecated Status; an older test double has only the latter.
    String state = account.stateAsString() == null ? account.statusAsString() : account.stateAsString();
    return new Account(
        Answer.has(account.id(), LIST_ACCOUNTS, "Id"),
        Optional.ofNullable(account.joinedTimestamp()),
        state(state));
  }

  /** An absent or unknown state does not count as closed. */
  private static Account.State state(@Nullable String word) {
    return switch (AccountState.fromValue(word)) {
      case ACTIVE -> Account.State.ACTIVE;
      case PENDING_ACTIVATION, SUSPENDED, PENDING_CLOSURE, CLOSED -> Account.State.INACTIVE;
      case UNKNOWN_TO_SDK_VERSION -> Account.State.UNKNOWN;
      case null -> Account.State.UNKNOWN;
    };
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
    return AwsFailure.toFact(() -> {
      Set<RoleId> roles = new HashSet<>();
      iam(accountId).list(
          LIST_ROLES,
          (client, override) -> client.listRolesPaginator(request -> request.overrideConfiguration(override)
              .pathPrefix(SERVICE_LINKED)
              .maxItems(ROLES_A_PAGE)),
          SdkOrganization::roles)
          .forEach(role -> servicePrincipal(Answer.has(role.path(), LIST_ROLES, "Path"))
              .ifPresent(principal -> roles.add(
                  new RoleId(principal, Answer.has(role.roleName(), LIST_ROLES, "RoleName")))));
      return roles;
    });
  }

  /** Rejects a truncated page without a marker, because it does not lead to all roles. */
  private static List<Role> roles(ListRolesResponse page) {
    if (Boolean.TRUE.equals(page.isTruncated())) {
      Answer.has(page.marker(), LIST_ROLES, "Marker");
    }
    return page.roles();
  }

  /** {@code /aws-service-role/fms.amazonaws.com/} to {@code fms.amazonaws.com}; empty for another path. */
  private static Optional<String> servicePrincipal(String path) {
    if (!path.startsWith(SERVICE_LINKED)) {
      return Optional.empty();
    }
    String rest = path.substring(SERVICE_LINKED.length());
    int end = rest.indexOf('/');
    return Optional.of(end < 0 ? rest : rest.substring(0, end));
  }

  @Override
  public Fact<Boolean> hasRole(String accountId, String roleName) {
    return AwsFailure.toFact(() -> iam(accountId)
        .find(
            "iam:GetRole",
            NoSuchEntityException.class,
            (client, override) -> client.getRole(request -> request.overrideConfiguration(override).roleName(roleName)))
        .isPresent());
  }

  private ServiceClient<IamClient> iam(String accountId) {
    return iam(() -> identities.rolesReader(accountId));
  }

  private ServiceClient<IamClient> iam(Supplier<Actor> actor) {
    return ServiceClient.of(sender, sessions, actor, RequestSender.GLOBAL, IamClient.class, IamClient::builder);
  }

  @Override
  public Fact<String> serviceAccount(Optional<String> administrator) {
    return AwsFailure.toFact(
        () -> iam(
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
