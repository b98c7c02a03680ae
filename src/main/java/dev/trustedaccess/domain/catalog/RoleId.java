package dev.trustedaccess.domain.catalog;

/**
 * A service-linked role as ListRoles names it. Its path contains a principal, which is not always the one that trusted
 * access is declared for.
 *
 * @param servicePrincipal the principal in the path, {@code /aws-service-role/<principal>/}; empty for an ordinary role
 * @param name role name
 */
public record RoleId(String servicePrincipal, String name) {}
