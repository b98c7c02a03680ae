package dev.trustedaccess.aws.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.PlaceRead;
import dev.trustedaccess.domain.Remaining;
import dev.trustedaccess.domain.RemainingRead;

/** What is found, place by place. A place that cannot be read is kept as a failure, never taken for empty. */
final class Inventory {
  private static final Comparator<Remaining> ORDER = Comparator.comparing(Remaining::kind)
      .thenComparing(Remaining::accountId)
      .thenComparing(Remaining::region)
      .thenComparing(Remaining::id);

  private final List<Remaining> found = new ArrayList<>();
  private final Set<PlaceRead> read = new LinkedHashSet<>();
  private final Set<Failure> unread = new LinkedHashSet<>();

  /** Reads all of a kind in one account and Region, or notes why it could not be read. */
  <C> Inventory read(String kind, Caller<C> place, Function<Caller<C>, ? extends Collection<Remaining>> things) {
    return read(() -> PlaceRead.of(kind, place.accountId(), place.region()), () -> things.apply(place));
  }

  /** Reads a place that is wider than one account or Region, or notes why it could not be read. */
  Inventory read(Supplier<PlaceRead> place, Supplier<? extends Collection<Remaining>> things) {
    found.addAll(consult(() -> {
      Collection<Remaining> all = things.get();
      read.add(place.get());
      return all;
    }));
    return this;
  }

  /** Notes a thing that shows in something read on the way. */
  void found(Remaining thing) {
    found.add(thing);
  }

  /** Notes a place of which something read on the way tells what is there. */
  void known(PlaceRead place) {
    read.add(place);
  }

  /** Reads something on the way to what remains; empty, and noted, where it could not be read. */
  <T> Collection<T> consult(Supplier<? extends Collection<T>> source) {
    try {
      return source.get();
    } catch (AwsFailure e) {
      unread.add(e.failure());
      return List.of();
    }
  }

  /** Whether anything was found. Throws {@link AwsFailure} where nothing was and not every place could be read. */
  boolean anything() {
    if (found.isEmpty()) {
      requireComplete();
    }
    return !found.isEmpty();
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
    return new RemainingRead(found.stream().sorted(ORDER).toList(), read, List.copyOf(unread));
  }
}
