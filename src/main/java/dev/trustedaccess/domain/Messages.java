package dev.trustedaccess.domain;

/**
 * What people read in conditions: what was seen, why, who acts, the next step. No times, counters or request ids, so that a
 * message changes only when something changed; a test holds each under {@value #MOST} characters.
 */
final class Messages {
  static final int MOST = 300;
  /** So many of a kind are named; a list says the rest. */
  static final int NAMED = 3;

  private Messages() {}

  static String confirm(String word, Declared declared) {
    return "trusted-access-operator confirm " + word + " " + declared.name();
  }

  static String connectionMissing(Desired desired) {
    return "OrganizationConnection " + desired.organization()
        + " does not exist, so the organization cannot be reached. Create it, or correct spec.organizationRef.name.";
  }

  static String connectionDeleting(Desired desired) {
    return "OrganizationConnection " + desired.organization()
        + " is being deleted and takes no new declarations. Once it is gone, apply it again, or name another in"
        + " spec.organizationRef.name.";
  }

  static String connectionUnusable(Desired desired, String problem) {
    return fitted("", problem, " See: kubectl describe orgconn " + desired.organization());
  }

  static String connectionInUse(String name) {
    return "Declarations still hold it, so it stays until they are gone: kubectl get tsa. To call the deletion back, drop the"
        + " finalizer by hand and apply it again: kubectl patch orgconn " + name
        + " --type merge -p '{\"metadata\":{\"finalizers\":null}}'";
  }

  static String credentialsWork(OrganizationState seen) {
    return "The credentials act in account " + seen.callerAccountId() + ".";
  }

  static String featuresOn(OrganizationState seen) {
    return "Organization " + seen.id() + " has all features.";
  }

  static String connected(ConnectionSettings settings, OrganizationState seen) {
    return "Organization " + seen.id() + " is reached; spec.mode is " + settings.mode() + ".";
  }

  static String connectionFailed(Failure failure) {
    return identityFailed(failure, "spec.organizationsRole.arn", "spec.organizationsRole.externalId");
  }

  /** {@code role} is the field that names who was refused, {@code trust} what assuming it depends on besides. */
  static String identityFailed(Failure failure, String role, String trust) {
    if (failure.cause().said()) {
      return fitted(
          failure.problem(), failure.detail(),
          ": " + failure.cause().why() + ". " + failure.cause().remedyInLife() + ". It acts as " + role);
    }
    String detail = clip(failure.detail(), 140);
    return switch (failure.kind()) {
      case ACCESS_DENIED -> "AWS denies " + detail + ". Grant this action to " + role + ".";
      case CREDENTIALS_INVALID ->
        "The credentials do not work for " + detail + ". Check the role, its trust policy and "
            + trust + ".";
      case NO_CREDENTIALS -> "There are no AWS credentials for " + detail + ". Give the service account a role, or set"
          + " AWS_PROFILE. What is found shows: aws sts get-caller-identity";
      case NOT_IN_ORGANIZATION -> "The account belongs to no organization (" + detail
          + "). Name a role in the management account: " + role;
      case SERVICE_ELSEWHERE -> "Wrong account: " + detail + ". Name a role in the management account: " + role;
      case WRONG_ORGANIZATION -> "Wrong organization: " + detail + ". Name a role of the right one: " + role;
      case FOREIGN_ACCOUNT ->
        "Wrong account: " + detail + ". Name one of its accounts as administrator; it is asked as " + role;
      case NOT_MANAGEMENT_ACCOUNT -> "This is for the management account: " + detail + ". Name a role there: " + role;
      default -> "Not read: " + detail + " (" + failure.reason() + "). The operator goes on trying; it acts as " + role;
    };
  }

  static String allFeatures(OrganizationState seen) {
    return "Organization " + seen.id() + " has consolidated billing only; trusted access needs all features. The"
        + " management account's administrator enables them: aws organizations enable-all-features";
  }

  static String notAllowed(Situation s, String principal) {
    return "OrganizationConnection " + s.settings().name() + " does not allow " + principal
        + ". Its administrator adds it to spec.allowedServicePrincipals.";
  }

  static String trap(String principal, String advice) {
    return fitted(
        principal + " is not a principal for trusted access, so no call was made. ", advice,
        " Correct spec.servicePrincipal.");
  }

  static String unknownService(String principal) {
    return "The catalog does not know " + principal
        + ", so no call was made and its impact is unknown. Check the name; if"
        + " it is meant, set spec.acceptUnknownService.";
  }

  static String duplicate(Declared declared, String other) {
    return "The older declaration for " + other
        + " names the same access, so this one changes nothing. Delete one of the"
        + " two: kubectl delete tsa " + declared.name();
  }

  static String on(Situation s, String listedAs) {
    return "Access is on for " + listedAs + " (" + s.serviceName() + ").";
  }

  static String off(Situation s) {
    return "Access is off for " + s.principal() + " (" + s.serviceName() + ").";
  }

  static String enabling(Situation s) {
    return "Access was off; organizations:EnableAWSServiceAccess is asked for " + s.principal()
        + " and AWS does not list it yet. The operator looks again by itself.";
  }

  static String lagging(Situation s) {
    return "AWS does not list " + s.principal()
        + ", which was on moments ago. Its lists lag behind, so the operator looks"
        + " again before it opens access.";
  }

  static String outdated(Situation s) {
    return "AWS lists " + s.principal()
        + " as it was before it was enabled last. Its lists lag behind, so the operator looks again.";
  }

  static String correcting(Situation s) {
    return "Access was switched off by others; organizations:EnableAWSServiceAccess is asked for " + s.principal()
        + " again. The operator looks again by itself.";
  }

  static String wouldEnable(Situation s) {
    String by = s.desired().mode() == Mode.Observe ? "spec.mode" : "OrganizationConnection's spec.mode";
    return "Access is off. The operator would call organizations:EnableAWSServiceAccess for " + s.principal()
        + ", but only observes. To let it act, set Manage in " + by + ".";
  }

  static String serviceApi(Situation s, Door door) {
    String how = door.by() == Door.By.Console ? "only its console opens it" : "only its own call opens it";
    return fitted(
        s.serviceName() + " is off and EnableAWSServiceAccess is not its door: " + how
            + ". The service administrator acts; the operator then sees it on. Step: ",
        door.how(), "");
  }

  static String contested(Situation s) {
    return "Access was put back several times within an hour and is off again: somebody or something switches "
        + s.principal()
        + " off. Find who in CloudTrail (DisableAWSServiceAccess). To only watch, set Observe in spec.mode";
  }

  static String managedByOther(Situation s, String other) {
    return "Access is off, and " + other
        + " manages it too while its own access is on, so it is reported and not put back."
        + " Repair it there, then look again: trustedaccess.dev/reconcile-requested-at";
  }

  static String refused(Change.Refused refused, String operation, ConnectionSettings settings) {
    String tail = ". Tried again later; at once after a change of the annotation"
        + " trustedaccess.dev/reconcile-requested-at";
    Reason reason = refused.reason();
    String begin = reason == Reason.AccessDenied ? "AWS denies " : "AWS refuses ";
    String there = ": kubectl edit orgconn " + settings.name();
    String tried = refused.detail().isEmpty() ? operation : refused.detail();
    if (refused.cause().said()) {
      return fitted(begin, tried, ": " + refused.cause().why() + ". " + refused.cause().remedy() + tail);
    }
    return switch (reason) {
      case AccessDenied ->
        fitted(begin, tried, ". The role of OrganizationConnection " + settings.name() + " needs this action" + tail);
      case AccountNotInOrganization -> operation + " was not sent: the administrator is not an account of "
          + settings.organizationId() + ". Name one of its accounts: spec.initialization.administratorAccountId";
      case Throttled, ConcurrentModification, ServiceUnavailable -> operation + " has not taken place (" + reason + ")"
          + tail;
      case NoIdentity -> fitted("Not sent: ", tried, ". Add its role to the connection" + there);
      case NotManagementAccount, WrongOrganization ->
        fitted("Not sent: ", tried, ". Correct the connection's role" + there);
      case CredentialsInvalid ->
        fitted("The credentials do not work for ", tried, ". Check role, trust and external id" + there);
      default -> fitted(begin, tried, tail);
    };
  }

  static String failed(Failure failure, Situation s) {
    String next = ": kubectl describe orgconn " + s.desired().organization();
    String detail = failure.detail();
    if (failure.cause().said()) {
      return fitted(
          failure.problem(), detail, ": " + failure.cause().why() + ". " + failure.cause().remedyInLife() + next);
    }
    return switch (failure.kind()) {
      case ACCESS_DENIED -> fitted("AWS denies ", detail, ". Grant this action to the role of the connection" + next);
      case CREDENTIALS_INVALID, NO_CREDENTIALS ->
        fitted("The credentials do not work for ", detail, ". Check role, trust and external id" + next);
      case NOT_IN_ORGANIZATION ->
        fitted("The account belongs to no organization (", detail, "). Correct the role" + next);
      case SERVICE_ELSEWHERE ->
        fitted("Wrong account: ", detail, ". Nothing there counts or is changed. Correct spec.serviceRole.arn" + next);
      case WRONG_ORGANIZATION ->
        fitted("Wrong organization: ", detail, ". Nothing there counts or is changed. Correct the role" + next);
      case FOREIGN_ACCOUNT -> fitted(
          "Wrong account: ", detail, ". Nothing there counts or is changed. Name one of the organization's accounts:"
              + " spec.initialization.administratorAccountId");
      case NO_IDENTITY -> fitted("Not possible: ", detail, ". Add its role to the connection" + next);
      default -> fitted("Not read: ", detail, " (" + failure.reason() + "). The operator goes on trying" + next);
    };
  }

  static String stale(Situation s) {
    return "Several looks in a row failed, so what was last seen may be outdated. Nothing is changed meanwhile. See:"
        + " kubectl describe orgconn " + s.desired().organization();
  }

  static String initialized(InitializationState state) {
    return state.administratorAccountId()
        .map(account -> "The service is set up; its administrator is account " + account + ".")
        .orElse("The service is set up: " + state.what() + " is there.");
  }

  static String notRequired(Situation s, boolean byService) {
    return byService
        ? s.serviceName() + " needs nothing set up."
        : "Initialization is not asked for: spec.initialization.mode is None.";
  }

  static String awaitConfirmation(Declared declared) {
    return "Access is on. The service administrator sets the service up, then says so: "
        + confirm("initialized", declared);
  }

  static String confirmedInitialized() {
    return "The service administrator has confirmed that the service is set up.";
  }

  static String repair(String lost, Declared declared) {
    return fitted(
        "Access is back after a time off, but not: ", lost,
        ". The service administrator repairs it, then says so: " + confirm("initialized", declared));
  }

  static String paused() {
    return "Nothing is changed while the annotation stands. To go on, remove it: trustedaccess.dev/paused";
  }

  static String ready(Situation s) {
    return s.serviceName() + " is as declared.";
  }

  /** A message of three parts; the middle one is shortened where needed, so that the next step is never what is cut off. */
  static String fitted(String before, String told, String after) {
    return before + clip(told, Math.max(1, MOST - 1 - before.length() - after.length())) + after;
  }

  /** Shortens {@code text} to {@code most} characters. */
  static String clip(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
