package dev.trustedaccess.domain.plan;

import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.organization.Reason;

/**
 * The conclusion of a deletion that cannot end yet, because the API server refuses a write that must come first. Only a
 * person can change that, so the message names the permission, and a command that needs none.
 */
public final class RefusedWrite {
  /** The characters of the API server's answer that are kept before words become few. */
  private static final int LEAST = 20;

  private RefusedWrite() {}

  /**
   * The connection's status does not take the departure.
   *
   * @param answer what the API server answered
   */
  public static Decision.Conclude ofDeparture(Decision.Conclude planned, Declared declared, String answer) {
    return waiting(planned, declared, departure(declared, answer));
  }

  /**
   * The finalizer cannot be removed.
   *
   * @param answer what the API server answered
   */
  public static Decision.Conclude ofFinalizer(Decision.Conclude planned, Declared declared, String answer) {
    return waiting(planned, declared, finalizer(declared, answer));
  }

  private static Decision.Conclude waiting(Decision.Conclude planned, Declared declared, String message) {
    return planned.waiting(Finding.stalled(Reason.WRITE_REFUSED, message))
        .resting(Backoff.retry(false, 1, declared.uid()));
  }

  static String departure(Declared declared, String answer) {
    return message(
        "Access is disabled, but the connection's status.departures cannot be written: ", answer,
        "update on organizationconnections/status", "To accept the log line alone: ",
        DeletionMessages.retain(declared));
  }

  static String finalizer(Declared declared, String answer) {
    return message(
        "The deletion is complete, but the operator's finalizer cannot be removed: ", answer,
        "patch on trustedserviceaccesses", "To remove it by hand: ",
        "kubectl patch tsa " + declared.name() + " --type merge -p '{\"metadata\":{\"finalizers\":null}}'");
  }

  /** With a long name there is no room for every word, but always for the permission and the command. */
  private static String message(String what, String answer, String permission, String purpose, String command) {
    String ending = ". Grant the operator " + permission + ". " + purpose + command;
    return what.length() + LEAST + ending.length() < Messages.MOST
        ? Messages.fitted(what, answer, ending)
        : Messages.fitted("", what + answer, ". Grant " + permission + ", or run: " + command);
  }
}
