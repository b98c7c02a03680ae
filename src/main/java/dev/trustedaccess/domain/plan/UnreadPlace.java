package dev.trustedaccess.domain.plan;

import dev.trustedaccess.domain.organization.Failure;

/**
 * Why the place of something that was seen before is no longer read, and what makes it readable again.
 *
 * @param why a clause; empty if the remedy alone is sufficient
 * @param remedy a sentence without its full stop; empty if the answer of AWS shows no remedy
 */
record UnreadPlace(String why, String remedy) {
  /** A place that is not read until a person does this. */
  static UnreadPlace until(String remedy) {
    return new UnreadPlace("", remedy);
  }

  /** A place whose read failed. */
  static UnreadPlace withReason(Failure failure) {
    return failure.cause().isStated()
        ? new UnreadPlace(failure.description(), failure.cause().remedy())
        : new UnreadPlace(denied(failure) + failure.detail(), "");
  }

  private static String denied(Failure failure) {
    return failure.kind() == Failure.Kind.ACCESS_DENIED ? "AWS denies " : "";
  }

  /** The names of what was seen there, followed by the reason. */
  String of(String things) {
    return why.isEmpty() ? things : things + ": " + why;
  }
}
