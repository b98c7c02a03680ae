package dev.trustedaccess.simulator.quirk;

import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.OrganizationsApi;
import dev.trustedaccess.simulator.api.Paging;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.FirewallManager;
import dev.trustedaccess.simulator.world.FirewallManager.Administrator;
import dev.trustedaccess.simulator.world.Organization;

/**
 * AWS Firewall Manager, API version 2018-01-01. An administrator is appointed in us-east-1 by the management account, comes
 * and goes over time, and leaves only by a call from its own account; only an administrator may ask for its policies.
 */
final class FirewallManagerQuirks {
  private static final String HOME = "us-east-1";
  private static final int PAGE = 100;

  private FirewallManagerQuirks() {}

  static AwsApi api() {
    return AwsApi.of("fms")
        .changes("AssociateAdminAccount", FirewallManagerQuirks::associate)
        .reads("GetAdminAccount", FirewallManagerQuirks::getAdminAccount)
        .changes("PutAdminAccount", FirewallManagerQuirks::put)
        .reads("ListAdminAccountsForOrganization", FirewallManagerQuirks::listAdministrators)
        .changes("DisassociateAdminAccount", FirewallManagerQuirks::disassociate)
        .reads("ListPolicies", Quirks.guarded("fms", "ListPolicies", FirewallManagerQuirks::requireAdministrator));
  }

  private static Fields associate(Request request) {
    var organization = ownOrganization(request);
    var account = member(organization, request);
    if (defaultAdministrator(organization, request).isPresent()) {
      throw notPossible("There is a default administrator already.");
    }
    request.switchOnAccess(organization, FirewallManager.PRINCIPAL);
    delegate(request, organization, account);
    organization.firewallManager().associate(account.id(), true, request.now());
    return Fields.none();
  }

  private static Fields put(Request request) {
    var organization = ownOrganization(request);
    var account = member(organization, request);
    if (defaultAdministrator(organization, request).isEmpty()) {
      throw notPossible("The organization has no default administrator.");
    }
    if (!organization.firewallManager().administrators(request.now()).containsKey(account.id())) {
      delegate(request, organization, account);
      organization.firewallManager().associate(account.id(), false, request.now());
    }
    return Fields.none();
  }

  private static void delegate(Request request, Organization organization, Account account) {
    if (!organization.delegatedAdministrators(FirewallManager.PRINCIPAL).containsKey(account.id())) {
      request.requirePermission("organizations:RegisterDelegatedAdministrator",
          Map.of("organizations:ServicePrincipal", FirewallManager.PRINCIPAL));
      OrganizationsApi.register(organization, FirewallManager.PRINCIPAL, account);
    }
  }

  private static Fields getAdminAccount(Request request) {
    atHome(request);
    var organization = organizationOf(request);
    var administrator = defaultAdministrator(organization, request)
        .orElseThrow(() -> Refusal.of("ResourceNotFoundException", "There is no default administrator."));
    if (!request.account().isManagement() && !request.account().id().equals(administrator.accountId())) {
      throw notAdministrator(request);
    }
    return Fields.of("AdminAccount", administrator.accountId())
        .with("RoleStatus", roleStatus(organization.firewallManager(), administrator, request));
  }

  private static String roleStatus(FirewallManager fms, Administrator administrator, Request request) {
    if (administrator.leftSince() != null) {
      return fms.gone(administrator, request.now()) ? "DELETED" : "PENDING_DELETION";
    }
    return fms.ready(administrator, request.now()) ? "READY" : "CREATING";
  }

  private static Fields listAdministrators(Request request) {
    var organization = ownOrganization(request);
    var fms = organization.firewallManager();
    return page("AdminAccounts", Paging.of(fms.administrators(request.now()), request.find("NextToken"),
        request.number("MaxResults", PAGE), request.world().pages(), badToken(),
        (id, administrator) -> Fields.of("AdminAccount", id)
            .with("DefaultAdmin", administrator.isDefault())
            .with("Status", status(fms, administrator, request))));
  }

  private static String status(FirewallManager fms, Administrator administrator, Request request) {
    if (administrator.leftSince() != null) {
      return fms.gone(administrator, request.now()) ? "OFFBOARDING_COMPLETE" : "OFFBOARDING";
    }
    return fms.ready(administrator, request.now()) ? "ONBOARDING_COMPLETE" : "ONBOARDING";
  }

  private static Fields disassociate(Request request) {
    atHome(request);
    var fms = organizationOf(request).firewallManager();
    var administrators = fms.administrators(request.now());
    var own = administrators.get(request.account().id());
    if (own == null) {
      throw notAdministrator(request);
    }
    if (own.leftSince() != null) {
      throw notPossible("The administrator is on its way out already.");
    }
    if (own.isDefault() && administrators.values().stream().anyMatch(a -> !a.isDefault() && a.leftSince() == null)) {
      throw notPossible("All other administrators must be disassociated before the default one.");
    }
    fms.disassociate(own.accountId(), request.now());
    return Fields.none();
  }

  private static void requireAdministrator(Request request) {
    var fms = organizationOf(request).firewallManager();
    var own = fms.administrators(request.now()).get(request.account().id());
    if (own == null || fms.gone(own, request.now())) {
      throw notAdministrator(request);
    }
  }

  private static Fields page(String name, Paging.Page page) {
    return Fields.of(name, page.items()).with("NextToken", page.next());
  }

  private static Optional<Administrator> defaultAdministrator(Organization organization, Request request) {
    return organization.firewallManager().defaultAdministrator(request.now());
  }

  private static Organization ownOrganization(Request request) {
    atHome(request);
    var organization = organizationOf(request);
    if (!request.account().isManagement()) {
      throw notPossible(request.account().id() + " is not the management account of the organization, which is "
          + organization.management().id());
    }
    return organization;
  }

  private static Organization organizationOf(Request request) {
    return request.account().organization().orElseThrow(() -> notPossible("The account is in no organization."));
  }

  private static Account member(Organization organization, Request request) {
    return organization.find(request.text("AdminAccount"))
        .filter(account -> !account.isManagement())
        .orElseThrow(() -> Refusal.of("InvalidInputException", "AdminAccount must be a member of the organization."));
  }

  private static void atHome(Request request) {
    if (!request.region().equals(HOME)) {
      throw notPossible("This operation is not available in " + request.region() + ".");
    }
  }

  private static Refusal notAdministrator(Request request) {
    return Refusal.of("AccessDeniedException",
        "Account " + request.account().id() + " is not an administrator of AWS Firewall Manager.");
  }

  private static Refusal notPossible(String message) {
    return Refusal.of("InvalidOperationException", message);
  }

  private static Refusal badToken() {
    return Refusal.of("InvalidOperationException", "The NextToken is not valid.");
  }
}
