package dev.trustedaccess.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One principal of a service.
 *
 * @param principal the name to enable
 * @param aliases other names of the same access; either one listed counts as on, and the listed one is what is closed
 * @param featureOf the service's primary principal where this one is a feature of it; empty for the primary
 * @param needs principals of the same service without which, as AWS documents, this one is not used; while it is declared,
 *     their access is not closed
 * @param wayIn how access is opened
 * @param wayOut how access is closed
 * @param roles roles that come with it, the one worth a column first
 */
public record PrincipalFacts(
    String principal,
    List<String> aliases,
    Optional<String> featureOf,
    Set<String> needs,
    Door wayIn,
    Door wayOut,
    List<RoleFacts> roles) {
  public PrincipalFacts {
    aliases = List.copyOf(aliases);
    needs = Set.copyOf(needs);
    roles = List.copyOf(roles);
  }
}
