package dev.trustedaccess.aws.sdk;

import java.util.List;

import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The accounts that are registered as delegated administrators for a service principal. */
public final class DelegatedAdministrators {
  private static final String ACTION = "organizations:ListDelegatedAdministrators";

  private DelegatedAdministrators() {}

  /** Their account ids (ListDelegatedAdministrators). Throws {@link AwsFailure}. */
  public static List<String> of(String principal, Caller<OrganizationsClient> organizations) {
    return organizations.listSurely(
        ACTION,
        (client, as, token) -> client.listDelegatedAdministrators(
            request -> request.overrideConfiguration(as).servicePrincipal(principal).nextToken(token)),
        page -> Answer.has(
            page.hasDelegatedAdministrators() ? page.delegatedAdministrators() : null, ACTION,
            "DelegatedAdministrators"),
        page -> page.nextToken())
        .stream()
        .map(administrator -> Answer.has(administrator.id(), ACTION, "Id"))
        .toList();
  }
}
