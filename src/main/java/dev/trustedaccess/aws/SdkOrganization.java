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
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.aws.sdk.DelegatedAdministrators;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.SessionPolicy;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.aws.sdk.Wire;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.domain.Account;
import dev.trustedaccess.domain.ChangeOutcome;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.DelegatedAdministrator;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.Mode;
import dev.trustedaccess.domain.OrganizationState;
import dev.trustedaccess.domain.RoleId;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
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
  /** Needs no permission at all, so that nothing but taking on the role is tried. */
  private static final SessionPolicy NOTHING = SessionPolicy.ofReads(List.of("sts:GetCallerIdentity"));
  private static final String LIST_ACCOUNTS = "organizations:ListAccounts";
  private static final String LIST_ROOTS = "organizations:ListRoots";
  private static final String LIST_ROLES = "iam:ListRoles";
  private static final String SERVICE_LINKED = "/aws-service-role/";
  /** The most that ListRoles gives; nearly every account fits one page. */
  private static final int ROLES_A_PAGE = 1_000;

  private final ConnectionSettings settings;
  private final Wire wire;
  private final Sessions sessions;
  private final Identities identities;
  private final InstantSource clock;
  private final Caller<OrganizationsClient> whichever;
  private final Caller<OrganizationsClient> organizations;
  private final Caller<OrganizationsClient> switching;

  SdkOrganization(ConnectionSettings settings, Wire wire, Sessions sessions, InstantSource clock) {
    this.settings = settings;
    this.wire = wire;
    this.sessions = sessions;
    this.identities = new Identities(settings, wire, sessions);
    this.clock = clock;
    this.whichever = organizations(identities::describing);
    this.organizations = organizations(identities::organizations);
    this.switching = organizations(identities::switching);
  }

  private Caller<OrganizationsClient> organizations(Supplier<Actor> actor) {
    return Caller.of(wire, sessions, actor, Wire.GLOBAL, OrganizationsClient.class, OrganizationsClient::builder);
  }

  @Override
  public Fact<Look> look() {
    return AwsFailure.toFact(() -> {
      Instant begun = clock.instant();
      DescribeOrganizationResponse described = identities.own().describe();
      Instant answered = clock.instant();
      OrganizationState organization = state(described.organization());
      return new Look(begun, answered, awsTime(described), organization, enabled(organization));
    });
  }

  /** Every member of the answer is optional; a feature set that AWS does not tell is not one without all features. */
  private OrganizationState state(Organization organization) {
    OrganizationFeatureSet features = Answer.has(organization.featureSet(), DESCRIBE, "FeatureSet");
    if (features == OrganizationFeatureSet.UNKNOWN_TO_SDK_VERSION) {
      throw Answer.lacks(DESCRIBE, "a FeatureSet that is known here: " + organization.featureSetAsString());
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
      throw Answer.lacks(DESCRIBE, "a Date header that is a date");
    }
  }

  private Map<String, Instant> enabled(OrganizationState organization) {
    Map<String, Instant> enabled = new HashMap<>();
    for (EnabledServicePrincipal entry : enabledEntries(organization)) {
      enabled.put(Answer.has(entry.servicePrincipal(), LIST_ACCESS, "ServicePrincipal"),
          Objects.requireNonNullElse(entry.dateEnabled(), Look.UNDATED));
    }
    return enabled;
  }

  private List<EnabledServicePrincipal> enabledEntries(OrganizationState organization) {
    try {
      return whichever.list(
          LIST_ACCESS,
          (client, as, token) -> client.listAWSServiceAccessForOrganization(
              request -> request.overrideConfiguration(as).nextToken(token)),
          page -> Answer.has(
              page.hasEnabledServicePrincipals() ? page.enabledServicePrincipals() : null, LIST_ACCESS,
              "EnabledServicePrincipals"),
          page -> page.nextToken());
    } catch (AwsFailure e) {
      // Any member may describe the organization; the list is for its management account and delegated administrators.
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
          (client, as, token) -> client.listAccounts(request -> request.overrideConfiguration(as).nextToken(token)),
          page -> Answer.has(page.hasAccounts() ? page.accounts() : null, LIST_ACCOUNTS, "Accounts"),
          page -> page.nextToken())
          .stream()
          .map(SdkOrganization::account)
          .toList();
      // Every organization has one ("Terminology and concepts", User Guide): a list without it is not of all accounts.
      if (accounts.stream().noneMatch(account -> account.id().equals(management))) {
        throw Answer.lacks(LIST_ACCOUNTS, "the management account");
      }
      return accounts;
    });
  }

  private static Account account(software.amazon.awssdk.services.organizations.model.Account account) {
    // State replaces the deprecated Status; an older double has only the latter.
    String state = account.stateAsString() == null ? account.statusAsString() : account.stateAsString();
    return new Account(
        Answer.has(account.id(), LIST_ACCOUNTS, "Id"),
        Optional.ofNullable(account.joinedTimestamp()),
        state(state));
  }

  /** What AWS does not say, or says in a word that is new to us, is not taken for closed. */
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
          (client, as, token) -> client.listRoots(request -> request.overrideConfiguration(as).nextToken(token)),
          page -> page.roots(),
          page -> page.nextToken());
      if (roots.isEmpty()) {
        throw Answer.lacks(LIST_ROOTS, "a root");
      }
      for (Root root : roots) {
        // A type that is still being switched on or off is listed too, and counts as on.
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
          (client, as, token) -> client.listRoles(request -> request.overrideConfiguration(as)
              .pathPrefix(SERVICE_LINKED)
              .maxItems(ROLES_A_PAGE)
              .marker(token)),
          page -> page.roles(),
          page -> page.marker() == null && Boolean.TRUE.equals(page.isTruncated())
              ? Answer.has(page.marker(), LIST_ROLES, "Marker")
              : page.marker())
          .forEach(role -> servicePrincipal(Answer.has(role.path(), LIST_ROLES, "Path"))
              .ifPresent(principal -> roles.add(
                  new RoleId(principal, Answer.has(role.roleName(), LIST_ROLES, "RoleName")))));
      return roles;
    });
  }

  /** {@code /aws-service-role/fms.amazonaws.com/} to {@code fms.amazonaws.com}; nothing for another path. */
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
            (client, as) -> client.getRole(request -> request.overrideConfiguration(as).roleName(roleName)))
        .isPresent());
  }

  private Caller<IamClient> iam(String accountId) {
    return iam(() -> identities.rolesReader(accountId));
  }

  private Caller<IamClient> iam(Supplier<Actor> actor) {
    return Caller.of(wire, sessions, actor, Wire.GLOBAL, IamClient.class, IamClient::builder);
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
        (client, as) -> client.enableAWSServiceAccess(
            request -> request.overrideConfiguration(as).servicePrincipal(principal)));
  }

  @Override
  public ChangeOutcome disable(String principal, ChangeTicket ticket) {
    requireAllowed(principal);
    return switching.change(
        DISABLE,
        SessionPolicy.onPrincipal(DISABLE, principal),
        ticket,
        (client, as) -> client.disableAWSServiceAccess(
            request -> request.overrideConfiguration(as).servicePrincipal(principal)));
  }

  /** That nothing is changed in mode Observe, or for a principal not allowed, is decided long before; here it is held. */
  private void requireAllowed(String principal) {
    if (settings.mode() != Mode.Manage) {
      throw new IllegalStateException("a change through connection " + settings.name() + ", which only observes");
    }
    if (!settings.allows(principal)) {
      throw new IllegalStateException("a change of " + principal + ", which " + settings.name() + " does not allow");
    }
  }

  @Override
  public Optional<ServiceAccess> service(String principal) {
    return Integrations.of(principal, settings, wire, sessions, identities, organizations);
  }
}
