package dev.trustedaccess.aws.sdk;

import java.util.List;

import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The accounts that are registered as delegated administrators for a service principal. */
public final class DelegatedAdministrators {
  private static final String ACTION = "organizations:ListDelegatedAdministrators";

  private DelegatedAdministrators() {}

  /** Their account ids (ListDelegatedAdministrators). Throws {@link AwsFailure}. */
  public static List<String> of(String principal, ServiceClient<OrganizationsClient> organizations) {
    return organizations.listSurely(
        ACTION,
        (client, override) -> client.listDelegatedAdministratorsPaginator(
            request -> request.overrideConfiguration(override).servicePrincipal(principal)),
        page -> Answer.has(
            page.hasDelegatedAdministrators() ? page.delegatedAdministrators() : null, ACTION,
            "DelegatedAdministrators"))
        .stream()
        .map(administrator -> Answer.has(administrator.id(), ACTION, "Id"))
        .toList();
  }
}
