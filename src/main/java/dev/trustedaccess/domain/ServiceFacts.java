package dev.trustedaccess.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a trusted service, each fact with its source in the catalog file.
 *
 * @param id short id, such as {@code firewall-manager}
 * @param name display name
 * @param impact how much disabling hurts
 * @param consequence what disabling does, as one clause: {@code sign-in to every account stops}
 * @param lostWhileOff what re-enabling does not bring back, as a noun phrase; empty where re-enabling suffices
 * @param alsoManagedBy a principal whose service switches this one's primary principal too (Control Tower), if there is one
 * @param delegatedAdministrators whether the service has delegated administrators
 * @param policyTypes policy types that keep access from being disabled
 * @param effects kind of remaining thing to what disabling does to it
 * @param principals the primary first
 */
public record ServiceFacts(
    String id,
    String name,
    Impact impact,
    String consequence,
    Optional<String> lostWhileOff,
    Optional<String> alsoManagedBy,
    boolean delegatedAdministrators,
    Set<String> policyTypes,
    Map<String, Effect> effects,
    List<PrincipalFacts> principals) {
  public ServiceFacts {
    policyTypes = Set.copyOf(policyTypes);
    effects = Map.copyOf(effects);
    principals = List.copyOf(principals);
  }

  /** A kind that the catalog does not grade counts as lost: the side that asks a person. */
  public Effect effectOf(String kind) {
    return effects.getOrDefault(kind, Effect.Lost);
  }
}
