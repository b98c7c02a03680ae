package dev.trustedaccess.simulator.world;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The agreements that an account accepted in AWS Artifact. */
public final class Agreements {
  private final NavigableMap<String, Agreement> agreements = new ConcurrentSkipListMap<>();
  private final World world;

  Agreements(World world) {
    this.world = world;
  }

  /**
   * An agreement.
   *
   * @param forOrganization whether it was accepted for all accounts of the organization
   */
  public record Agreement(String name, boolean forOrganization, boolean active, Instant since) {}

  public Agreements accepted(String name) {
    return put(new Agreement(name, false, true, world.now()));
  }

  public Agreements acceptedForOrganization(String name) {
    return put(new Agreement(name, true, true, world.now()));
  }

  public Agreements terminated(String name) {
    agreements.computeIfPresent(name, (n, a) -> new Agreement(n, a.forOrganization(), false, a.since()));
    return this;
  }

  public NavigableMap<String, Agreement> all() {
    return agreements;
  }

  private Agreements put(Agreement agreement) {
    agreements.put(agreement.name(), agreement);
    return this;
  }
}
