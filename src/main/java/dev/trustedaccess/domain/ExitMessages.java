package dev.trustedaccess.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people read while a declaration is being deleted; under the rules of {@link Messages}. Whatever makes it wait names
 * the way to call the deletion back, and the confirmation wherever one helps.
 */
final class ExitMessages {
  private static final int NAMED = 3;
  /** So much of the why is kept, at the cost of words and of a long command. */
  private static final int LEAST = 80;
  /** So much at least, before a command makes room for it. */
  private static final int SCARCELY = 20;

  private ExitMessages() {}

  static String retain(Declared declared) {
    return "kubectl patch tsa " + declared.name() + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'";
  }

  static String held(Situation s) {
    return waiting(
        s, "", "Nothing is changed for this deletion until the connection's deletionHold is over", Ask.CALL_BACK);
  }

  static String unsettled(Situation s) {
    return waiting(
        s, "",
        "A change was sent shortly before the deletion and AWS's list may lag behind it; the operator looks again",
        Ask.CALL_BACK);
  }

  static String outdated(Situation s) {
    return waiting(
        s, "",
        "AWS lists access as it was before it was enabled last; its lists lag behind, so the operator looks again",
        Ask.CALL_BACK);
  }

  static String stays(Situation s, String why) {
    return waiting(s, "The deletion waits. ", why.endsWith(".") ? why.substring(0, why.length() - 1) : why,
        Ask.CALL_BACK);
  }

  static String standingUnread(Situation s, Failure failure) {
    return waiting(
        s, "The deletion waits. What the operator set up cannot be read: ", failure.told(), failure.cause().remedy(),
        Ask.CALL_BACK);
  }

  static String blocked(Situation s, List<String> things) {
    return waiting(s, "Must be gone before access may go off: ", named(things), Ask.REMOVE);
  }

  static String blockedUnseen(Situation s, List<String> things, NotRead place) {
    return waiting(
        s, "Must go first, but is not read: ", place.of(named(things)), place.remedy(), Ask.CALL_BACK);
  }

  static String confirmLost(Situation s, List<String> things) {
    return waiting(s, "Disabling loses: ", named(things), Ask.CLEAN_UP);
  }

  static String confirmUnseen(Situation s, List<String> things, NotRead place) {
    return waiting(s, "No longer read: ", place.of(named(things)), place.remedy(), Ask.MAKE_SURE);
  }

  static String confirmBeyond(Situation s) {
    return waiting(
        s, "", "More remained than status.cleanup can list, so nothing proves that all of it is gone", Ask.MAKE_SURE);
  }

  static String confirmImpact(Situation s) {
    String hurt = s.entry().map(entry -> entry.service().consequence()).orElse("what it does is unknown");
    return waiting(s, "Disabling " + s.serviceName() + ": ", hurt, Ask.MAKE_SURE);
  }

  static String confirmUnread(Situation s, Optional<Failure> failure) {
    return failure
        .map(
            unread -> unread.cause().said()
                ? waiting(
                    s, "Not read, since " + unread.cause().why() + ": ", unread.detail(), unread.cause().remedy(),
                    Ask.MAKE_SURE)
                : waiting(s, "What remains cannot be read: ", unread.told(), Ask.MAKE_SURE))
        .orElseGet(() -> waiting(
            s, "", "What remains of " + s.serviceName() + " cannot be read by this operator", Ask.MAKE_SURE));
  }

  static String readAgain(Situation s, Failure failure) {
    return waiting(
        s, "The cleanup is confirmed, but what blocks could not be read just now: ", failure.told(),
        "The operator reads it again first", Ask.CALL_BACK);
  }

  static String confirmDropped(Situation s, List<String> regions) {
    String them = regions.size() == 1 ? regions.getFirst() : "them";
    return waiting(
        s, "No longer managed, and so not read: ", named(regions, "status.managedRegions"),
        "Put " + them + " back in spec.regions.managed if " + (regions.size() == 1 ? "it" : "they") + " can be read",
        Ask.MAKE_SURE);
  }

  static String confirmNotAsked(Situation s, List<String> accounts) {
    return waiting(
        s, "Was its administrator, and is not read now: ",
        (accounts.size() == 1 ? "account " : "accounts ") + named(accounts, "status.administratorAccounts"),
        Ask.MAKE_SURE);
  }

  static String confirmedCleanup() {
    return "The service administrator has confirmed the cleanup for this deletion.";
  }

  static String nothingRemains() {
    return "Nothing remains that disabling would lose.";
  }

  static String takingDown(Situation s, SetUp setUp) {
    return waiting(
        s, "The " + setUp.kind() + " that the operator set (" + setUp.id() + ") is being removed",
        "; then access is closed for " + s.principal(), Ask.CALL_BACK);
  }

  static String takeDownClosed(Situation s, Failure closed) {
    return waiting(
        s, "What the operator set must go first, but " + closed.cause().why() + ": ", closed.detail(),
        closed.cause().remedy(), Ask.CALL_BACK);
  }

  static String takeDownDuty(Situation s, SetUp setUp) {
    return waiting(
        s, "The " + setUp.kind() + " that the operator set (" + setUp.id() + ") must go first. ",
        "Remove it, or set Manage in the connection's spec.serviceRole.mode", Ask.CALL_BACK);
  }

  static String takeDownRole(Situation s, SetUp setUp) {
    return waiting(
        s, "The " + setUp.kind() + " that the operator set (" + setUp.id() + ") must go first. ",
        "For the operator to remove it, give the connection its spec.serviceRole, mode Manage", Ask.CALL_BACK);
  }

  static String takeDownVersion(Situation s, SetUp setUp) {
    return waiting(
        s, "The " + setUp.kind() + " that the operator set (" + setUp.id() + ") must go first. ",
        "This version cannot remove it: install one that can", Ask.CALL_BACK);
  }

  static String disabling(Situation s) {
    return waiting(
        s, "Access is being closed for ", s.principal() + "; the declaration goes once AWS no longer lists it",
        Ask.CALL_BACK);
  }

  static String wayOut(Situation s, Door door) {
    return waiting(s, "The service closes its access itself; its administrator does so: ", door.how(), Ask.CALL_BACK);
  }

  static String leaving(Situation s, String why) {
    return Messages.fitted("", why, " The declaration for " + s.principal() + " goes.");
  }

  private static String named(List<String> things) {
    return named(things, "status.cleanup");
  }

  private static String named(List<String> things, String field) {
    String first = things.stream().limit(NAMED).collect(Collectors.joining(", "));
    return things.size() > NAMED ? first + " and more (" + field + ")" : first;
  }

  /** What a person can do about a deletion that waits, besides calling it back; in many words and in few. */
  private enum Ask {
    CALL_BACK("", ""),
    REMOVE("Remove them. ", ""),
    CLEAN_UP("The service administrator cleans up, then says so: ", "Cleaned up: "),
    MAKE_SURE("The service administrator makes sure, then says so: ", "If so: ");

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

  private static String waiting(Situation s, String before, String told, Ask ask) {
    return waiting(s, before, told, "", ask);
  }

  /**
   * A message of why, and of what can be done. With a long name not everything has room: then the why is cut, the words become
   * few, and the command that calls back becomes short. A command is never cut. Where there is a remedy, the why is kept whole
   * as long as that is possible: without it nobody knows what to apply the remedy to.
   */
  private static String waiting(Situation s, String before, String told, String remedy, Ask ask) {
    String first = remedy.isEmpty() ? ". " : ". " + remedy + ". ";
    String patch = "To leave access on: " + retain(s.declared());
    String edit = "To leave access on (deletionPolicy: Retain): kubectl edit tsa " + s.declared().name();
    List<String> endings = List.of(
        first + ending(s, ask, ask.words, patch), first + ending(s, ask, ask.fewWords, patch),
        first + ending(s, ask, ask.fewWords, edit), ". " + ending(s, ask, ask.fewWords, edit),
        // A name so long that only one command has room.
        ". " + ending(s, ask, ask.fewWords, "To leave access on: spec.deletionPolicy"));
    List<String> withRemedy = remedy.isEmpty() ? List.of() : endings.subList(0, 3);
    List<String> withCommands = endings.subList(0, endings.size() - 1);
    int wanted = before.length() + Math.min(told.length(), LEAST);
    return fitting(withRemedy, before.length() + told.length())
        .or(() -> fitting(withCommands, wanted))
        .map(ending -> Messages.fitted(before, told, ending))
        // Not even that has room: the shortest ending with every command leaves the most of the why.
        .or(() -> fitting(List.of(withCommands.getLast()), SCARCELY)
            .map(ending -> Messages.fitted("", before + told, ending)))
        .orElseGet(() -> Messages.fitted("", before + told, endings.getLast()));
  }

  /** The first that leaves room for so much. */
  private static Optional<String> fitting(List<String> endings, int room) {
    return endings.stream().filter(ending -> room + ending.length() < Messages.MOST).findFirst();
  }

  private static String ending(Situation s, Ask ask, String words, String callBack) {
    return ask.forConfirmation()
        ? callBack + ". " + words + Messages.confirm("cleaned-up", s.declared())
        : words + callBack;
  }
}
