package dev.trustedaccess.simulator.world;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What services keep for one account in one Region. */
public final class Things {
  private final World world;
  private final NavigableMap<String, Thing> things = new ConcurrentSkipListMap<>();

  Things(World world) {
    this.world = world;
  }

  /** There is a thing of this kind, as the catalog names it, from now on. Where two services share a kind: id/kind. */
  public Things put(String kind, String name) {
    return put(kind, name, UnaryOperator.identity());
  }

  /** There is a thing, with more about it. */
  public Things put(String kind, String name, UnaryOperator<Thing> more) {
    things.put(key(kind, name), more.apply(Thing.of(kind, name, world.now())));
    return this;
  }

  public Things remove(String kind, String name) {
    things.remove(key(kind, name));
    return this;
  }

  /** Everything of this kind goes. */
  public Things clear(String kind) {
    things.values().removeIf(thing -> thing.kind().equals(kind));
    return this;
  }

  public boolean has(String kind, String name) {
    return things.containsKey(key(kind, name));
  }

  /** Those of which this holds, by name. */
  public NavigableMap<String, Thing> all(Predicate<Thing> wanted) {
    var all = new TreeMap<String, Thing>();
    things.values().stream().filter(wanted).forEach(thing -> all.put(thing.name(), thing));
    return all;
  }

  /** The names of those of this kind. */
  public List<String> names(String kind) {
    return List.copyOf(all(thing -> thing.kind().equals(kind)).keySet());
  }

  private static String key(String kind, String name) {
    return kind + " " + name;
  }
}
