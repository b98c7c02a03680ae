package dev.trustedaccess.domain.organization;

import java.util.Optional;
import java.util.Set;

/**
 * A place that was read completely: the read found everything of this kind, and what it did not find does not exist.
 *
 * @param kind the kind of thing that was searched for
 * @param accountId the account; empty: every account of the organization
 * @param region its Region, or {@code global}; empty: every Region
 * @param except accounts that this read does not cover
 */
public record PlaceRead(String kind, Optional<String> accountId, Optional<String> region, Set<String> except) {
  public PlaceRead {
    except = Set.copyOf(except);
  }

  /** One account and Region. */
  public static PlaceRead of(String kind, String accountId, String region) {
    return new PlaceRead(kind, Optional.of(accountId), Optional.of(region), Set.of());
  }

  /** One Region, in every account. */
  public static PlaceRead inRegion(String kind, String region) {
    return new PlaceRead(kind, Optional.empty(), Optional.of(region), Set.of());
  }

  /** One Region, in every account except these. */
  public static PlaceRead inRegionBut(String kind, String region, Set<String> accounts) {
    return new PlaceRead(kind, Optional.empty(), Optional.of(region), accounts);
  }

  /** Every account and Region. */
  public static PlaceRead everywhere(String kind) {
    return everywhereBut(kind, Set.of());
  }

  /** Every Region of every account except these. */
  public static PlaceRead everywhereBut(String kind, Set<String> accounts) {
    return new PlaceRead(kind, Optional.empty(), Optional.empty(), accounts);
  }

  /** Something of this kind and account in another Region. */
  public Remaining sameIn(String otherRegion) {
    return new Remaining(kind, "", accountId.orElse(""), otherRegion);
  }

  /** Whether it is every Region. */
  public boolean isOfEveryRegion() {
    return region.isEmpty();
  }

  /** Whether this Region is read, in one account or more. */
  public boolean includesRegion(String regionId) {
    return region.map(regionId::equals).orElse(true);
  }

  /** Whether this is the place of {@code thing}. */
  public boolean isPlaceOf(Remaining thing) {
    return kind.equals(thing.kind())
        && accountId.map(thing.accountId()::equals).orElse(true)
        && region.map(thing.region()::equals).orElse(true)
        && !except.contains(thing.accountId());
  }
}
