package dev.trustedaccess.domain;

import java.util.List;
import java.util.Set;

/**
 * What was found to remain, where it was looked for, and what could not be looked at.
 *
 * @param found everything seen, in a stable order
 * @param read the places that were read; what was once seen elsewhere is not gone because it is not among the found
 * @param unread one failure for each place (account, Region, kind) that could not be read; while there is one, absence
 *     proves nothing
 */
public record RemainingRead(List<Remaining> found, Set<PlaceRead> read, List<Failure> unread) {
  public RemainingRead {
    found = List.copyOf(found);
    read = Set.copyOf(read);
    unread = List.copyOf(unread);
  }
}
