package dev.trustedaccess.domain;

import java.util.List;

/**
 * What was found to remain, and what could not be looked at.
 *
 * @param found everything seen, in a stable order
 * @param unread one failure for each place (account, Region, kind) that could not be read; while there is one, absence
 *     proves nothing
 */
public record RemainingRead(List<Remaining> found, List<Failure> unread) {
  public RemainingRead {
    found = List.copyOf(found);
    unread = List.copyOf(unread);
  }
}
