package dev.trustedaccess.states;

import java.util.List;
import java.util.Locale;

import static dev.trustedaccess.states.State.Group.AWS_PROBLEMS;
import static dev.trustedaccess.states.State.Group.CONNECTIONS;
import static dev.trustedaccess.states.State.Group.DELETIONS;
import static dev.trustedaccess.states.State.Group.INVALID_DECLARATIONS;
import static dev.trustedaccess.states.State.Group.IN_OPERATION;
import static dev.trustedaccess.states.State.Group.IN_PROGRESS;

/** A state that a user may see, in the order of an object's life. Each is one recorded object, in a file of its name. */
public enum State {
  FRESH(IN_PROGRESS, "It is stored, and no operator has read it yet."),
  ENABLING(IN_PROGRESS, "The operator has asked AWS to enable access; AWS does not list it yet."),
  AWAITING_INITIALIZATION(IN_PROGRESS, "Access is enabled, and the service's initialization is in progress."),
  AWAITING_SERVICE_ADMINISTRATOR(IN_PROGRESS,
      "Access is enabled, and the service administrator has not yet created what the service needs."),
  AWAITING_CONFIRMATION(IN_PROGRESS,
      "Access is enabled. Only the service administrator can know whether the service is initialized, and has not confirmed it yet."),

  READY(IN_OPERATION, "Everything is as declared."),
  READY_WITH_OWNED_RESOURCE(IN_OPERATION, "Everything is as declared, and status lists what the operator created."),
  ADMINISTRATOR_NOT_DECLARED(IN_OPERATION,
      "An account left spec.delegatedAdministrators. The operator had appointed it, and does not dismiss it."),
  ENABLED_BY_OTHERS(IN_OPERATION,
      "Others enabled access. The operator monitors it, and Restore will leave it enabled."),
  STALE_GENERATION(IN_OPERATION, "The spec was changed, and no operator has read the change yet."),
  OBSERVING_ENABLED(IN_OPERATION, "Mode Observe, and access is enabled."),
  OBSERVING_DISABLED(IN_OPERATION, "Mode Observe, and access is disabled."),
  OBSERVING_DRIFT(IN_OPERATION, "Mode Observe, and others disabled access."),
  PAUSED(IN_OPERATION, "The annotation trustedaccess.dev/paused stops all changes."),
  DRIFT_CORRECTED(IN_OPERATION, "Others disabled access, and the operator enables it again."),
  DRIFT_CONTESTED(IN_OPERATION, "Others keep disabling access, and the operator has stopped enabling it."),
  DRIFT_REPORTED(IN_OPERATION, "Others disabled access to a service that Control Tower also manages."),
  REPAIR_NEEDED(IN_OPERATION, "Access is enabled again, but something was lost while it was disabled."),
  ROLES_MISSING(IN_OPERATION, "A role is expected in every account, and one account lacks it."),
  ROLES_NOT_READ(IN_OPERATION, "A role is expected in every account, and the connection has no role to read them."),
  OBSERVATION_STALE(IN_OPERATION, "Several reads of the organization in a row failed."),

  ADMINISTRATOR_ACCOUNT_REQUIRED(AWS_PROBLEMS, "The service needs an administrator account, and none is declared."),
  ADMINISTRATOR_MISMATCH(AWS_PROBLEMS, "The service has another administrator than declared."),
  CHANGED_BY_OTHERS(AWS_PROBLEMS, "Others removed the administrator that the operator had appointed."),
  INITIALIZATION_OVERDUE(AWS_PROBLEMS, "The service's initialization takes longer than expected."),
  INITIALIZATION_FAILED(AWS_PROBLEMS, "The service reports that its initialization failed."),
  INITIALIZATION_UNREAD(AWS_PROBLEMS, "The service does not answer."),
  ENDPOINT_UNSUPPORTED(AWS_PROBLEMS, "A call of the service does not exist in the Region."),
  ACCESS_DENIED(AWS_PROBLEMS, "A permission is missing."),
  REQUEST_REFUSED(AWS_PROBLEMS, "AWS refuses to enable access."),
  THROTTLED(AWS_PROBLEMS, "AWS throttles the request to enable access."),
  CONCURRENT_MODIFICATION(AWS_PROBLEMS, "AWS is changing the same thing for another request."),
  SERVICE_UNAVAILABLE(AWS_PROBLEMS, "AWS gives no clear answer to the request to enable access."),

  UNKNOWN_SERVICE(INVALID_DECLARATIONS, "The catalog does not know the principal."),
  UNRECOGNIZED_PRINCIPAL(INVALID_DECLARATIONS, "The name is not a principal of trusted access."),
  PRINCIPAL_NOT_ALLOWED(INVALID_DECLARATIONS, "The connection does not allow the principal."),
  ADMINISTRATOR_NOT_ALLOWED(INVALID_DECLARATIONS, "The connection does not allow the account as an administrator."),
  ACCOUNT_NOT_IN_ORGANIZATION(INVALID_DECLARATIONS, "The administrator account is not in the organization."),
  DUPLICATE_SERVICE(INVALID_DECLARATIONS, "An older declaration manages the same access."),
  SERVICE_API_REQUIRED(INVALID_DECLARATIONS, "Only the service's own API or console can enable access."),
  INVALID_SPEC(INVALID_DECLARATIONS, "Another writer, or another version of the CRD, left a spec that cannot be read."),
  CONNECTION_NOT_FOUND(INVALID_DECLARATIONS, "Its connection does not exist."),
  CONNECTION_UNREADABLE(INVALID_DECLARATIONS, "Its connection cannot be read."),
  CONNECTION_DELETING(INVALID_DECLARATIONS, "Its connection is being deleted and accepts no new declarations."),
  THROUGH_A_SECOND_CONNECTION(INVALID_DECLARATIONS, "An older connection reaches the same organization."),

  DELETION_HELD(DELETIONS, "The connection's deletionHold is not over, so the deletion can still be called back."),
  CLEANUP_PENDING(DELETIONS, "Disabling would destroy what the message names. The deletion waits for a confirmation."),
  CLEANUP_BLOCKED(DELETIONS, "A declaration of the service's other principal must be deleted first."),
  DELEGATED_ADMINISTRATORS_REGISTERED(DELETIONS, "Delegated administrators are registered for the service."),
  POLICY_TYPE_ENABLED(DELETIONS, "A policy type of the service is still enabled."),
  CLEANUP_NOT_VERIFIABLE(DELETIONS, "What remains cannot be read. The deletion waits for a confirmation."),
  IMPACT_NOT_CONFIRMED(DELETIONS, "Disabling has a severe impact. The deletion waits for a confirmation."),
  NO_IDENTITY(DELETIONS, "The connection has no role to remove the owned resources."),
  DELETION_PAUSED(DELETIONS, "It is being deleted, and is paused."),
  DISABLING(DELETIONS, "Nothing remains, and the operator disables access."),
  DISABLING_CONFIRMED(DELETIONS, "The cleanup is confirmed, and the operator disables access."),
  RETAINED(DELETIONS, "Access remains enabled. A finalizer that is not the operator's keeps the object."),
  WRITE_REFUSED(DELETIONS, "Access is disabled, and the API server refuses to remove the operator's finalizer."),

  CONNECTION_FRESH(CONNECTIONS, "It is stored, and no operator has read it yet."),
  CONNECTION_READY(CONNECTIONS, "The organization was read and is the declared one."),
  CONNECTION_SECOND(CONNECTIONS, "An older connection reaches the same organization."),
  CONNECTION_INVALID(CONNECTIONS, "Another writer, or another version of the CRD, left a spec that cannot be read."),
  CONNECTION_WRONG_ORGANIZATION(CONNECTIONS, "The role belongs to another organization than declared."),
  CONNECTION_CREDENTIALS_INVALID(CONNECTIONS, "The role cannot be assumed."),
  CONNECTION_NOT_IN_ORGANIZATION(CONNECTIONS, "The role's account belongs to no organization."),
  CONNECTION_ALL_FEATURES_REQUIRED(CONNECTIONS, "The organization has only consolidated billing."),
  CONNECTION_NOT_MANAGEMENT_ACCOUNT(CONNECTIONS, "The management account is another than declared."),
  CONNECTION_ACCESS_DENIED(CONNECTIONS, "A permission is missing."),
  CONNECTION_STALE(CONNECTIONS, "Several reads of the organization in a row failed."),
  CONNECTION_IN_USE(CONNECTIONS, "It is being deleted while declarations still need it.");

  /** What states have in common. */
  public enum Group {
    IN_PROGRESS("Enabling and initialization"),
    IN_OPERATION("In operation"),
    AWS_PROBLEMS("Problems at AWS"),
    INVALID_DECLARATIONS("Declarations that cannot be applied"),
    DELETIONS("Deletion"),
    CONNECTIONS("Connections");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private final Group group;
  private final String meaning;

  State(Group group, String meaning) {
    this.group = group;
    this.meaning = meaning;
  }

  public Group group() {
    return group;
  }

  /**
   * The alerts if the state lasts, where the recorded object does not show them: it is of the state's first minutes, or a
   * counter raises them. Empty: those of {@link Measured#alerts}.
   */
  public List<String> lastingAlerts() {
    List<String> names = switch (this) {
      case ACCESS_DENIED, REQUEST_REFUSED, THROTTLED, CONCURRENT_MODIFICATION, SERVICE_UNAVAILABLE ->
        List.of("Stalled");
      case DRIFT_CORRECTED -> List.of("DisabledByOthers");
      case OBSERVATION_STALE -> List.of("OrganizationNotSeen", "NotReady");
      case CONNECTION_CREDENTIALS_INVALID, CONNECTION_NOT_IN_ORGANIZATION, CONNECTION_ACCESS_DENIED -> List.of(
          "ConnectionStalled");
      case CONNECTION_STALE -> List.of("OrganizationNotSeen");
      default -> List.of();
    };
    return names.stream().map("TrustedAccess"::concat).toList();
  }

  /** What it is, in one or two sentences. */
  public String meaning() {
    return meaning;
  }

  public boolean ofConnection() {
    return group == CONNECTIONS;
  }

  /** The file's name, without its folder and ending. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
