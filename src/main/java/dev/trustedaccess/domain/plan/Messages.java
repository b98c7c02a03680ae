package dev.trustedaccess.domain.plan;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ConfirmationType;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Reason;

/**
 * The messages of conditions: what was seen, why, who acts, and the next step. They contain no time, counter or request id,
 * so that a message changes only when something changed. A test keeps each under {@value #MOST} characters.
 */
public final class Messages {
  static final int MOST = 350;
  /** The most items that a message names; a list in status has the others. */
  static final int NAMED = 3;

  private Messages() {}

  /** The command that confirms this of a declaration. A message has it at its end. */
  public static String confirm(ConfirmationType type, Declared declared) {
    return "trusted-access-operator confirm " + type + " " + declared.name();
  }

  public static String connectionMissing(Desired desired) {
    return "OrganizationConnection " + desired.organization()
        + " does not exist, so the organization cannot be reached. Create it, or correct spec.organizationRef.name.";
  }

  static String connectionDeleting(Desired desired) {
    return "OrganizationConnection " + desired.organization()
        + " is being deleted and accepts no new declarations. Once it is deleted, apply it again, or name another in"
        + " spec.organizationRef.name.";
  }

  static String connectionUnusable(Desired desired, String problem) {
    return fitted("", problem, " See: kubectl describe orgconn " + desired.organization());
  }

  static String connectionInUse(String name) {
    return "Declarations still use this connection, so it stays until they are deleted: kubectl get tsa. To cancel the"
        + " deletion, remove its finalizer and apply it again: kubectl patch orgconn " + name
        + " --type merge -p '{\"metadata\":{\"finalizers\":null}}'";
  }

  public static String credentialsWork(OrganizationState seen) {
    return "The credentials are valid in account " + seen.callerAccountId() + ".";
  }

  public static String allFeaturesEnabled(OrganizationState seen) {
    return "Organization " + seen.id() + " has all features enabled.";
  }

  public static String connected(ConnectionSettings settings, OrganizationState seen) {
    return "Connected to organization " + seen.id() + "; spec.mode is " + settings.mode() + ".";
  }

  static String connectionFailed(Failure failure) {
    return identityFailed(failure, "spec.organizationsRole.arn", "spec.organizationsRole.externalId");
  }

  /** {@code field} names no role, so {@code caller} made the call; another account than the caller's takes a role there. */
  public static String callerFailed(Failure failure, String caller, String field, String trust) {
    boolean lacks = failure.cause().isStated() || failure.kind() == Failure.Kind.ACCESS_DENIED;
    return identityFailed(failure, lacks ? caller : field, trust);
  }

  /** {@code role} is the field that names the refused identity, {@code trust} what else assuming it depends on. */
  public static String identityFailed(Failure failure, String role, String trust) {
    if (failure.cause().isStated()) {
      return fitted(
          failure.problem(), failure.detail(),
          ": " + failure.cause().why() + ". " + failure.cause().remedyInLife() + ". The call used " + role);
    }
    String detail = clip(failure.detail(), 140);
    return switch (failure.kind()) {
      case ACCESS_DENIED -> "AWS denies " + detail + ". Grant this action to " + role + ".";
      case CREDENTIALS_INVALID ->
        "The credentials do not work for " + detail + ". Check the role, its trust policy and "
            + trust + ".";
      case NO_CREDENTIALS -> "No AWS credentials were found for " + detail + ". Give the service account a role, or set"
          + " AWS_PROFILE. To see what is found, run: aws sts get-caller-identity";
      case NOT_IN_ORGANIZATION -> "The account belongs to no organization (" + detail
          + "). Name a role in the management account: " + role;
      case SERVICE_ELSEWHERE -> "Wrong account: " + detail + ". Name a role in the management account: " + role;
      case WRONG_ORGANIZATION -> "Wrong organization: " + detail + ". Name a role in the right organization: " + role;
      case FOREIGN_ACCOUNT ->
        "Wrong account: " + detail + ". Name one of the organization's accounts as administrator. The call used "
            + role;
      case NOT_MANAGEMENT_ACCOUNT ->
        "Only the management account can do this: " + detail + ". Name a role in it: " + role;
      default -> "Could not read " + detail + " (" + failure.reason() + "). Retrying as " + role;
    };
  }

  static String allFeatures(OrganizationState seen) {
    return "Organization " + seen.id() + " has only consolidated billing; trusted access requires all features. Ask the"
        + " management account's administrator to run: aws organizations enable-all-features";
  }

  public static String notAllowed(ConnectionSettings settings, String principal) {
    return "OrganizationConnection " + settings.name() + " does not allow " + principal
        + ". Ask its administrator to add it to spec.allowedServicePrincipals.";
  }

  static String alsoEnables(PlanInput input, String other) {
    return "The call that enables access also enables it for " + other + ". " + notAllowed(input.settings(), other);
  }

  public static String rejected(String principal, String advice) {
    return fitted(
        principal + " is not a service principal for trusted access, so no call was made. ", advice,
        " Correct spec.servicePrincipal.");
  }

  static String duplicate(Declared declared, String other) {
    return "The older declaration for " + other
        + " manages the same access, so this one changes nothing. Delete one of the"
        + " two: kubectl delete tsa " + declared.name();
  }

  static String enabled(PlanInput input, String listedAs) {
    return "Access is enabled for " + listedAs + " (" + input.serviceName() + ").";
  }

  static String disabled(PlanInput input) {
    return "Access is disabled for " + input.principal() + " (" + input.serviceName() + ").";
  }

  static String enabling(PlanInput input) {
    return fitted(
        "Enabling access for " + input.principal() + " with ", input.enableMethod().how(),
        "; AWS does not list it yet. The operator checks again automatically.");
  }

  static String lagging(PlanInput input) {
    return "AWS does not list " + input.principal()
        + ", which was enabled moments ago. Its lists lag behind, so the operator reads"
        + " them again before it enables access.";
  }

  static String outdated(PlanInput input) {
    return "AWS lists " + input.principal()
        + " as it was before it was last enabled. Its lists lag behind, so the operator reads them again.";
  }

  static String correcting(PlanInput input) {
    return fitted(
        "Access was disabled by others. Enabling it again for " + input.principal() + " with ",
        input.enableMethod().how(), ". The operator checks again automatically.");
  }

  static String wouldEnable(PlanInput input) {
    String mode = input.desired().mode() == Mode.OBSERVE ? "spec.mode" : "the OrganizationConnection's spec.mode";
    return fitted(
        "Access is disabled. The operator would call ", input.enableMethod().how(),
        " for " + input.principal() + ", but it only observes. To let it act, set " + mode + " to Manage.");
  }

  /** The service is still carrying out an earlier change, so that it is not sent another one. */
  static String servicePending(PlanInput input, InitializationState state, boolean overdue) {
    return input.serviceName() + " is still changing " + state.what() + ", so access is not enabled yet. "
        + (overdue
            ? "This takes longer than expected. Ask the service administrator to check it in the service's console. To only"
                + " observe, set spec.mode to Observe."
            : "The operator checks again automatically.");
  }

  static String serviceApi(PlanInput input, AccessMethod method) {
    if (OwnCalls.serviceRoleObserves(input, Observation.Integration::enables)) {
      return fitted(
          input.serviceName()
              + " is disabled and must be enabled through its own API, not with EnableAWSServiceAccess. Ask"
              + " the service administrator to call ",
          method.how(), ", or set the connection's spec.serviceRole.mode to Manage.");
    }
    boolean console = method.by() == AccessMethod.By.CONSOLE;
    return fitted(
        input.serviceName() + " is disabled and must be enabled " + (console ? "in its console" : "through its own API")
            + ", not with EnableAWSServiceAccess. The operator detects it automatically. Ask the service administrator to "
            + (console ? "open: " : "call: "),
        method.how(), "");
  }

  static String contested(PlanInput input) {
    return "The operator enabled access again several times within an hour, and it is disabled again. Find out in"
        + " CloudTrail who disables " + input.principal()
        + " (DisableAWSServiceAccess). To only observe, set spec.mode to Observe.";
  }

  static String managedByOther(PlanInput input, String other) {
    return "Access is disabled. " + other
        + " also manages it while its own access is enabled, so the operator reports this and does not enable it."
        + " Repair it there, then change the annotation trustedaccess.dev/reconcile-requested-at";
  }

  static String refused(Change.Refused refused, String operation, ConnectionSettings settings) {
    String tail = ". The operator retries later. To retry now, change the annotation"
        + " trustedaccess.dev/reconcile-requested-at";
    Reason reason = refused.reason();
    String begin = reason == Reason.ACCESS_DENIED ? "AWS denies " : "AWS refuses ";
    String there = ": kubectl edit orgconn " + settings.name();
    String tried = refused.detail().isEmpty() ? operation : refused.detail();
    if (refused.cause().isStated()) {
      return fitted(begin, tried, ": " + refused.cause().why() + ". " + refused.cause().remedy() + tail);
    }
    return switch (reason) {
      case ACCESS_DENIED -> {
        String role = ". The role of OrganizationConnection " + settings.name() + " needs this action";
        // A missing action that the service calls in the caller's name is at the end of what was tried.
        boolean fits = begin.length() + tried.length() + role.length() + tail.length() < MOST;
        yield fitted(
            begin, tried,
            role + (fits ? tail : ". Then change the annotation trustedaccess.dev/reconcile-requested-at"));
      }
      case ACCOUNT_NOT_IN_ORGANIZATION -> "Not sent: " + operation + ". The administrator is not an account of "
          + settings.organizationId() + ". List one of its accounts: spec.delegatedAdministrators";
      case THROTTLED, CONCURRENT_MODIFICATION, SERVICE_UNAVAILABLE ->
        "Not done yet: " + operation + " (" + reason + ")" + tail;
      case NO_IDENTITY -> fitted("Not sent: ", tried, ". Add its role to the connection" + there);
      case NOT_MANAGEMENT_ACCOUNT, WRONG_ORGANIZATION ->
        fitted("Not sent: ", tried, ". Correct the connection's role" + there);
      case CREDENTIALS_INVALID ->
        fitted("The credentials do not work for ", tried, ". Check the role, its trust policy and external ID" + there);
      default -> fitted(begin, tried, tail);
    };
  }

  static String failed(Failure failure, PlanInput input) {
    String next = ": kubectl describe orgconn " + input.desired().organization();
    String detail = failure.detail();
    if (failure.cause().isStated()) {
      return fitted(
          failure.problem(), detail, ": " + failure.cause().why() + ". " + failure.cause().remedyInLife() + next);
    }
    return switch (failure.kind()) {
      case ACCESS_DENIED -> fitted("AWS denies ", detail, ". Grant this action to the connection's role" + next);
      case NO_CREDENTIALS -> fitted(
          "No AWS credentials were found for ", detail, ". Give the service account a role, or set AWS_PROFILE" + next);
      case CREDENTIALS_INVALID ->
        fitted("The credentials do not work for ", detail, ". Check the role, its trust policy and external ID" + next);
      case NOT_IN_ORGANIZATION ->
        fitted("The account belongs to no organization (", detail, "). Correct the role" + next);
      case SERVICE_ELSEWHERE ->
        fitted("Wrong account: ", detail, ". Nothing there is used or changed. Correct spec.serviceRole.arn" + next);
      case WRONG_ORGANIZATION ->
        fitted("Wrong organization: ", detail, ". Nothing there is used or changed. Correct the role" + next);
      case FOREIGN_ACCOUNT -> fitted(
          "Wrong account: ", detail, ". Nothing there is used or changed. List one of the organization's accounts:"
              + " spec.delegatedAdministrators");
      case NO_IDENTITY -> fitted("Cannot proceed: ", detail, ". Add its role to the connection" + next);
      default -> fitted("Could not read ", detail, " (" + failure.reason() + "). Retrying. See" + next);
    };
  }

  static String stale(PlanInput input) {
    return "Several reads in a row failed, so what was last read may be outdated. No change is made meanwhile. See:"
        + " kubectl describe orgconn " + input.desired().organization();
  }

  static String initialized(InitializationState state) {
    return state.administrators()
        .map(administrators -> fitted(
            "The service is initialized; administered by: ", String.join(", ", administrators.accounts()), "."))
        .orElse("The service is initialized: " + state.what() + " exists.");
  }

  static String notRequired(PlanInput input, boolean byService) {
    return byService
        ? input.serviceName() + " needs no initialization."
        : "Initialization is not requested: spec.initialization.mode is None.";
  }

  static String awaitConfirmation(Declared declared) {
    return "Access is enabled. Ask the service administrator to initialize the service, then run: "
        + confirm(ConfirmationType.INITIALIZED, declared);
  }

  static String confirmedInitialized() {
    return "The service administrator confirmed that the service is initialized.";
  }

  static String repair(String lost, Declared declared) {
    return fitted(
        "Access was re-enabled, but this was lost while it was disabled: ", lost,
        ". Ask the service administrator to restore it, then run: " + confirm(ConfirmationType.INITIALIZED, declared));
  }

  static String paused(Desired.Pause pause) {
    return "The operator changes nothing while this declaration is paused"
        + (pause == Desired.Pause.UNCLEAR ? "; a value that is neither \"true\" nor \"false\" pauses, too" : "")
        + ". To resume, remove the annotation trustedaccess.dev/paused";
  }

  static String ready(PlanInput input) {
    return input.serviceName() + " matches its declaration.";
  }

  /** A message of three parts; the middle one is shortened where needed, so that the next step is never cut off. */
  static String fitted(String before, String middle, String after) {
    return before + clip(middle, Math.max(1, MOST - 1 - before.length() - after.length())) + after;
  }

  /** Shortens {@code text} to {@code most} characters. */
  static String clip(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
