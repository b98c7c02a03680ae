package dev.trustedaccess.aws.sdk;

import java.util.List;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.port.ChangeTicket;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The accounts that are registered as delegated administrators for a service principal. */
public final class DelegatedAdministrators {
  private static final String LIST = "organizations:ListDelegatedAdministrators";
  private static final String REGISTER = "organizations:RegisterDelegatedAdministrator";
  private static final String DEREGISTER = "organizations:DeregisterDelegatedAdministrator";

  private DelegatedAdministrators() {}

  /** Their account ids (ListDelegatedAdministrators). Throws {@link AwsFailure}. */
  public static List<String> of(String principal, ServiceClient<OrganizationsClient> organizations) {
    return organizations.listSurely(
        LIST,
        (client, override) -> client.listDelegatedAdministratorsPaginator(
            request -> request.overrideConfiguration(override).servicePrincipal(principal)),
        page -> Answer.has(
            page.hasDelegatedAdministrators() ? page.delegatedAdministrators() : null, LIST,
            "DelegatedAdministrators"))
        .stream()
        .map(administrator -> Answer.has(administrator.id(), LIST, "Id"))
        .toList();
  }

  /** Registers an account, from the management account. */
  public static ChangeOutcome register(
      String principal, String accountId, ServiceClient<OrganizationsClient> organizations, ChangeTicket ticket) {
    return organizations.change(
        REGISTER, SessionPolicy.onPrincipal(REGISTER, principal), ticket,
        (client, override) -> client.registerDelegatedAdministrator(
            request -> request.overrideConfiguration(override).servicePrincipal(principal).accountId(accountId)));
  }

  /** Deregisters an account, from the management account. */
  public static ChangeOutcome deregister(
      String principal, String accountId, ServiceClient<OrganizationsClient> organizations, ChangeTicket ticket) {
    return organizations.change(
        DEREGISTER, SessionPolicy.onPrincipal(DEREGISTER, principal), ticket,
        (client, override) -> client.deregisterDelegatedAdministrator(
            request -> request.overrideConfiguration(override).servicePrincipal(principal).accountId(accountId)));
  }
}
