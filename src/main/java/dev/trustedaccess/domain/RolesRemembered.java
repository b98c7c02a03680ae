package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What a connection's status remembers of the last scan over its accounts, by this process or another.
 *
 * @param scanned when that scan began
 * @param accounts how many accounts there were
 * @param unread how many of them could not be read the last time
 * @param trouble the lightest trouble of these; empty if all could be read
 */
public record RolesRemembered(Instant scanned, int accounts, int unread, Optional<RoleSchedule.Trouble> trouble) {}
