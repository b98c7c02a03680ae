package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * An account of the organization (API shape Account, all of whose members are optional).
 *
 * @param id twelve digits
 * @param joined when it joined; empty where AWS did not say
 * @param state whether roles can come to stand in it
 */
public record Account(String id, Optional<Instant> joined, State state) {
  public enum State {
    ACTIVE,
    /** Known to be suspended, closed or not yet activated: no role is expected in it. */
    INACTIVE,
    /** AWS did not say, or in a word that we do not know: never taken for closed. */
    UNKNOWN
  }

  public boolean active() {
    return state == State.ACTIVE;
  }

  /** Whether roles may stand in it: all but those that are known to be inactive are read. */
  public boolean mayHaveRoles() {
    return state != State.INACTIVE;
  }
}
