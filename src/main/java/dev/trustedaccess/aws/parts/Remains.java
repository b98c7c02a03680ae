package dev.trustedaccess.aws.parts;

/**
 * Things of a service that may remain when access is to be disabled. What disabling does to them is in the catalog.
 *
 * @param kind as the catalog's {@code effects} name it
 * @param listing lists them
 * @param deletedWithAdministrator whether the service deletes them together with the account's role as an administrator, so
 *     that no account but an administrator's can have any
 */
public record Remains(String kind, Listing<?, ?> listing, boolean deletedWithAdministrator) {}
