package dev.trustedaccess.aws.parts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/** What is found, place by place. A place that cannot be read is kept as a failure, never taken for empty. */
final class Inventory {
  private static final Comparator<Remaining> ORDER = Comparator.comparing(Remaining::kind)
      .thenComparing(Remaining::accountId)
      .thenComparing(Remaining::region)
      .thenComparing(Remaining::id);

  private final List<Remaining> found = new ArrayList<>();
  private final Set<PlaceRead> read = new LinkedHashSet<>();
  private final Set<Failure> unread = new LinkedHashSet<>();
  private int calls;

  /** Reads all of a kind in one place, or notes why it could not be read. */
  Inventory read(Supplier<PlaceRead> place, Supplier<? extends Collection<Remaining>> things) {
    found.addAll(consult(() -> {
      Collection<Remaining> all = things.get();
      read.add(place.get());
      return all;
    }));
    return this;
  }

  /** Records a thing that an earlier read already showed. */
  void found(Remaining thing) {
    found.add(thing);
  }

  /** Records a place as read, because an earlier read already showed what it contains. */
  void known(PlaceRead place) {
    read.add(place);
  }

  /** Counts the calls of a read of every account. */
  void called(int more) {
    calls += more;
  }

  /** Records that something could not be read. */
  void unread(Failure failure) {
    unread.add(failure);
  }

  /** Reads something needed to find what remains. A failure is recorded, and the result is then empty. */
  <T> Collection<T> consult(Supplier<? extends Collection<T>> source) {
    try {
      return source.get();
    } catch (AwsFailure e) {
      unread.add(e.failure());
      return List.of();
    }
  }

  /** Adds what another inventory found, read and could not read. */
  void add(Inventory other) {
    found.addAll(other.found);
    read.addAll(other.read);
    unread.addAll(other.unread);
    calls += other.calls;
  }

  /** The same, without things that were found already in another Region. */
  void addNew(Inventory other) {
    other.found.removeIf(thing -> found.stream().anyMatch(one -> isSame(one, thing)));
    add(other);
  }

  private static boolean isSame(Remaining one, Remaining other) {
    return one.kind().equals(other.kind()) && one.id().equals(other.id())
        && one.accountId().equals(other.accountId());
  }

  /** Whether everything so far could be read. */
  boolean complete() {
    return unread.isEmpty();
  }

  /** Throws {@link AwsFailure} where something could not be read. */
  void requireComplete() {
    unread.stream()
        .findFirst()
        .ifPresent(failure -> {
          throw new AwsFailure(failure);
        });
  }

  RemainingRead toRead() {
    return new RemainingRead(found.stream().sorted(ORDER).toList(), read, List.copyOf(unread), calls);
  }
}
