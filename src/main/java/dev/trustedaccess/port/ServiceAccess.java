package dev.trustedaccess.port;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Observation;

/** One principal's own API, in one organization, with the service administrator's identity. */
public interface ServiceAccess {
  /** The integration's name, as status shows it. */
  String integration();

  /** Every Region that {@link #remaining} reads, managed or not; if nothing is regional, the managed Regions. */
  List<String> regions();

  /** Where {@link #remaining} reads each kind of thing; empty if nothing can remain of the service. */
  List<KindPlaces> kinds();

  /**
   * Whether the service has its own call that enables access: {@link #enable}, or {@link #initialize} if the catalog names
   * the call that registers an administrator for it.
   */
  boolean enables();

  /** The other principals whose access that call enables. */
  List<String> alsoEnables();

  /** Whether {@link #disable} can be called: the service has its own call that disables access. */
  boolean disables();

  /**
   * Enables access by the service's own call, sent at most once, with the service role.
   *
   * @param principal the service principal that the call is for
   */
  ChangeOutcome enable(String principal, ChangeTicket ticket);

  /**
   * Disables access by the service's own call, sent at most once, with the service role.
   *
   * @param principal the name under which AWS lists access
   */
  ChangeOutcome disable(String principal, ChangeTicket ticket);

  /** What a plan needs to know of the integration. Asks AWS nothing. */
  default Observation.Integration description() {
    return new Observation.Integration(
        integration(), initializes(), regions(), kinds(), enables(), alsoEnables(), disables(),
        administratorDismissesItself());
  }

  /** How far the service is initialized, read now. */
  Fact<InitializationState> initialization();

  /**
   * Whether {@link #initialization} asks in every managed Region or in several accounts, so that one answer takes several
   * calls. In steady state such an answer is read once an hour; any other is read in each pass, because one call is cheap
   * and drift is then seen with the next snapshot.
   */
  boolean asksInManyPlaces();

  /**
   * What remains of the service, read now, in all of its {@link #regions}.
   *
   * @param administrators the declared administrator accounts, because some things are visible only there
   */
  RemainingRead remaining(List<String> administrators);

  /**
   * As {@link #remaining} without declared administrators, but of the accounts that are read because every account is, only
   * these: for a check beforehand.
   *
   * @param accounts the management account among them, if it is to be read
   */
  RemainingRead remainingIn(List<String> accounts);

  /** The Regions in which {@link #initialize} appoints an administrator; empty if it appoints none. */
  List<String> appointsIn();

  /** Whether {@link #initialize} can be called for this service; if not, the operator awaits the initialization. */
  boolean initializes();

  /**
   * Whether {@link #removeOwned} is sent in the administrator's own account, so that it needs that account to be open; if
   * not, the management account sends it.
   */
  boolean administratorDismissesItself();

  /** The IAM action of {@link #removeOwned}, if it is sent in the management account. */
  Optional<String> dismissalCall();

  /** Initializes the service by appointing this administrator in its Region; the call is sent at most once. */
  ChangeOutcome initialize(OwnedResource owned, ChangeTicket ticket);

  /** Dismisses an administrator that {@link #initialize} appointed; the call is sent at most once. */
  ChangeOutcome removeOwned(OwnedResource owned, ChangeTicket ticket);
}
