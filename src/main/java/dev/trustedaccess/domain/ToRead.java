package dev.trustedaccess.domain;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the service may have left something in this life, and so is to be looked for before access is disabled, whatever the
 * connection and the declaration name by then.
 *
 * @param regions that were managed in any pass, or that the integration looked in; at most {@value #MOST}
 * @param accounts that were declared or registered as the service's administrator in any pass, and that no read for the
 *     deletion has covered in whole since; at most {@value #MOST}
 */
public record ToRead(Set<String> regions, Set<String> accounts) {
  /** More than any partition of AWS has Regions, or any service administrators. */
  public static final int MOST = 64;

  public static final ToRead NOTHING = new ToRead(Set.of(), Set.of());

  public ToRead {
    regions = Set.copyOf(regions);
    accounts = Set.copyOf(accounts);
  }

  /** These Regions too. Where there is no room for all, those that may not be managed any more are kept. */
  ToRead withRegions(Collection<String> more) {
    return new ToRead(both(regions, more), accounts);
  }

  /** These accounts too; the same holds. */
  ToRead withAccounts(Collection<String> more) {
    return new ToRead(regions, both(accounts, more));
  }

  /** Without the accounts that were read in whole. */
  ToRead withoutAccounts(Predicate<String> read) {
    return new ToRead(regions, accounts.stream().filter(read.negate()).collect(Collectors.toSet()));
  }

  private static Set<String> both(Set<String> before, Collection<String> more) {
    return Stream.concat(before.stream(), more.stream()).distinct().limit(MOST).collect(Collectors.toSet());
  }
}
