package dev.trustedaccess.domain.declaration;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the service may have left something during the life of a declaration. These places must be read before access
 * is disabled, even if the connection and the declaration no longer name them.
 *
 * @param regions Regions that were managed in any pass, or that the integration read; at most {@value #MOST}
 * @param accounts accounts that were declared or registered as the service's administrator in any pass, and that no
 *     read for the deletion has covered completely since; at most {@value #MOST}
 */
public record PlacesToRead(Set<String> regions, Set<String> accounts) {
  /** More than any partition of AWS has Regions, and more than any service has administrators. */
  public static final int MOST = 64;

  public static final PlacesToRead NOTHING = new PlacesToRead(Set.of(), Set.of());

  public PlacesToRead {
    regions = Set.copyOf(regions);
    accounts = Set.copyOf(accounts);
  }

  /**
   * With these Regions added. If there are too many, those added earlier are kept, because the connection may no longer
   * manage them.
   */
  public PlacesToRead withRegions(Collection<String> more) {
    return new PlacesToRead(union(regions, more), accounts);
  }

  /** With these accounts added; if there are too many, those added earlier are kept. */
  public PlacesToRead withAccounts(Collection<String> more) {
    return new PlacesToRead(regions, union(accounts, more));
  }

  /** Without the accounts that were read completely. */
  public PlacesToRead withoutAccounts(Predicate<String> read) {
    return new PlacesToRead(regions, accounts.stream().filter(read.negate()).collect(Collectors.toSet()));
  }

  private static Set<String> union(Set<String> before, Collection<String> more) {
    return Stream.concat(before.stream(), more.stream()).distinct().limit(MOST).collect(Collectors.toSet());
  }
}
