package dev.trustedaccess.domain;

/** What people are told of a change at AWS that does not come about; the rules of {@link Messages} hold. */
final class ChangeMessages {
  private ChangeMessages() {}

  /** AWS gave no clear answer, and nothing of the change shows. */
  static String unanswered(Situation s, String operation) {
    return Messages.fitted(
        "AWS answered ", operation,
        " with an error of its own or not at all, and the call has no effect so far. It is sent"
            + " again. If this lasts, check AWS Health for the service, and what CloudTrail has of the call. At once:"
            + " annotation trustedaccess.dev/reconcile-requested-at");
  }

  /** AWS took the change, and nothing of it shows. */
  static String withoutEffect(Situation s, String operation) {
    return Messages.fitted(
        "AWS accepted ", operation,
        " for " + s.serviceName() + ", but it has no effect so far. It is sent again. If this"
            + " lasts, do it in the service's console, or ask AWS Support with status.lastChange.requestId");
  }
}
