package dev.trustedaccess.domain.organization;

import java.util.List;
import java.util.Set;

/**
 * What was found to remain, which places were read, and which could not be read.
 *
 * @param found everything seen, in a stable order
 * @param read the places that were read completely; something that was seen elsewhere before does not count as removed
 *     because it is not in {@code found}
 * @param unread one failure for each place (account, Region, kind) that could not be read; while there is one, an
 *     absence there proves nothing
 */
public record RemainingRead(List<Remaining> found, Set<PlaceRead> read, List<Failure> unread) {
  public RemainingRead {
    found = List.copyOf(found);
    read = Set.copyOf(read);
    unread = List.copyOf(unread);
  }
}
