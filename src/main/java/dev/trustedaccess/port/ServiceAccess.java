package dev.trustedaccess.port;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.ChangeOutcome;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.RemainingRead;
import dev.trustedaccess.domain.SetUp;

/** One principal's own API, in one organization, with the service administrator's identity. */
public interface ServiceAccess {
  /** The integration's name, as status shows it. */
  String integration();

  /** Every Region in which {@link #remaining} looks, managed or not; where nothing is regional, those that are managed. */
  List<String> regions();

  /** Whether {@link #remaining} looks into the accounts of the service's administrators too. */
  boolean looksIntoAdministrators();

  /** How far the service has set itself up. */
  Fact<InitializationState> initialization();

  /**
   * What stands of the service, read now, in all of its {@link #regions}. {@code administrator} is the declared administrator
   * account, where some of it can only be seen; empty where none is declared.
   */
  RemainingRead remaining(Optional<String> administrator);

  /** Whether {@link #initialize} exists for this service; where not, initialization is awaited. */
  boolean initializes();

  /** Sets the service up with the given administrator account; sent at most once. */
  ChangeOutcome initialize(SetUp setUp, ChangeTicket ticket);

  /** Takes down what {@link #initialize} set up; sent at most once. */
  ChangeOutcome takeDown(SetUp setUp, ChangeTicket ticket);

  /** Whether what was set up is still there, or on its way out. */
  Fact<SetUp.Stage> standing(SetUp setUp);
}
