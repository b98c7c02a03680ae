package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.domain.declaration.ConfirmationType;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.plan.Messages;

/**
 * How to confirm with kubectl alone: a command with the whole ServiceConfirmation. It names one deletion, or one
 * enabling, of one object: by the uid and the deletion time that the API server stamped, or by the time of enabling.
 * Run later or twice it confirms nothing else, and RBAC decides who may run it.
 */
public final class KubectlConfirmation {
  private static final String BEFORE = ". With kubectl alone: ";

  private KubectlConfirmation() {}

  /** A message without the command at its end. */
  public static String without(String message) {
    int end = message.indexOf(BEFORE);
    return end < 0 ? message : message.substring(0, end);
  }

  /** A regular expression for the command about the declaration of this name. */
  public static String pattern(String name) {
    return command(Pattern.quote(name), "[a-zA-Z]+", "[0-9a-f-]+", "[a-zA-Z]+", "[0-9TZ:.-]+")
        .replace("{", "\\{")
        .replace("|", "\\|");
  }

  /**
   * The verdict with the command at the end of its message, if it asks for a confirmation.
   *
   * @param ready of the condition Ready
   * @param declared the object that the verdict is about
   * @param recorded its status as it is about to be stored
   */
  static Verdict added(Verdict ready, Declared declared, Recorded recorded) {
    return command(ready.message(), declared, recorded)
        .map(command -> new Verdict(
            ready.truth(), ready.reason(), ready.message() + BEFORE + command, ready.keepsPrevious()))
        .orElse(ready);
  }

  private static Optional<String> command(String message, Declared declared, Recorded recorded) {
    if (message.endsWith(Messages.confirm(ConfirmationType.CLEANED_UP, declared))) {
      return declared.deleted().map(time -> command(declared, "cleanedUp", "deletionTimestamp", time));
    }
    // Before access was seen enabled there is nothing to confirm.
    return recorded.latestEnabledTime()
        .filter(_ -> message.endsWith(Messages.confirm(ConfirmationType.INITIALIZED, declared)))
        .map(time -> command(declared, "initialized", "enabledTime", time));
  }

  private static String command(Declared declared, String statement, String moment, Instant time) {
    return command(declared.name(), statement, declared.uid(), moment, time.toString());
  }

  private static String command(String name, String statement, String uid, String moment, String time) {
    return ("echo '{\"apiVersion\":\"" + Kinds.GROUP + "/" + Kinds.VERSION
        + "\",\"kind\":\"ServiceConfirmation\",\"metadata\":{\"name\":\"%s\"},\"spec\":{\"%s\":{\"accessUid\":\"%s\","
        + "\"%s\":\"%s\"}}}' | kubectl apply -f -").formatted(name, statement, uid, moment, time);
  }
}
