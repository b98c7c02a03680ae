package dev.trustedaccess.domain;

import java.time.Instant;

/**
 * What a declaration's status says of the roles at this generation, from an earlier read of the accounts: after a restart it
 * holds until the accounts are read again.
 *
 * @param truth of the condition RolesPresent
 * @param reason of the condition
 * @param message of the condition
 * @param observed when the accounts were read that it rests on
 */
public record RolesSaid(Verdict.Truth truth, Reason reason, String message, Instant observed) {}
