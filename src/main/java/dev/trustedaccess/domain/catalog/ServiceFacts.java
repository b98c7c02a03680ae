package dev.trustedaccess.domain.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a trusted service; the catalog file gives the source of each fact.
 *
 * @param id short id, such as {@code firewall-manager}
 * @param name display name
 * @param impact the impact of disabling access
 * @param consequence what disabling does, as one clause: {@code nobody can sign in to any account}
 * @param lostWhileDisabled what re-enabling does not restore, as a noun phrase; empty if re-enabling is sufficient
 * @param alsoManagedBy the principal of another service, such as Control Tower, that also enables and disables access
 *     for this service's primary principal; empty if there is none
 * @param policyTypes policy types that prevent access from being disabled while they are enabled
 * @param effects for each kind of remaining thing, what disabling does to it
 * @param principals the service principals, the primary one first
 */
public record ServiceFacts(
    String id,
    String name,
    Impact impact,
    String consequence,
    Optional<String> lostWhileDisabled,
    Optional<String> alsoManagedBy,
    Set<String> policyTypes,
    Map<String, Effect> effects,
    List<PrincipalFacts> principals) {
  public ServiceFacts {
    policyTypes = Set.copyOf(policyTypes);
    effects = Map.copyOf(effects);
    principals = List.copyOf(principals);
  }

  /**
   * What disabling does to things of this kind. A kind that the catalog does not grade counts as lost, so that a
   * confirmation is required.
   */
  public Effect effectOf(String kind) {
    return effects.getOrDefault(kind, Effect.LOST);
  }
}
