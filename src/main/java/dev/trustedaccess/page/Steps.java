package dev.trustedaccess.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.RefusedWrite;
import dev.trustedaccess.mapping.KubectlConfirmation;
import dev.trustedaccess.page.Standing.Step;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * The next steps for an object, as commands. A message that ends in a command gives that command, so that the page never
 * says anything other than the message; what a message only describes becomes the command that does it.
 */
final class Steps {
  private static final Pattern FIELD = Pattern.compile(
      "spec\\.(?:mode|delegatedAdministrators|acceptUnknownService|initialization|organizationRef)\\b");
  private static final String RETRY = "change the annotation " + Kinds.RECONCILE_ANNOTATION;
  private static final String PAUSED = "annotation " + Kinds.PAUSED_ANNOTATION;

  private Steps() {}

  /**
   * The steps for an object.
   *
   * @param object such as {@code tsa ds.amazonaws.com}
   * @param meta of the object as it is now
   * @param reason of the condition Ready
   * @param message of the condition Ready
   */
  static List<Step> of(String object, ObjectMeta meta, String reason, String message) {
    List<Step> steps = reason.equals(Reason.WRITE_REFUSED.apiName())
        ? againstARefusal(object, meta, message)
        : toCopy(commands(object).matcher(message), message);
    if (object.startsWith("tsa ") && FIELD.matcher(message).find()) {
      steps.add(new Step("To change the declaration", "kubectl edit " + object));
    }
    if (reason.equals(Reason.ACCESS_DENIED.apiName())) {
      steps.add(new Step("To print the policies that grant all actions", "trusted-access-operator policy"));
    }
    if (message.contains(RETRY)) {
      steps.add(new Step("To retry now", "kubectl annotate " + object + " " + Kinds.RECONCILE_ANNOTATION
          + "=\"$(date +%s)\" --overwrite"));
    }
    if (message.contains(PAUSED)) {
      steps.add(new Step("To resume", "kubectl annotate " + object + " " + Kinds.PAUSED_ANNOTATION + "-"));
    }
    String describe = "kubectl describe " + object;
    if (steps.stream().noneMatch(step -> step.command().equals(describe))) {
      steps.add(new Step("To see the object and its events", describe));
    }
    return steps;
  }

  private static List<Step> toCopy(Matcher commands, String message) {
    List<Step> steps = new ArrayList<>();
    int from = 0;
    while (commands.find()) {
      steps.add(new Step(purpose(message.substring(from, commands.start())), commands.group()));
      from = commands.end();
    }
    return steps;
  }

  /**
   * The message has the words of whoever refuses, so only a command at its end is the operator's. The one that removes
   * the finalizer is offered for no other finalizers than the object has now.
   */
  private static List<Step> againstARefusal(String object, ObjectMeta meta, String message) {
    if (meta.getDeletionTimestamp() == null) {
      return new ArrayList<>();
    }
    List<String> others = Texts.orEmpty(meta.getFinalizers())
        .stream()
        .filter(finalizer -> !finalizer.equals(Kinds.ACCESS_FINALIZER))
        .toList();
    String removal = Pattern.quote(RefusedWrite.removal(Texts.text(meta.getName()), others));
    return toCopy(Pattern.compile("(?:" + removal + "|" + commands(object) + ")$").matcher(message), message);
  }

  /**
   * The commands that the operator's messages have. A message is text that whoever may write status can write. So what is
   * offered to copy is one of these, and none of them changes another object than the one that it stands beside,
   * except in an editor that shows it.
   */
  private static Pattern commands(String object) {
    String own = Pattern.quote(object);
    String name = object.substring(object.indexOf(' ') + 1);
    return Pattern.compile(String.join("|",
        "trusted-access-operator confirm (?:initialized|cleaned-up) " + Pattern.quote(name),
        KubectlConfirmation.pattern(name),
        "kubectl patch " + own + " --type merge -p "
            + (object.startsWith("tsa ")
                ? "'\\{\"spec\":\\{\"deletionPolicy\":\"Retain\"\\}\\}'"
                : "'\\{\"metadata\":\\{\"finalizers\":null\\}\\}'"),
        "kubectl delete " + own,
        "kubectl (?:describe|edit) (?:tsa|orgconn) [a-z0-9.-]*[a-z0-9]",
        "kubectl get (?:tsa|orgconn)",
        "aws organizations enable-all-features",
        "aws sts get-caller-identity"));
  }

  /** The clause in front of a command: {@code To keep access enabled}. */
  private static String purpose(String before) {
    String clause = before.strip();
    clause = clause.endsWith(":") ? clause.substring(0, clause.length() - 1) : clause;
    int end = Math.max(clause.lastIndexOf(". "), clause.lastIndexOf("; "));
    return clause.substring(end < 0 ? 0 : end + 2).strip();
  }
}
