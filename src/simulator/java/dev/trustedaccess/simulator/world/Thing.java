package dev.trustedaccess.simulator.world;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that a service keeps, such as an aggregator or a share.
 *
 * @param kind as the catalog names it, or the IAM action that lists it
 * @param name its identifier
 * @param since when it was made
 * @param counts whether it is one that trusted access is about
 * @param parent the thing that it belongs to, where the service lists it by that one
 * @param account the account that it names, where that is not the one that keeps it
 * @param members what members of the service's answer are given, by their path in the API; others follow from the rest
 */
public record Thing(String kind, String name, Instant since, boolean counts, Optional<String> parent,
    Optional<String> account, Map<String, Object> members) {
  public Thing {
    members = Map.copyOf(members);
  }

  /** One that counts, with nothing special. */
  public static Thing of(String kind, String name, Instant since) {
    return new Thing(kind, name, since, true, Optional.empty(), Optional.empty(), Map.of());
  }

  /** The same, of a sort that trusted access is not about. */
  public Thing notCounting() {
    return new Thing(kind, name, since, false, parent, account, members);
  }

  public Thing of(String owner) {
    return new Thing(kind, name, since, counts, Optional.of(owner), account, members);
  }

  public Thing inAccount(String accountId) {
    return new Thing(kind, name, since, counts, parent, Optional.of(accountId), members);
  }

  /** With this member in the service's answer, such as {@code Status}. */
  public Thing with(String member, Object value) {
    var more = new TreeMap<>(members);
    more.put(member, value);
    return new Thing(kind, name, since, counts, parent, account, more);
  }
}
