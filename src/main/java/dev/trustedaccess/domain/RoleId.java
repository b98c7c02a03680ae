package dev.trustedaccess.domain;

/**
 * A service-linked role as ListRoles names it: the path holds the principal, which is not always the one that trusted
 * access is declared for.
 *
 * @param servicePrincipal the path's part, {@code /aws-service-role/<principal>/}; empty for an ordinary role
 * @param name role name
 */
public record RoleId(String servicePrincipal, String name) {}
