package dev.trustedaccess.domain.organization;

import java.time.Instant;
import java.util.Optional;

/**
 * An account of the organization (API shape Account, all of whose members are optional).
 *
 * @param id twelve digits
 * @param joined when it joined the organization, by AWS's clock; empty if AWS did not return the time
 * @param state whether roles can be created in it
 */
public record Account(String id, Optional<Instant> joined, State state) {
  /** Whether roles can be created in an account. */
  public enum State {
    /** Roles can be created. */
    ACTIVE,
    /** Known to be closed or not yet activated: no role is expected in it, and nothing in it is in use. */
    INACTIVE,
    /**
     * Known to be suspended or about to be closed: no role is expected in it and nobody can read it, but what it has
     * remains.
     */
    SUSPENDED,
    /**
     * AWS returned no state, or a value that the operator does not know. Such an account is never considered closed.
     */
    UNKNOWN
  }

  public boolean active() {
    return state == State.ACTIVE;
  }

  /** Whether roles may exist in it. All accounts are read except those that nobody can act in. */
  public boolean mayHaveRoles() {
    return state != State.INACTIVE && state != State.SUSPENDED;
  }
}
