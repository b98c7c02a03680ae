package dev.trustedaccess.domain.declaration;

import java.time.Instant;

import dev.trustedaccess.domain.organization.Reason;

/**
 * What a declaration's status reports about the roles at this generation, from an earlier scan. After a restart it
 * applies until the accounts are read again.
 *
 * @param truth status of the condition RolesPresent
 * @param reason reason of the condition
 * @param message message of the condition
 * @param observed when the oldest of the underlying reads was made, by the clock of the process that read
 */
public record ReportedRoles(Verdict.Truth truth, Reason reason, String message, Instant observed) {}
