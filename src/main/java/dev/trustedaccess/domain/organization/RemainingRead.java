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
 * @param calls how many calls it took to read every account; 0 for a service of which only a few accounts are read
 */
public record RemainingRead(List<Remaining> found, Set<PlaceRead> read, List<Failure> unread, int calls) {
  public RemainingRead {
    found = List.copyOf(found);
    read = Set.copyOf(read);
    unread = List.copyOf(unread);
  }

  /** What remains in a few accounts. */
  public RemainingRead(List<Remaining> found, Set<PlaceRead> read, List<Failure> unread) {
    this(found, read, unread, 0);
  }
}
