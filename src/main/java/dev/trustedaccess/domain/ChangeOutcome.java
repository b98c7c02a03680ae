package dev.trustedaccess.domain;

/** How a change at AWS ended. */
public sealed interface ChangeOutcome {
  /** AWS took it; it may not be visible yet. */
  record Accepted(String requestId) implements ChangeOutcome {}

  /** It failed; {@link Failure#surelyNotDone()} says whether it may have taken place all the same. */
  record Failed(Failure failure) implements ChangeOutcome {}
}
