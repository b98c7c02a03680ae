package dev.trustedaccess.aws.service;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.ChangeOutcome;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.SetUp;
import dev.trustedaccess.port.ChangeTicket;

/**
 * What one service knows of itself. Stateless. What cannot be read is thrown as
 * {@link dev.trustedaccess.aws.sdk.AwsFailure}, and becomes a value at the port.
 */
interface Integration {
  /** As status shows it; the catalog's id of the service where it has one principal. */
  String id();

  /** The names of the access that this is about: one, and its aliases. */
  List<String> principals();

  /** The IAM actions of all its reads: its sessions for reads can do these, and nothing else. */
  List<String> reads();

  /** Every Region in which its things are looked for: the managed ones, and any other where the service may keep some. */
  default List<String> regions(Duty duty) {
    return duty.regions();
  }

  /** Whether some of its things are looked for in the accounts of the service's administrators. */
  default boolean looksIntoAdministrators() {
    return false;
  }

  /** How far the service has set itself up. */
  InitializationState initialization(Duty duty);

  /**
   * What stands of the service.
   *
   * @param administrator the declared administrator account, where some of it can only be seen
   */
  Inventory remaining(Duty duty, Optional<String> administrator);

  /** A service that we can set up ourselves, by naming its administrator account. */
  interface Initializing extends Integration {
    /** Sets the service up. */
    ChangeOutcome initialize(Duty duty, SetUp setUp, ChangeTicket ticket);

    /** Takes down what {@link #initialize} set up. */
    ChangeOutcome takeDown(Duty duty, SetUp setUp, ChangeTicket ticket);

    /** Whether it is still there, or on its way out. */
    SetUp.Stage standing(Duty duty, SetUp setUp);
  }
}
