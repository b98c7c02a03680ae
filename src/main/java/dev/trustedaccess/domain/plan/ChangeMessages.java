package dev.trustedaccess.domain.plan;

/** Messages about a change at AWS that has no effect; the rules of {@link Messages} apply. */
final class ChangeMessages {
  private ChangeMessages() {}

  /** AWS gave no clear answer, and the change has no visible effect. */
  static String unanswered(PlanInput input, String operation) {
    return Messages.fitted(
        "AWS answered ", operation,
        " with an internal error or not at all, and the call has had no effect so far. The operator"
            + " retries. If this continues, check AWS Health and CloudTrail for this call. To retry now, change the"
            + " annotation trustedaccess.dev/reconcile-requested-at");
  }

  /** AWS accepted the change, and it has no visible effect. */
  static String withoutEffect(PlanInput input, String operation) {
    return Messages.fitted(
        "AWS accepted ", operation,
        " for " + input.serviceName() + ", but it has had no effect so far. The operator retries. If this"
            + " continues, do it in the service's console, or contact AWS Support with status.lastChange.requestId");
  }
}
