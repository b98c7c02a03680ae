package dev.trustedaccess.simulator.api;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.service.Registered;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.KnownPrincipals;
import dev.trustedaccess.simulator.world.KnownPrincipals.Principal;
import dev.trustedaccess.simulator.world.Organization;
import org.jspecify.annotations.Nullable;

/**
 * AWS Organizations, API version 2016-11-28: who may call, in which order the refusals come, and what changes. The order
 * is the service's own as far as it is known: organization, account, input, features, state.
 */
public final class OrganizationsApi {
  private static final int PAGE = 20;

  private OrganizationsApi() {}

  public static AwsApi api() {
    return AwsApi.of("organizations")
        .reads("DescribeOrganization", OrganizationsApi::describeOrganization)
        .reads("ListAccounts", OrganizationsApi::listAccounts)
        .reads("DescribeAccount", OrganizationsApi::describeAccount)
        .reads("ListRoots", OrganizationsApi::listRoots)
        .reads("ListAWSServiceAccessForOrganization", OrganizationsApi::listServiceAccess)
        .changes("EnableAWSServiceAccess", OrganizationsApi::enableServiceAccess)
        .changes("DisableAWSServiceAccess", OrganizationsApi::disableServiceAccess)
        .reads("ListDelegatedAdministrators", OrganizationsApi::listDelegatedAdministrators)
        .reads("ListDelegatedServicesForAccount", OrganizationsApi::listDelegatedServices)
        .changes("RegisterDelegatedAdministrator", OrganizationsApi::register)
        .changes("DeregisterDelegatedAdministrator", OrganizationsApi::deregister);
  }

  // The organization and its accounts

  private static Fields describeOrganization(Request request) {
    var organization = organizationOf(request);
    var management = organization.management();
    return Fields.of("Organization", Fields.of("Id", organization.id())
        .with("Arn", organization.arn())
        .with("FeatureSet", organization.hasAllFeatures() ? "ALL" : "CONSOLIDATED_BILLING")
        .with("MasterAccountArn", arn(organization, management))
        .with("MasterAccountId", management.id())
        .with("MasterAccountEmail", management.email())
        .with("AvailablePolicyTypes", organization.hasAllFeatures()
            ? List.of(Fields.of("Type", "SERVICE_CONTROL_POLICY").with("Status", "ENABLED"))
            : List.of()));
  }

  private static Fields listAccounts(Request request) {
    var organization = readableOrganization(request);
    return page(request, "Accounts", organization.accounts(), (id, account) -> describe(organization, account));
  }

  private static Fields describeAccount(Request request) {
    var organization = readableOrganization(request);
    return Fields.of("Account", describe(organization, member(organization, request)));
  }

  private static Fields listRoots(Request request) {
    var organization = readableOrganization(request);
    var types = organization.policyTypes()
        .stream()
        .map(type -> Fields.of("Type", type).with("Status", "ENABLED"))
        .toList();
    var root = Fields.of("Id", "r-root")
        .with("Arn",
            "arn:aws:organizations::" + organization.management().id() + ":root/" + organization.id() + "/r-root")
        .with("Name", "Root")
        .with("PolicyTypes", types);
    return page(request, "Roots", new TreeMap<>(Map.of("r-root", root)), (id, r) -> r);
  }

  private static Fields describe(Organization organization, Account account) {
    return Fields.of("Id", account.id())
        .with("Arn", arn(organization, account))
        .with("Email", account.email())
        .with("Name", account.name())
        .with("Status", oldStatus(account))
        .with("State", account.state().name())
        .with("JoinedMethod", account.isManagement() || account.invited() ? "INVITED" : "CREATED")
        .with("JoinedTimestamp", account.joined());
  }

  /** The older member knows three values; a state outside them is left out. */
  private static @Nullable String oldStatus(Account account) {
    return switch (account.state()) {
      case ACTIVE, SUSPENDED, PENDING_CLOSURE -> account.state().name();
      case CLOSED -> "SUSPENDED";
      case PENDING_ACTIVATION -> null;
    };
  }

  private static String arn(Organization organization, Account account) {
    return "arn:aws:organizations::" + organization.management().id() + ":account/" + organization.id() + "/"
        + account.id();
  }

  // Trusted access

  private static Fields listServiceAccess(Request request) {
    var organization = readableOrganization(request);
    var listed = organization.listedPrincipals(request.find("NextToken").isEmpty());
    return page(request, "EnabledServicePrincipals", listed,
        (principal, since) -> Fields.of("ServicePrincipal", principal).with("DateEnabled", since));
  }

  private static Fields enableServiceAccess(Request request) {
    var organization = ownOrganization(request);
    var principal = principal(request);
    requireAllFeatures(organization);
    if (!principal.accepted()) {
      throw invalidInput("UNRECOGNIZED_SERVICE_PRINCIPAL",
          "Trusted access for " + principal.name() + " is switched on by the service itself.");
    }
    if (isSetUpApart(principal.name())) {
      organization.enableAccessAlone(principal.name());
    } else {
      organization.enableAccess(principal.name());
    }
    return Fields.none();
  }

  /**
   * Such a service is set up, with its roles, by its own call or by a person, and not where Organizations enables access.
   */
  private static boolean isSetUpApart(String principal) {
    return Registered.integrations()
        .stream()
        .filter(integration -> integration.principals().contains(principal))
        .anyMatch(integration -> Parts.makesItsRole(integration) || Parts.isSetUpByAPerson(integration));
  }

  private static Fields disableServiceAccess(Request request) {
    var organization = ownOrganization(request);
    var principal = principal(request);
    requireAllFeatures(organization);
    if (!organization.delegatedAdministrators(principal.name()).isEmpty()) {
      // That it is refused is documented for some services; which reason comes back is not.
      throw violation("DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE",
          "Deregister the delegated administrators of " + principal.name() + " first.");
    }
    if (principal.policyType().filter(organization.policyTypes()::contains).isPresent()) {
      throw violation("POLICY_TYPE_ENABLED_FOR_THIS_SERVICE",
          "Disable the policy type " + principal.policyType().get() + " first.");
    }
    organization.disableAccess(principal.name());
    return Fields.none();
  }

  // Delegated administrators

  private static Fields listDelegatedAdministrators(Request request) {
    var organization = readableOrganization(request);
    var administrators = request.find("ServicePrincipal")
        .map(organization::listedAdministrators)
        .orElseGet(organization::delegatedAdministrators);
    return page(request, "DelegatedAdministrators", administrators, (id, since) -> organization.find(id)
        .map(account -> describe(organization, account))
        .orElseGet(() -> Fields.of("Id", id))
        .with("DelegationEnabledDate", since));
  }

  private static Fields listDelegatedServices(Request request) {
    var organization = readableOrganization(request);
    var account = member(organization, request);
    var services = organization.delegatedServices(account.id());
    if (services.isEmpty()) {
      throw Refusal.of("AccountNotRegisteredException", account.id() + " is not a delegated administrator.");
    }
    return page(request, "DelegatedServices", services,
        (principal, since) -> Fields.of("ServicePrincipal", principal).with("DelegationEnabledDate", since));
  }

  private static Fields register(Request request) {
    var organization = ownOrganization(request);
    var principal = delegable(request);
    requireAllFeatures(organization);
    register(organization, principal, member(organization, request));
    return Fields.none();
  }

  /**
   * Registers a delegated administrator, also for services that do so in somebody's name.
   *
   * @throws Refusal as RegisterDelegatedAdministrator does
   */
  public static void register(Organization organization, String principal, Account account) {
    if (!organization.isEnabled(principal)) {
      throw violation("SERVICE_ACCESS_NOT_ENABLED", "Enable trusted access for " + principal + " first.");
    }
    if (account.isManagement()) {
      throw violation("CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR", "The management account cannot be one.");
    }
    if (account.state() != Account.State.ACTIVE) {
      throw violation("CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR", account.id() + " is not active.");
    }
    if (organization.delegatedAdministrators(principal).containsKey(account.id())) {
      throw Refusal.of("AccountAlreadyRegisteredException", account.id() + " is registered already.");
    }
    organization.delegate(principal, account.id());
  }

  private static Fields deregister(Request request) {
    var organization = ownOrganization(request);
    var principal = delegable(request);
    var account = member(organization, request);
    if (!organization.delegatedAdministrators(principal).containsKey(account.id())) {
      throw Refusal.of("AccountNotRegisteredException", account.id() + " is not a delegated administrator.");
    }
    organization.endDelegation(principal, account.id());
    return Fields.none();
  }

  // Rules

  static Organization organizationOf(Request request) {
    return request.account()
        .organization()
        .orElseThrow(() -> Refusal.of("AWSOrganizationsNotInUseException",
            "Your account is not a member of an organization."));
  }

  /** For what the management account alone may do. */
  private static Organization ownOrganization(Request request) {
    var organization = organizationOf(request);
    if (!request.account().isManagement()) {
      throw noAccess();
    }
    return organization;
  }

  /** For what delegated administrators may read too. */
  private static Organization readableOrganization(Request request) {
    var organization = organizationOf(request);
    if (!request.account().isManagement() && organization.delegatedServices(request.account().id()).isEmpty()) {
      throw noAccess();
    }
    return organization;
  }

  private static Refusal noAccess() {
    return Refusal.of("AccessDeniedException", "You don't have permissions to access this resource.");
  }

  private static void requireAllFeatures(Organization organization) {
    if (!organization.hasAllFeatures()) {
      throw violation("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE", "The organization must have all features enabled.");
    }
  }

  private static Principal principal(Request request) {
    var name = request.find("ServicePrincipal")
        .orElseThrow(() -> invalidInput("INPUT_REQUIRED", "ServicePrincipal is required."));
    return KnownPrincipals.find(name)
        .orElseThrow(
            () -> invalidInput("UNRECOGNIZED_SERVICE_PRINCIPAL", "You specified an unrecognized service principal."));
  }

  private static String delegable(Request request) {
    var principal = principal(request);
    if (!principal.delegable()) {
      throw invalidInput("UNRECOGNIZED_SERVICE_PRINCIPAL", "You specified an unrecognized service principal.");
    }
    return principal.name();
  }

  private static Account member(Organization organization, Request request) {
    var id = request.find("AccountId").orElseThrow(() -> invalidInput("INPUT_REQUIRED", "AccountId is required."));
    if (!id.matches("\\d{12}")) {
      throw invalidInput("INVALID_PATTERN", "You specified an invalid value for AccountId.");
    }
    return organization.find(id)
        .orElseThrow(() -> Refusal.of("AccountNotFoundException",
            "You specified an account that doesn't exist."));
  }

  private static <V> Fields page(Request request, String name, NavigableMap<String, V> all,
      BiFunction<String, V, Fields> item) {
    var size = request.number("MaxResults", PAGE);
    if (size < 1 || size > PAGE) {
      throw invalidInput(size < 1 ? "MIN_VALUE_EXCEEDED" : "MAX_VALUE_EXCEEDED",
          "MaxResults must be between 1 and 20.");
    }
    var page = Paging.of(all, request.find("NextToken"), size, request.world().pages(),
        invalidInput("INVALID_NEXT_TOKEN", "You specified an invalid NextToken."), item);
    return Fields.of(name, page.items()).with("NextToken", page.next());
  }

  private static Refusal invalidInput(String reason, String message) {
    return Refusal.because("InvalidInputException", reason, message);
  }

  private static Refusal violation(String reason, String message) {
    return Refusal.because("ConstraintViolationException", reason, message);
  }
}
