package dev.trustedaccess.domain.organization;

import dev.trustedaccess.domain.catalog.ServiceFacts;

/**
 * Something of a service that still exists. The catalog defines what disabling access does to it: {@link
 * ServiceFacts#effectOf}.
 *
 * @param kind what it is, such as {@code policy} or {@code organization-rule}
 * @param id its name or id at AWS
 * @param accountId the account that contains it
 * @param region its Region, or {@code global}
 */
public record Remaining(String kind, String id, String accountId, String region) {}
