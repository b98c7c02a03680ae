package dev.trustedaccess.domain;

import java.time.Instant;

/**
 * An account of the organization (API shape Account).
 *
 * @param id twelve digits
 * @param joined when it joined; a young account has had no time to get its roles
 * @param active whether its state is ACTIVE; roles are expected in no other account
 */
public record Account(String id, Instant joined, boolean active) {}
