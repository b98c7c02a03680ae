package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.Optional;

/** The result of a plan. */
public sealed interface Decision {
  /** The plan needs the answer to this question before it can conclude. */
  record Ask(Question<?> question) implements Decision {}

  /**
   * The plan is complete.
   *
   * @param assessment what the pass concludes about the declaration
   * @param action the change to make now; empty if there is none
   * @param next the longest time until the next pass
   */
  record Conclude(Assessment assessment, Optional<Action> action, Duration next) implements Decision {}
}
