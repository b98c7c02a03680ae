package dev.trustedaccess.domain.plan;

import java.util.Optional;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.ConfirmationType;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.organization.InitializationState;

/** Messages about the progress of a service's initialization; the rules of {@link Messages} apply. */
final class InitializationMessages {
  private static final String CHECKS_AGAIN = "The operator checks again automatically.";

  private InitializationMessages() {}

  static String initializing(String what) {
    return "The service is setting up " + what + ". " + CHECKS_AGAIN;
  }

  static String removedByOthers(InitializationState state) {
    return "The service is removing " + state.what() + ", as requested by others. If you need it, ask the service"
        + " administrator to set it up again; if not, set spec.initialization.mode to None.";
  }

  static String overdue(PlanInput input, String what) {
    return Messages.fitted(
        "The service has been setting up ", what,
        " for longer than expected. Ask the service administrator to check it" + byHand(
            input, " in the service's console"));
  }

  static String initializationFailed(PlanInput input, String what) {
    return Messages.fitted(
        "The service reports that ", what,
        " failed. Ask the service administrator to repair it" + byHand(
            input, " in the service's console; the operator detects the repair"));
  }

  /** How a person can confirm what the service does not report, after {@code more} where there is room for it. */
  private static String byHand(PlanInput input, String more) {
    return input.desired().initialization() == InitializationMode.CONFIRMED
        ? ", then run: " + Messages.confirm(ConfirmationType.INITIALIZED, input.declared())
        : more + ". To confirm it manually instead, set spec.initialization.mode to Confirmed.";
  }

  /** A service that is enabled by its own call sets up with that call what Organizations' call leaves out. */
  static String awaited(PlanInput input, String what) {
    Optional<String> how = input.initializedHow();
    if (how.isPresent()) {
      return awaited(what, how.get());
    }
    AccessMethod method = input.enableMethod();
    if (method.by() != AccessMethod.By.SERVICE) {
      return awaited(what);
    }
    String missing = "Access is enabled, but " + missing(what)
        + ": EnableAWSServiceAccess alone does not set it up.";
    String ask = " Ask the service administrator to call: ";
    String longer = missing + " The operator detects it automatically." + ask + method.how();
    return longer.length() <= Messages.MOST ? longer : Messages.fitted(missing + ask, method.how(), "");
  }

  /** A person initializes the service by a command that is known, or in its console. */
  private static String awaited(String what, String how) {
    String missing = "Access is enabled, but " + missing(what)
        + ". Set spec.initialization.mode to None, or ask the service administrator to set it up";
    String longer = missing + " (the operator detects it) with: " + how;
    return longer.length() <= Messages.MOST ? longer : Messages.fitted(missing + " with: ", how, "");
  }

  private static String awaited(String what) {
    return "Access is enabled, but " + missing(what)
        + ". Ask the service administrator to create " + (article(what) > 0 ? "one" : "it")
        + " (the operator detects it), or set spec.initialization.mode to None.";
  }

  static String administratorRequired(String what) {
    return "Access is enabled, but " + none(what)
        + " is set, and the declaration names none. Set spec.delegatedAdministrators.";
  }

  private static String missing(String what) {
    return none(what) + (article(what) > 0 ? " exists" : " does not exist");
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
