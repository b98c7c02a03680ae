package dev.trustedaccess.domain.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One principal of a service.
 *
 * @param principal the name under which access is enabled
 * @param aliases other names of the same access; access counts as enabled if AWS lists any of the names, and it is
 *     disabled under the listed one
 * @param featureOf the service's primary principal if this one is a feature of it; empty for the primary
 * @param needs principals of the same service that this one requires, according to AWS's documentation; while this one
 *     is declared, their access is not disabled
 * @param enableMethod how access is enabled
 * @param disableMethod how access is disabled
 * @param administrators how accounts are appointed as its administrators; empty if it has none
 * @param initialization how a person initializes it; empty if nothing is known of that
 * @param accessSuffices whether enabled access is all that it needs: nothing is initialized, and nothing remains of it
 * @param leavesNothing whether nothing can remain of it that blocks disabling, or that disabling destroys, but delegated
 *     administrators; true if {@code accessSuffices} is
 * @param roles the roles that the service uses for it; a column shows the first one
 */
public record PrincipalFacts(
    String principal,
    List<String> aliases,
    Optional<String> featureOf,
    Set<String> needs,
    AccessMethod enableMethod,
    AccessMethod disableMethod,
    Optional<AdministratorFacts> administrators,
    Optional<InitializationFacts> initialization,
    boolean accessSuffices,
    boolean leavesNothing,
    List<RoleFacts> roles) {
  public PrincipalFacts {
    aliases = List.copyOf(aliases);
    needs = Set.copyOf(needs);
    roles = List.copyOf(roles);
  }

  /** Whether access is enabled by the call that registers a delegated administrator, and by no other call. */
  public boolean enabledByRegistering() {
    return enableMethod.by() == AccessMethod.By.SERVICE
        && administrators.filter(facts -> facts.registered() && facts.method().equals(enableMethod)).isPresent();
  }

  /** The role that is all that the operator reads of the service; empty if there is code for it, or nothing to read. */
  public Optional<String> awaitedRole() {
    return initialization.flatMap(InitializationFacts::role);
  }
}
