package dev.trustedaccess.domain.organization;

/** How a change at AWS ended. */
public sealed interface ChangeOutcome {
  /** AWS accepted it; its effect may not be visible yet. */
  record Accepted(String requestId) implements ChangeOutcome {}

  /** It failed. {@link Failure#surelyNotDone()} shows whether it may have had an effect nevertheless. */
  record Failed(Failure failure) implements ChangeOutcome {}
}
