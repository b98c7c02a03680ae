package dev.trustedaccess.domain;

import java.time.Instant;

/** The one thing that a pass changes. The finalizers are in place before the first change at AWS. */
public sealed interface Action {
  /** Hold the connection and the declaration, and change nothing at AWS yet. */
  record Hold() implements Action {}

  /** Open access. */
  record Enable(String principal, Instant awsTime, boolean correction) implements Action {}

  /** Set the service up; recorded before it is sent. */
  record Initialize(SetUp setUp, Instant awsTime) implements Action {}

  /**
   * Take down what we set up.
   *
   * @param confirmed whether the gate opened with a confirmation, which is then read once more before the call
   */
  record TakeDown(SetUp setUp, Instant awsTime, boolean confirmed) implements Action {}

  /**
   * Close access, under the name it is listed by.
   *
   * @param confirmed whether the gate opened with a confirmation, which is then read once more before the call
   */
  record Disable(String principal, Instant awsTime, boolean confirmed) implements Action {}

  /** Let the declaration go: drop its finalizer. */
  record Leave() implements Action {}
}
