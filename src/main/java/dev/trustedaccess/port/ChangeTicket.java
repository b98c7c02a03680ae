package dev.trustedaccess.port;

import java.time.Instant;

/**
 * Permission to send one change.
 *
 * @param declarationUid whose change it is; ends in the role session name and in CloudTrail
 * @param sendBefore what was read to allow the change is too old after this; the change is then not sent
 */
public record ChangeTicket(String declarationUid, Instant sendBefore) {}
