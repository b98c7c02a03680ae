package dev.trustedaccess.aws.parts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.aws.sdk.RequestSender;

/**
 * The Regions in which a part asks.
 *
 * @param atHome the connection's home Region is one of them
 * @param named a Region of the partition {@code aws}; in another partition its home Region takes its place
 * @param everyManaged every Region in {@code spec.regions.managed} is one of them
 * @param global things do not belong to a Region; they are reported as {@link RequestSender#GLOBAL}
 */
public record Regions(boolean atHome, Optional<String> named, boolean everyManaged, boolean global) {
  /** Every managed Region. */
  public static Regions managed() {
    return new Regions(false, Optional.empty(), true, false);
  }

  /** One Region of the partition {@code aws}, for a service that has one Region in a partition. */
  public static Regions only(String region) {
    return new Regions(false, Optional.of(region), false, false);
  }

  /** The home Region, for a call that means the same wherever it is made. */
  public static Regions home() {
    return new Regions(true, Optional.empty(), false, false);
  }

  /** The same Regions and the home Region. */
  public Regions andHome() {
    return new Regions(true, named, everyManaged, global);
  }

  /** The same Regions and a Region of the partition {@code aws}. */
  public Regions and(String region) {
    return new Regions(atHome, Optional.of(region), everyManaged, global);
  }

  /** The same Regions; what is found belongs to none of them. */
  public Regions foundGlobally() {
    return new Regions(atHome, named, everyManaged, true);
  }

  List<String> in(ServiceContext context) {
    Set<String> regions = new LinkedHashSet<>();
    named.map(context::oneRegion).ifPresent(regions::add);
    if (atHome) {
      regions.add(context.homeRegion());
    }
    if (everyManaged) {
      regions.addAll(context.regions());
    }
    return List.copyOf(regions);
  }

  /** The Region that is reported for something found in {@code region}. */
  String reported(String region) {
    return global ? RequestSender.GLOBAL : region;
  }
}
