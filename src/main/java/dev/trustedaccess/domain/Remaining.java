package dev.trustedaccess.domain;

/**
 * Something of a service that is still there. What disabling does to it is the catalog's to say:
 * {@link ServiceFacts#effectOf}.
 *
 * @param kind what it is, such as {@code policy} or {@code organization-rule}
 * @param id its name or id at AWS
 * @param accountId where it stands
 * @param region its Region, or {@code global}
 */
public record Remaining(String kind, String id, String accountId, String region) {}
