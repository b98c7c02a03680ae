package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.Optional;

/** What a plan comes to. */
public sealed interface Decision {
  /** It cannot be told before this is known. */
  record Ask(Question<?> question) implements Decision {}

  /**
   * It is told.
   *
   * @param assessment what is so
   * @param action what to change now; empty where nothing is to be changed
   * @param next when to come back at the latest
   */
  record Conclude(Assessment assessment, Optional<Action> action, Duration next) implements Decision {}
}
