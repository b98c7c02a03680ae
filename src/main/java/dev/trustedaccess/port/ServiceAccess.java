package dev.trustedaccess.port;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.RemainingRead;

/** One principal's own API, in one organization, with the service administrator's identity. */
public interface ServiceAccess {
  /** The integration's name, as status shows it. */
  String integration();

  /** Every Region that {@link #remaining} reads, managed or not; if nothing is regional, the managed Regions. */
  List<String> regions();

  /** Whether {@link #remaining} also reads the accounts of the service's administrators. */
  boolean readsAdministratorAccounts();

  /** How far the service is initialized. */
  Fact<InitializationState> initialization();

  /**
   * What remains of the service, read now, in all of its {@link #regions}.
   *
   * @param administrator the declared administrator account, because some things are visible only there; empty if none
   *     is declared
   */
  RemainingRead remaining(Optional<String> administrator);

  /** Whether {@link #initialize} can be called for this service; if not, the operator awaits the initialization. */
  boolean initializes();

  /** Initializes the service by creating this resource; the call is sent at most once. */
  ChangeOutcome initialize(OwnedResource owned, ChangeTicket ticket);

  /** Removes what {@link #initialize} created; the call is sent at most once. */
  ChangeOutcome removeOwned(OwnedResource owned, ChangeTicket ticket);

  /** Whether the owned resource exists, is being removed, or is absent. */
  Fact<OwnedResource.Stage> ownedStage(OwnedResource owned);
}
