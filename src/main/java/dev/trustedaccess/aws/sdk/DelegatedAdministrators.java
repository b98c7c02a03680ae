package dev.trustedaccess.aws.sdk;

import java.util.List;

import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DelegatedAdministrator;

/** The accounts that are registered as delegated administrators for a service principal. */
public final class DelegatedAdministrators {
  private DelegatedAdministrators() {}

  /** Their account ids (ListDelegatedAdministrators). Throws {@link AwsFailure}. */
  public static List<String> of(String principal, Caller<OrganizationsClient> organizations) {
    return organizations.list(
        "organizations:ListDelegatedAdministrators",
        (client, as, token) -> client.listDelegatedAdministrators(
            request -> request.overrideConfiguration(as).servicePrincipal(principal).nextToken(token)),
        page -> page.delegatedAdministrators(),
        page -> page.nextToken())
        .stream()
        .map(DelegatedAdministrator::id)
        .toList();
  }
}
