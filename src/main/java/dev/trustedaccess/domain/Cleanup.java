package dev.trustedaccess.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What remains while a declaration is being deleted, each thing with what disabling does to it. Status keeps it, so that a
 * thing that was named counts until its own place was seen without it, whatever the connection comes to say.
 *
 * @param items what was seen now, and what was seen before in a place that is not read any more
 * @param beyond whether something was seen in places of which no thing is kept; then nothing proves that it is gone
 */
public record Cleanup(List<Item> items, boolean beyond) {
  public static final Cleanup NOTHING = new Cleanup(List.of(), false);

  /**
   * One thing.
   *
   * @param effect what disabling does to it
   * @param seen whether this pass saw it; else its place was not read
   */
  public record Item(Remaining thing, Effect effect, boolean seen) {
    /** Whether {@code before} is the same thing as status kept it, its id shortened where it was too long. */
    boolean isAgain(Item before) {
      return Place.of(this).equals(Place.of(before)) && thing.id().startsWith(before.thing().id());
    }
  }

  private record Place(String kind, String accountId, String region) {
    static Place of(Item item) {
      return new Place(item.thing().kind(), item.thing().accountId(), item.thing().region());
    }
  }

  public Cleanup {
    items = List.copyOf(items);
  }

  /**
   * As much of it as can be kept in {@code most} things: the gravest first, and of each place one before a second of any, so
   * that the place is asked for as long as it holds something. What survives needs no proof of its end.
   */
  public Cleanup kept(int most) {
    Set<Place> places = new HashSet<>();
    List<Item> first = new ArrayList<>();
    List<Item> further = new ArrayList<>();
    List<Item> gravest = items.stream().sorted(Comparator.comparing(Item::effect)).toList();
    gravest.forEach(item -> (places.add(Place.of(item)) ? first : further).add(item));
    boolean more = first.stream().skip(most).anyMatch(item -> item.effect() != Effect.Survives);
    first.addAll(further);
    List<Item> chosen = first.subList(0, Math.min(most, first.size()));
    return new Cleanup(items.stream().filter(chosen::contains).limit(most).toList(), beyond || more);
  }
}
