package dev.trustedaccess.domain.plan;

import dev.trustedaccess.domain.organization.InitializationState;

/** Messages about the progress of a service's initialization; the rules of {@link Messages} apply. */
final class InitializationMessages {
  private static final String CHECKS_AGAIN = "The operator checks again automatically.";

  private InitializationMessages() {}

  static String initializing(InitializationState state) {
    return "The service is setting up " + state.what() + ". " + CHECKS_AGAIN;
  }

  static String contradicted(InitializationState state) {
    return "One response from AWS shows " + state.what() + ", and the next one does not. No change was made. "
        + CHECKS_AGAIN;
  }

  static String beingRemoved(InitializationState state) {
    return removing(state) + ". The operator has set it again since and checks again automatically.";
  }

  static String removedByOthers(InitializationState state) {
    return removing(state)
        + ", as requested by others. If you need it, ask the service administrator to set it up again; if not, "
        + (state.administratorAccountId().isPresent()
            ? "delete the declaration with Retain and apply it without spec.initialization.administratorAccountId."
            : "set spec.initialization.mode to None.");
  }

  private static String removing(InitializationState state) {
    return "The service is removing " + state.what()
        + state.administratorAccountId().map(id -> " (" + id + ")").orElse("");
  }

  static String overdue(InitializationState state) {
    return "The service has been setting up " + state.what()
        + " for longer than expected. Ask the service administrator to check it in the service's console. To confirm it"
        + " manually instead, set spec.initialization.mode to Confirmed.";
  }

  static String initializationFailed(InitializationState state) {
    return "The service reports that " + state.what()
        + " failed. Ask the service administrator to repair it in the service's console; the operator detects the repair."
        + " To confirm it manually instead, set spec.initialization.mode to Confirmed.";
  }

  static String awaited(InitializationState state) {
    boolean any = article(state.what()) > 0;
    return "Access is enabled, but " + none(state.what()) + (any ? " exists" : " does not exist")
        + ". Ask the service administrator to create " + (any ? "one" : "it")
        + " (the operator detects it), or set spec.initialization.mode to None.";
  }

  static String awaitedRole(InitializationState state) {
    return "Access is enabled, but " + notSet(state.what())
        + ", and the operator may not set it. Ask the service administrator to set it. To let the operator set it, set"
        + " spec.mode, the connection's spec.mode and the connection's spec.serviceRole.mode to Manage.";
  }

  static String administratorRequired(InitializationState state) {
    return "Access is enabled, but " + notSet(state.what())
        + ", and the declaration names none. Set spec.initialization.administratorAccountId.";
  }

  static String administratorMismatch(InitializationState state, String declared) {
    return "The service's administrator is " + state.administratorAccountId().orElse("none")
        + ", but the declaration names " + declared + ". The operator never changes it. Change it in the service, or"
        + " delete the declaration with Retain and apply it with the other account in"
        + " spec.initialization.administratorAccountId.";
  }

  static String changedByOthers(String account) {
    return "The administrator that the operator set (" + account
        + ") was removed by others. Ask the service administrator to set it again, or delete the declaration with Retain"
        + " and apply it without spec.initialization.administratorAccountId.";
  }

  private static String notSet(String what) {
    return none(what) + (article(what) > 0 ? " is set" : " is not set");
  }

  /** "no organization aggregator" for "an organization aggregator"; what has another article stays as it is. */
  private static String none(String what) {
    int article = article(what);
    return article > 0 ? "no " + what.substring(article) : what;
  }

  /** The length of an indefinite article with its space; 0 where {@code what} begins with none. */
  private static int article(String what) {
    return what.startsWith("an ") ? 3 : what.startsWith("a ") ? 2 : 0;
  }
}
