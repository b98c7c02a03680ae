package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.organization.Reason;

/**
 * The conclusion of a deletion that cannot end yet, because the API server refuses a write that must come first. Only a
 * person can change that, so the message names what to grant or correct, and a command that needs neither.
 */
public final class RefusedWrite {
  /** The characters of the API server's answer that are kept before words become few. */
  private static final int LEAST = 20;
  /** A longer command leaves no room for the permission. */
  private static final int LONGEST_COMMAND = Messages.MOST - 80;
  /** What the API server says before why: the object, which the reader has before them. */
  private static final Pattern OBJECT = Pattern.compile("^\\S+ \"[^\"]*\" is (forbidden|invalid): ");
  /** Webhooks and policies answer 403, too, as the API server does when RBAC lacks a permission. */
  private static final Pattern ADMISSION = Pattern.compile("denied (the )?request");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern FINAL_DOTS = Pattern.compile("[. ]+$");

  private RefusedWrite() {}

  /** What a person does about an answer. */
  enum Remedy {
    GRANT, CORRECT, APPLY_CRDS
  }

  /**
   * What the API server answered.
   *
   * @param remedy what helps
   * @param words why, in one line and without a dot at its end
   */
  public record ServerAnswer(Remedy remedy, String words) {
    /** The API server accepted the write, and did not store all of it. */
    public static final ServerAnswer DROPPED = new ServerAnswer(
        Remedy.APPLY_CRDS, "the API server drops them, because the CRD is older than the operator");

    public ServerAnswer {
      remedy = remedy == Remedy.GRANT && ADMISSION.matcher(words).find() ? Remedy.CORRECT : remedy;
      String line = SPACE.matcher(words.strip()).replaceAll(" ");
      words = FINAL_DOTS.matcher(OBJECT.matcher(line).replaceFirst("")).replaceFirst("");
    }

    /**
     * A refusal.
     *
     * @param forbidden whether the operator lacks a permission; otherwise an admission policy or the kind's schema refuses
     */
    public ServerAnswer(boolean forbidden, String words) {
      this(forbidden ? Remedy.GRANT : Remedy.CORRECT, words);
    }
  }

  /**
   * The connection's status does not take the departure.
   *
   * @param reported the message of the condition Ready so far; empty if there is none
   */
  public static Decision.Conclude ofDeparture(
      Decision.Conclude planned, Declared declared, ServerAnswer answer, Optional<String> reported) {
    return waiting(planned, declared, departure(declared, answer).unlessReported(reported));
  }

  /**
   * The finalizer cannot be removed.
   *
   * @param others the finalizers of others, which a person must not remove
   * @param reported the message of the condition Ready so far; empty if there is none
   */
  public static Decision.Conclude ofFinalizer(
      Decision.Conclude planned, Declared declared, List<String> others, ServerAnswer answer,
      Optional<String> reported) {
    return waiting(planned, declared, finalizer(declared, others, answer).unlessReported(reported));
  }

  private static Decision.Conclude waiting(Decision.Conclude planned, Declared declared, String message) {
    Duration wait = Backoff.retry(false, 1, declared.uid());
    return planned.waiting(Finding.stalled(Reason.WRITE_REFUSED, message)).resting(wait).within(wait);
  }

  /**
   * A message in three parts; the middle one has the API server's answer, and is shortened where needed. Webhooks add a
   * new id or time to each answer, so a reported message stays while nothing else differs.
   */
  record Message(String before, String middle, String after) {
    String text() {
      return Messages.fitted(before, middle, after);
    }

    String unlessReported(Optional<String> reported) {
      return reported.filter(this::saysTheSame).orElseGet(this::text);
    }

    private boolean saysTheSame(String reported) {
      int end = reported.length() - after.length();
      return before.length() <= end && reported.startsWith(before) && reported.endsWith(after)
          && VaryingParts.same(reported.substring(before.length(), end), middle);
    }
  }

  static Message departure(Declared declared, ServerAnswer answer) {
    return message(
        "The operator disabled access, but the connection's status.departures cannot be written: ", answer,
        "update on organizationconnections/status", "To accept the log line alone: ",
        DeletionMessages.retain(declared));
  }

  static Message finalizer(Declared declared, List<String> others, ServerAnswer answer) {
    return message(
        "The API server refuses to remove the operator's finalizer: ", answer,
        "patch on trustedserviceaccesses", "To remove it by hand: ", removal(declared.name(), others));
  }

  /**
   * The command that removes the operator's finalizer by hand, and no other. While an object is being deleted, nobody can
   * add a finalizer, so the list has all others. The API server refuses one that lists more than there are.
   */
  public static String removal(String declaration, List<String> others) {
    String remaining = others.isEmpty()
        ? "null"
        : others.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",", "[", "]"));
    String patch = "kubectl patch tsa " + declaration + " --type merge -p '{\"metadata\":{\"finalizers\":"
        + remaining + "}}'";
    return patch.length() > LONGEST_COMMAND ? "kubectl edit tsa " + declaration : patch;
  }

  /** With a long name there is no room for every word, but always for what to do and for the command. */
  private static Message message(String what, ServerAnswer answer, String permission, String purpose, String command) {
    String remedy = switch (answer.remedy()) {
      case GRANT -> "Grant the operator " + permission;
      case CORRECT -> "Correct the cause";
      case APPLY_CRDS -> "Apply the CRDs of this version";
    };
    String shortRemedy = answer.remedy() == Remedy.GRANT ? "Grant " + permission : remedy;
    String ending = ". " + remedy + ". " + purpose + command;
    return what.length() + LEAST + ending.length() < Messages.MOST
        ? new Message(what, answer.words(), ending)
        : new Message("", what + answer.words(), ". " + shortRemedy + ", or run: " + command);
  }
}
