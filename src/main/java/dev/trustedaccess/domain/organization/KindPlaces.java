package dev.trustedaccess.domain.organization;

import java.util.Set;

/**
 * Where things of one kind are read, no matter whether a pass reads anything there: an integration that has no account to
 * ask reads no place at all.
 *
 * @param kind as {@link Remaining#kind}
 * @param regions the Regions in which it is read now, as they are reported
 * @param inManagedRegions whether it is read in every managed Region; a Region that was managed before may then have some
 * @param inAdministratorAccounts whether it is read in the accounts of the service's administrators; the account of a
 *     former one may then have some
 * @param inOtherAccounts whether it is read in other accounts too, so that each of its Regions is read even if the service
 *     has no administrator
 */
public record KindPlaces(
    String kind, Set<String> regions, boolean inManagedRegions, boolean inAdministratorAccounts,
    boolean inOtherAccounts) {
  public KindPlaces {
    regions = Set.copyOf(regions);
  }
}
