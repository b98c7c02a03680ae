package dev.trustedaccess.domain;

/**
 * Why the place of something that was once seen is not read any more, and how it comes to be read again.
 *
 * @param why a clause; empty where the remedy says it all
 * @param remedy a sentence without a full stop; empty where AWS does not say what would help
 */
record NotRead(String why, String remedy) {
  /** It is not asked for at all, until somebody does this. */
  static NotRead until(String remedy) {
    return new NotRead("", remedy);
  }

  static NotRead because(Failure failure) {
    return failure.cause().said()
        ? new NotRead(failure.told(), failure.cause().remedy())
        : new NotRead(failure.problem() + failure.detail(), "");
  }

  /** What was seen there, with the why. */
  String of(String things) {
    return why.isEmpty() ? things : things + ": " + why;
  }
}
