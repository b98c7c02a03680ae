package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ConfirmationType;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Messages while a declaration is being deleted; the rules of {@link Messages} apply. Every message about a deletion that
 * waits names the way to keep access enabled, and the confirmation wherever one helps.
 */
final class DeletionMessages {
  private static final int NAMED = 3;
  /** The characters of the explanation that are kept, at the cost of other words. */
  private static final int LEAST = 80;
  /** The least of them that is kept before a command is dropped. */
  private static final int SCARCELY = 20;
  /** The characters of a refused call that are kept with its remedy: its name. */
  private static final int CALL = 60;

  private DeletionMessages() {}

  static String retain(Declared declared) {
    return "kubectl patch tsa " + declared.name() + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'";
  }

  static String hold(PlanInput input, Instant end) {
    return waiting(
        input, "", "No change is made for this deletion before " + end + ", when the connection's deletionHold ends",
        Ask.CALL_BACK);
  }

  static String unsettled(PlanInput input) {
    return waiting(
        input, "",
        "A change was sent shortly before the deletion, and AWS's list may lag behind it for two minutes; the operator then"
            + " reads it again",
        Ask.CALL_BACK);
  }

  static String outdated(PlanInput input) {
    return waiting(
        input, "",
        "AWS lists access as it was before it was last enabled; its lists lag behind, so the operator reads them again",
        Ask.CALL_BACK);
  }

  static String stalled(PlanInput input, String why) {
    return waiting(input, "Deletion is waiting. ", why.endsWith(".") ? why.substring(0, why.length() - 1) : why,
        Ask.CALL_BACK);
  }

  /** AWS refused a change of this deletion, and why is known: what ends it is told before what was tried. */
  static String refused(PlanInput input, Change.Refused refused) {
    String begin = refused.reason() == Reason.ACCESS_DENIED ? "AWS denies (" : "AWS refuses (";
    return waiting(
        input, begin + refused.cause().why() + "): ", refused.detail(), CALL, refused.cause().remedy(),
        Ask.CALL_BACK);
  }

  static String ownedUnread(PlanInput input, Failure failure) {
    return waiting(
        input, "Deletion is waiting. Cannot read the owned resources: ", failure.description(),
        failure.cause().remedy(),
        Ask.CALL_BACK);
  }

  static String blocked(PlanInput input, List<String> things) {
    return waiting(
        input, "Disabling is blocked by: ", named(things), things.size() == 1 ? "Remove it" : "Remove them",
        Ask.CALL_BACK);
  }

  static String blockedUnseen(PlanInput input, List<String> things, UnreadPlace place) {
    return waiting(
        input, "Blocks disabling, but cannot be read: ", place.of(named(things)), place.remedy(), Ask.CALL_BACK);
  }

  static String confirmLost(PlanInput input, List<String> things) {
    return waiting(input, "Lost if disabled: ", named(things), Ask.CLEAN_UP);
  }

  static String confirmUnseen(PlanInput input, List<String> things, UnreadPlace place) {
    return waiting(input, "No longer readable: ", place.of(named(things)), place.remedy(), Ask.MAKE_SURE);
  }

  static String confirmIncomplete(PlanInput input) {
    return waiting(
        input, "",
        "More remained than status.cleanup can list, so the operator cannot verify that all of it was removed",
        Ask.MAKE_SURE);
  }

  static String confirmImpact(PlanInput input) {
    String impact = input.entry().map(entry -> entry.service().consequence()).orElse("the effect is unknown");
    return waiting(input, "Disabling " + input.serviceName() + " means: ", impact, Ask.MAKE_SURE);
  }

  static String confirmUnread(PlanInput input, Optional<Failure> failure) {
    return failure
        .map(
            unread -> unread.cause().isStated()
                ? waiting(
                    input, "Cannot read (" + unread.cause().why() + "): ", unread.detail(), unread.cause().remedy(),
                    Ask.MAKE_SURE)
                : waiting(input, "Cannot read what remains: ", unread.description(), Ask.MAKE_SURE))
        .orElseGet(() -> waiting(
            input, "", "This operator cannot read what remains of " + input.serviceName(), Ask.MAKE_SURE));
  }

  static String readAgain(PlanInput input, Failure failure) {
    return waiting(
        input, "Cleanup is confirmed, but what blocks disabling could not be read: ", failure.description(),
        "The operator reads it again", Ask.CALL_BACK);
  }

  static String confirmDropped(PlanInput input, List<String> regions) {
    String them = regions.size() == 1 ? regions.getFirst() : "them";
    return waiting(
        input, "No longer managed, so not read: ", named(regions, "status.managedRegions"),
        "Put " + them + " back in spec.regions.managed if " + (regions.size() == 1 ? "it" : "they") + " can be read",
        Ask.MAKE_SURE);
  }

  static String confirmNotAsked(PlanInput input, List<String> accounts) {
    return waiting(
        input,
        accounts.size() == 1
            ? "Former administrator, no longer read: account "
            : "Former administrators, no longer read: accounts ",
        named(accounts, "status.administratorAccounts"),
        Ask.MAKE_SURE);
  }

  static String confirmedCleanup() {
    return "The service administrator confirmed the cleanup for this deletion.";
  }

  static String nothingRemains() {
    return "Nothing remains that would be lost.";
  }

  static String removingOwned(PlanInput input, OwnedResource owned) {
    return waiting(
        input, "Removing " + owned.inWords() + ", which the operator set",
        ", then disabling access for " + input.principal(), Ask.CALL_BACK);
  }

  static String removeOwnedClosed(PlanInput input, Failure closed) {
    return waiting(
        input, "The owned resource must be removed first, but " + closed.cause().why() + ": ", closed.detail(),
        closed.cause().remedy(), Ask.CALL_BACK);
  }

  static String removeOwnedWithoutMode(PlanInput input, OwnedResource owned) {
    return waiting(
        input, "The operator set " + owned.inWords() + ", which must be removed first. ",
        "Remove it, or set the connection's spec.serviceRole.mode to Manage", Ask.CALL_BACK);
  }

  static String removeOwnedWithoutRole(PlanInput input, OwnedResource owned) {
    return waiting(
        input, "The operator set " + owned.inWords() + ", which must be removed first. ",
        "Remove it, or add spec.serviceRole with mode Manage to the connection", Ask.CALL_BACK);
  }

  static String removeOwnedByOtherVersion(PlanInput input, OwnedResource owned) {
    return waiting(
        input, "The operator set " + owned.inWords() + ", which must be removed first. ",
        "This version cannot remove it. Install one that can", Ask.CALL_BACK);
  }

  /** The call follows this message at once, so there is no way back. */
  static String disabling(PlanInput input) {
    return Messages.fitted(
        "Disabling access for ", input.principal(),
        "; the declaration is deleted once AWS no longer lists it. This deletion cannot be called back any more. To enable"
            + " access again, apply the declaration after that");
  }

  /** The service is still carrying out an earlier change, so that it is not sent another one. */
  static String servicePending(PlanInput input, InitializationState state, boolean overdue) {
    return overdue
        ? waiting(
            input, "The service is changing ",
            state.what() + " for longer than expected, so access is not disabled",
            "Ask the service administrator to finish this, or to disable access, in the service's console; the operator"
                + " detects either",
            Ask.CALL_BACK)
        : waiting(
            input, "The service is still changing " + state.what() + ", so access is not disabled yet. ",
            "The operator checks again automatically", Ask.CALL_BACK);
  }

  static String disableMethod(PlanInput input, AccessMethod method) {
    if (OwnCalls.serviceRoleObserves(input, Observation.Integration::disables)) {
      return waiting(
          input, "Set the connection's spec.serviceRole.mode to Manage, or ask the service administrator to call: ",
          method.how(), Ask.CALL_BACK);
    }
    String where = method.by() == AccessMethod.By.CONSOLE
        ? "Disable access in the service's console. Ask the service administrator to open: "
        : "Disable access through the service's own API. Ask the service administrator to call: ";
    return waiting(input, where, method.how(), Ask.CALL_BACK);
  }

  static String removingFinalizer(PlanInput input, String why) {
    return Messages.fitted("", why,
        left(input.recorded().owned()) + " Deleting the declaration for " + input.principal()
            + ".");
  }

  /** The administrators that the operator appointed, and that this deletion does not dismiss. */
  private static String left(List<OwnedResource> owned) {
    List<String> accounts = owned.stream().map(OwnedResource::accountId).distinct().sorted().toList();
    if (accounts.isEmpty()) {
      return "";
    }
    String more = accounts.size() > NAMED ? " and more" : "";
    return " Appointed by the operator and not dismissed: "
        + accounts.stream().limit(NAMED).collect(Collectors.joining(", ")) + more + ". Dismiss any that is not needed.";
  }

  private static String named(List<String> things) {
    return named(things, "status.cleanup");
  }

  private static String named(List<String> things, String field) {
    String first = things.stream().limit(NAMED).collect(Collectors.joining(", "));
    return things.size() > NAMED ? first + " and more (" + field + ")" : first;
  }

  /** What a person can do about a deletion that waits, besides keeping access enabled; in many words and in few. */
  private enum Ask {
    CALL_BACK("", ""),
    CLEAN_UP("The service administrator cleans up, then runs: ", "After cleanup: "),
    MAKE_SURE("To accept this, the service administrator runs: ", "To accept: ");

    private final String words;
    private final String fewWords;

    Ask(String words, String fewWords) {
      this.words = words;
      this.fewWords = fewWords;
    }

    boolean forConfirmation() {
      return this == CLEAN_UP || this == MAKE_SURE;
    }
  }

  private static String waiting(PlanInput input, String before, String why, Ask ask) {
    return waiting(input, before, why, "", ask);
  }

  /**
   * A message of an explanation, and of what can be done. With a long name there is no room for everything: then the
   * words become few, and the explanation is cut, but never a command. Where there is a remedy, the explanation is kept whole as
   * long as possible: it shows what to apply the remedy to.
   */
  private static String waiting(PlanInput input, String before, String why, String remedy, Ask ask) {
    return waiting(input, before, why, why.length(), remedy, ask);
  }

  /** The same; {@code needed} is how many characters of the explanation must be kept for the remedy to be of use. */
  private static String waiting(PlanInput input, String before, String why, int needed, String remedy, Ask ask) {
    String first = remedy.isEmpty() ? ". " : ". " + remedy + ". ";
    boolean sent = isDisablingSent(input);
    String patch = (sent ? "To delete it with access as it then is: " : "To keep access enabled: ")
        + retain(input.declared());
    String shortPatch = (sent ? "Delete as is: " : "Keep access: ") + retain(input.declared());
    List<String> withPatch = List.of(
        first + ending(input, ask, ask.words, patch), first + ending(input, ask, ask.fewWords, patch),
        first + ending(input, ask, ask.fewWords, shortPatch), ". " + ending(input, ask, ask.fewWords, shortPatch));
    List<String> withRemedy = remedy.isEmpty() ? List.of() : withPatch.subList(0, 3);
    // With the longest names there is room for one command only.
    String withoutPatch = ". " + ending(input, ask, ask.fewWords,
        (sent ? "To delete as is" : "To keep access") + ": deletionPolicy Retain");
    int wanted = before.length() + Math.min(why.length(), LEAST);
    return fitting(withRemedy, before.length() + Math.min(why.length(), needed))
        .or(() -> fitting(withRemedy, wanted))
        .or(() -> fitting(withPatch, before.length() + why.length()))
        .or(() -> fitting(withPatch, wanted))
        .map(ending -> Messages.fitted(before, why, ending))
        // There is no room even for that: the shortest ending with every command keeps the most of the explanation.
        .or(() -> fitting(List.of(withPatch.getLast()), SCARCELY)
            .map(ending -> Messages.fitted("", before + why, ending)))
        .orElseGet(() -> Messages.fitted("", before + why, withoutPatch));
  }

  /** Whether a call that disables access was sent and not refused: AWS may carry it out whatever the declaration says then. */
  private static boolean isDisablingSent(PlanInput input) {
    return input.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.DISABLE) && change.refused().isEmpty())
        .filter(change -> !input.recorded().enabledSince(change.time()))
        .isPresent();
  }

  /** The first ending that leaves room for this many characters. */
  private static Optional<String> fitting(List<String> endings, int room) {
    return endings.stream().filter(ending -> room + ending.length() < Messages.MOST).findFirst();
  }

  private static String ending(PlanInput input, Ask ask, String words, String callBack) {
    return ask.forConfirmation()
        ? callBack + ". " + words + Messages.confirm(ConfirmationType.CLEANED_UP, input.declared())
        : words + callBack;
  }
}
