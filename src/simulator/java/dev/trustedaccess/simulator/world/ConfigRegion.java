package dev.trustedaccess.simulator.world;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/** What AWS Config keeps for one account in one Region. */
public final class ConfigRegion {
  private final World world;
  private final NavigableMap<String, Aggregator> aggregators = new ConcurrentSkipListMap<>();
  private final NavigableMap<String, Instant> organizationRules = new ConcurrentSkipListMap<>();
  private final NavigableMap<String, Instant> conformancePacks = new ConcurrentSkipListMap<>();

  ConfigRegion(World world) {
    this.world = world;
  }

  /**
   * An aggregator.
   *
   * @param organizationRole the ARN of the role of an organization aggregator, null for one over single accounts
   */
  public record Aggregator(String name, @Nullable String organizationRole, boolean allRegions, Instant created,
      Instant updated) {}

  public ConfigRegion organizationAggregator(String name, String roleArn) {
    return put(name, roleArn, true);
  }

  public ConfigRegion accountAggregator(String name) {
    return put(name, null, true);
  }

  public ConfigRegion organizationRule(String name) {
    organizationRules.put(name, world.now());
    return this;
  }

  public ConfigRegion conformancePack(String name) {
    conformancePacks.put(name, world.now());
    return this;
  }

  /** An aggregator as a call makes or changes it. */
  public ConfigRegion put(String name, @Nullable String roleArn, boolean allRegions) {
    var now = world.now();
    aggregators.merge(name, new Aggregator(name, roleArn, allRegions, now, now),
        (before, after) -> new Aggregator(name, roleArn, allRegions, before.created(), now));
    return this;
  }

  /** The aggregators by name; what is removed from the map is gone. The same holds for the others. */
  public NavigableMap<String, Aggregator> aggregators() {
    return aggregators;
  }

  public NavigableMap<String, Instant> organizationRules() {
    return organizationRules;
  }

  public NavigableMap<String, Instant> conformancePacks() {
    return conformancePacks;
  }
}
