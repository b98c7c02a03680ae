package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * What a connection's status remembers of the last scan of its accounts, by this process or another.
 *
 * @param scanned when that scan began, by the clock of the process that scanned
 * @param accounts how many accounts there were
 * @param unread how many of them the last attempt could not read
 * @param trouble the least serious kind of failure among these; empty if all could be read
 */
public record RememberedInventory(Instant scanned, int accounts, int unread, Optional<ScanSchedule.Trouble> trouble) {}
