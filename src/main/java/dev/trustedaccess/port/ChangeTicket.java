package dev.trustedaccess.port;

import java.time.Instant;

/**
 * Permission to send one change.
 *
 * @param declarationUid the uid of the declaration that the change is for; it becomes part of the role session name,
 *     which CloudTrail records
 * @param sendBefore the change is not sent after this time, by our clock, because the reads that allow it are then too
 *     old
 */
public record ChangeTicket(String declarationUid, Instant sendBefore) {}
