package dev.trustedaccess.domain.catalog;

import java.util.Optional;

/**
 * How an account is appointed as an administrator of a service.
 *
 * @param method the API that appoints it, and its call
 * @param registered whether Organizations lists the account as a delegated administrator, whoever appoints it, so that the
 *     registration is all that there is of it
 * @param most how many accounts the service takes; empty if that is not known
 * @param dismissal what dismissing an administrator destroys, as one clause: {@code its policies are deleted}; empty if
 *     AWS documents nothing
 */
public record AdministratorFacts(
    AccessMethod method, boolean registered, Optional<Integer> most, Optional<String> dismissal) {
  /** How administrators are appointed where the catalog knows nothing else. */
  public static final AdministratorFacts BY_ORGANIZATIONS = new AdministratorFacts(
      new AccessMethod(AccessMethod.By.ORGANIZATIONS, "organizations:RegisterDelegatedAdministrator"), Optional.empty(),
      Optional.empty());

  /** Registered if Organizations appoints it. */
  public AdministratorFacts(AccessMethod method, Optional<Integer> most, Optional<String> dismissal) {
    this(method, method.by() == AccessMethod.By.ORGANIZATIONS, most, dismissal);
  }

  /** Whether Organizations registers the account; if not, the service's own call appoints it. */
  public boolean byOrganizations() {
    return method.by() == AccessMethod.By.ORGANIZATIONS;
  }

  /** Whether the service's own call registers the account with Organizations. */
  public boolean registeredByService() {
    return registered && !byOrganizations();
  }
}
