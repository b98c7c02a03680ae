package dev.trustedaccess.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import static dev.trustedaccess.domain.Messages.confirm;
import static dev.trustedaccess.domain.Messages.fitted;

/**
 * What people read while a declaration is being deleted; under the rules of {@link Messages}, and whatever makes it wait ends
 * in the confirmation that is missing, or in the way to call the deletion back.
 */
final class ExitMessages {
  private static final int NAMED = 3;

  private ExitMessages() {}

  static String retain(Declared declared) {
    return "kubectl patch tsa " + declared.name() + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'";
  }

  static String held(Situation s) {
    return "Nothing is changed for this deletion until the connection's deletionHold is over. To call it back: "
        + retain(s.declared());
  }

  static String unsettled(Situation s) {
    return "A change was sent shortly before the deletion and AWS's list may lag behind it; the operator looks again. To"
        + " leave access on: " + retain(s.declared());
  }

  static String stays(Situation s, String why) {
    String next = " The deletion waits. To leave access on: " + retain(s.declared());
    return fitted("", why.endsWith(".") ? why : why + ".", next);
  }

  static String blocked(Situation s, List<String> things) {
    return fitted(
        "Must be gone before access may go off: ", named(things),
        ". Remove them; to leave access on: " + retain(s.declared()));
  }

  static String confirmLost(Situation s, List<String> things) {
    return fitted(
        "Disabling loses: ", named(things),
        ". The service administrator cleans up, then says so: " + confirm("cleaned-up", s.declared()));
  }

  static String confirmImpact(Situation s) {
    String hurt = s.entry().map(entry -> entry.service().consequence()).orElse("what it does is unknown");
    return fitted(
        "Disabling " + s.principal() + ": ", hurt,
        ". The service administrator makes sure, then says so: " + confirm("cleaned-up", s.declared()));
  }

  static String confirmUnread(Situation s, Optional<Failure> failure) {
    String what = failure.map(cause -> "cannot be read: " + cause.told()).orElse("cannot be read by this operator");
    return fitted(
        "", "What remains of " + s.serviceName() + " " + what,
        ". The service administrator checks, then says so: " + confirm("cleaned-up", s.declared()));
  }

  static String confirmedCleanup() {
    return "The service administrator has confirmed the cleanup for this deletion.";
  }

  static String nothingRemains() {
    return "Nothing remains that disabling would lose.";
  }

  static String takingDown(Situation s, SetUp setUp) {
    return "The " + setUp.kind() + " that the operator set (" + setUp.id()
        + ") is being removed; then access is closed for "
        + s.principal() + ".";
  }

  static String takeDownDuty(Situation s, SetUp setUp) {
    return "The " + setUp.kind() + " that the operator set (" + setUp.id()
        + ") must go first. Give the duty in the connection's spec.serviceRole; to leave access on: "
        + retain(s.declared());
  }

  static String disabling(Situation s) {
    return "Access is being closed for " + s.principal() + "; the declaration goes once AWS no longer lists it.";
  }

  static String wayOut(Situation s, Door door) {
    return fitted(
        "The service closes its access itself: ", door.how(),
        ". The service administrator does so; to leave access on: " + retain(s.declared()));
  }

  static String leaving(Situation s, String why) {
    return fitted("", why, " The declaration for " + s.principal() + " goes.");
  }

  private static String named(List<String> things) {
    String first = things.stream().limit(NAMED).collect(Collectors.joining(", "));
    return things.size() > NAMED ? first + " and more (status.cleanup)" : first;
  }
}
