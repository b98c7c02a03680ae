package dev.trustedaccess.domain;

import java.util.Optional;
import java.util.Set;

/**
 * A place that was looked at in whole: whatever of this kind is there was found, and what was not found is gone.
 *
 * @param kind the kind of thing that was looked for
 * @param accountId where; empty: wherever in the organization
 * @param region its Region, or {@code global}; empty: in every Region
 * @param except accounts of which this says nothing
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

  /** Every account and Region. */
  public static PlaceRead everywhere(String kind) {
    return everywhereBut(kind, Set.of());
  }

  /** Every Region of every account but these. */
  public static PlaceRead everywhereBut(String kind, Set<String> accounts) {
    return new PlaceRead(kind, Optional.empty(), Optional.empty(), accounts);
  }

  /** Something of this kind and account in another Region. */
  Remaining sameIn(String otherRegion) {
    return new Remaining(kind, "", accountId.orElse(""), otherRegion);
  }

  /** Something of this kind and Region in another account. */
  Remaining sameFor(String otherAccount) {
    return new Remaining(kind, "", otherAccount, region.orElse(""));
  }

  /** Whether this is the place of {@code thing}. */
  boolean isPlaceOf(Remaining thing) {
    return kind.equals(thing.kind())
        && accountId.map(thing.accountId()::equals).orElse(true)
        && region.map(thing.region()::equals).orElse(true)
        && !except.contains(thing.accountId());
  }
}
