package dev.trustedaccess.aws;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.RequestSender;
import dev.trustedaccess.aws.sdk.ServiceClient;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.domain.catalog.RoleId;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** Reads the roles in the organization's accounts from IAM. */
record RoleReader(RequestSender sender, Sessions sessions, Identities identities) {
  private static final String LIST_ROLES = "iam:ListRoles";
  private static final String SERVICE_LINKED = "/aws-service-role/";
  /** The maximum page size of ListRoles; nearly every account fits on one page. */
  private static final int ROLES_A_PAGE = 1_000;

  /** The account's service-linked roles; throws {@link AwsFailure}. */
  Set<RoleId> serviceLinked(String accountId) {
    Set<RoleId> roles = new HashSet<>();
    iam(accountId).list(
        LIST_ROLES,
        (client, override) -> client.listRolesPaginator(request -> request.overrideConfiguration(override)
            .pathPrefix(SERVICE_LINKED)
            .maxItems(ROLES_A_PAGE)),
        RoleReader::roles)
        .forEach(role -> servicePrincipal(Answer.has(role.path(), LIST_ROLES, "Path"))
            .ifPresent(principal -> roles.add(
                new RoleId(principal, Answer.has(role.roleName(), LIST_ROLES, "RoleName")))));
    return roles;
  }

  /** Whether the account has the role; throws {@link AwsFailure}. */
  boolean exists(String accountId, String roleName) {
    return iam(accountId)
        .find(
            "iam:GetRole",
            NoSuchEntityException.class,
            (client, override) -> client.getRole(request -> request.overrideConfiguration(override).roleName(roleName)))
        .isPresent();
  }

  private ServiceClient<IamClient> iam(String accountId) {
    return ServiceClient.of(sender, sessions, () -> identities.rolesReader(accountId), RequestSender.GLOBAL,
        IamClient.class, IamClient::builder);
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
}
