package dev.trustedaccess.domain.catalog;

import java.util.Optional;

/**
 * How a person initializes a service once access is enabled. The operator never does it.
 *
 * @param role the service-linked role in the management account that shows that it is done, for a service without code of
 *     its own; empty if the service's integration sees it
 * @param how a command, or a step in a console
 */
public record InitializationFacts(Optional<String> role, String how) {}
