package dev.trustedaccess.domain.declaration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.organization.Remaining;

/**
 * What remains while a declaration is being deleted, and what disabling access does to each thing. Status keeps it: a
 * thing that was reported as remaining counts until a read of its own place does not find it. That holds even if the
 * connection no longer manages that place.
 *
 * @param items what this pass saw, and what was seen before in places that this pass did not read
 * @param incomplete whether something was seen in a place for which no item is kept; nothing then proves its removal
 */
public record Cleanup(List<Item> items, boolean incomplete) {
  public static final Cleanup NOTHING = new Cleanup(List.of(), false);

  /**
   * One thing that remains.
   *
   * @param thing what it is and where
   * @param effect what disabling access does to it
   * @param seen whether this pass saw it; otherwise its place was not read
   */
  public record Item(Remaining thing, Effect effect, boolean seen) {
    /** Whether {@code before} is the same thing, read from status, which shortens a long id. */
    public boolean isAgain(Item before) {
      return KindInPlace.of(this).equals(KindInPlace.of(before)) && thing.id().startsWith(before.thing().id());
    }
  }

  private record KindInPlace(String kind, String accountId, String region) {
    static KindInPlace of(Item item) {
      return new KindInPlace(item.thing().kind(), item.thing().accountId(), item.thing().region());
    }
  }

  public Cleanup {
    items = List.copyOf(items);
  }

  /**
   * The part that status keeps: at most {@code limit} items. The most severe effects come first, and one item of each
   * place before a second item of any place, so that each place is read as long as it contains something. What survives
   * needs no proof of removal.
   */
  public Cleanup kept(int limit) {
    Set<KindInPlace> places = new HashSet<>();
    List<Item> onePerPlace = new ArrayList<>();
    List<Item> further = new ArrayList<>();
    List<Item> bySeverity = items.stream().sorted(Comparator.comparing(Item::effect)).toList();
    bySeverity.forEach(item -> (places.add(KindInPlace.of(item)) ? onePerPlace : further).add(item));
    boolean more = onePerPlace.stream().skip(limit).anyMatch(item -> item.effect() != Effect.SURVIVES);
    onePerPlace.addAll(further);
    List<Item> chosen = onePerPlace.subList(0, Math.min(limit, onePerPlace.size()));
    return new Cleanup(items.stream().filter(chosen::contains).limit(limit).toList(), incomplete || more);
  }
}
