package dev.trustedaccess.states;

import java.util.Locale;

import static dev.trustedaccess.states.State.Group.COMING_ON;
import static dev.trustedaccess.states.State.Group.CONNECTIONS;
import static dev.trustedaccess.states.State.Group.HELD_UP;
import static dev.trustedaccess.states.State.Group.LEAVING;
import static dev.trustedaccess.states.State.Group.NOT_DECLARED_WELL;
import static dev.trustedaccess.states.State.Group.STANDING;

/** A state worth knowing, in the order in which a reader meets them. Each is one object, kept in a file of its name. */
public enum State {
  FRESH(COMING_ON, "It is stored, and no operator has seen it yet."),
  ENABLING(COMING_ON, "Access is being opened."),
  AWAITING_INITIALIZATION(COMING_ON, "Access is on; the service is setting itself up."),
  AWAITING_SERVICE_ADMINISTRATOR(COMING_ON, "Access is on; what only the service administrator can make is awaited."),
  AWAITING_CONFIRMATION(COMING_ON, "Access is on; nobody but the service administrator can tell when it is set up."),

  READY(STANDING, "Everything is as declared."),
  READY_WITH_SET_UP(STANDING, "Everything is as declared, and what the operator set up is remembered."),
  FOUND_ON(STANDING, "Others had opened access; it is watched, and Restore will leave it on."),
  STALE_GENERATION(STANDING, "The spec was changed, and no operator has seen the change yet."),
  OBSERVING_ON(STANDING, "It only observes, and access is on."),
  OBSERVING_OFF(STANDING, "It only observes, and access is off."),
  OBSERVING_DRIFT(STANDING, "It only observes, and others switched access off."),
  PAUSED(STANDING, "The annotation trustedaccess.dev/paused leaves it alone."),
  DRIFT_CORRECTED(STANDING, "Others switched access off; it is being put back."),
  DRIFT_CONTESTED(STANDING, "Others switch access off again and again."),
  DRIFT_REPORTED(STANDING, "Others switched off what Control Tower manages too."),
  REPAIR_NEEDED(STANDING, "Access is back, but something was lost while it was off."),
  ROLES_MISSING(STANDING, "Roles are declared for every account, and one has none."),
  ROLES_NOT_READ(STANDING, "Roles are declared for every account, and nobody may read them."),
  OBSERVATION_STALE(STANDING, "AWS has not answered several times in a row."),

  ADMINISTRATOR_ACCOUNT_REQUIRED(HELD_UP, "The service needs an administrator account, and none is declared."),
  ADMINISTRATOR_MISMATCH(HELD_UP, "The service has another administrator than declared."),
  CHANGED_BY_OTHERS(HELD_UP, "Others removed the administrator that the operator had set."),
  INITIALIZATION_OVERDUE(HELD_UP, "The service takes too long to set itself up."),
  INITIALIZATION_FAILED(HELD_UP, "The service says that setting up failed."),
  INITIALIZATION_UNREAD(HELD_UP, "The service does not answer."),
  ENDPOINT_UNSUPPORTED(HELD_UP, "A call of the service does not exist in the Region."),
  ACCESS_DENIED(HELD_UP, "A permission is missing."),
  REQUEST_REFUSED(HELD_UP, "AWS refuses to open access."),
  THROTTLED(HELD_UP, "AWS asks to be called less often."),
  CONCURRENT_MODIFICATION(HELD_UP, "AWS is changing the same thing for somebody else."),
  SERVICE_UNAVAILABLE(HELD_UP, "AWS gives no clear answer to the request to open access."),

  UNKNOWN_SERVICE(NOT_DECLARED_WELL, "The catalog does not know the principal."),
  UNRECOGNIZED_PRINCIPAL(NOT_DECLARED_WELL, "The name is known not to be a principal of trusted access."),
  PRINCIPAL_NOT_ALLOWED(NOT_DECLARED_WELL, "The connection does not allow the principal."),
  ADMINISTRATOR_NOT_ALLOWED(NOT_DECLARED_WELL, "The connection does not allow the account as an administrator."),
  ACCOUNT_NOT_IN_ORGANIZATION(NOT_DECLARED_WELL, "The administrator account is none of the organization's."),
  DUPLICATE_SERVICE(NOT_DECLARED_WELL, "An older declaration names the same service."),
  SERVICE_API_REQUIRED(NOT_DECLARED_WELL, "Only the service's own call opens access."),
  INVALID_SPEC(NOT_DECLARED_WELL, "Another writer, or another version of the kind, left what cannot be read."),
  CONNECTION_NOT_FOUND(NOT_DECLARED_WELL, "Its connection is not there."),
  CONNECTION_UNREADABLE(NOT_DECLARED_WELL, "Its connection cannot be read."),
  CONNECTION_LEAVING(NOT_DECLARED_WELL, "Its connection is being deleted and takes no new declarations."),
  THROUGH_A_SECOND_CONNECTION(NOT_DECLARED_WELL, "An older connection reaches the same organization."),

  DELETION_HELD(LEAVING, "Nothing is changed yet, so that the deletion can be called back."),
  CLEANUP_PENDING(LEAVING, "What disabling would destroy is named, and waits for a word."),
  CLEANUP_BLOCKED(LEAVING, "A declaration of the service's other principal must go first."),
  DELEGATED_ADMINISTRATORS_REGISTERED(LEAVING, "Delegated administrators are registered for the service."),
  POLICY_TYPE_ENABLED(LEAVING, "A policy type of the service is still on."),
  CLEANUP_NOT_VERIFIABLE(LEAVING, "What remains cannot be read, and waits for a word."),
  IMPACT_NOT_CONFIRMED(LEAVING, "Disabling would hurt, and waits for a word."),
  NO_IDENTITY(LEAVING, "No role is given for taking down what the operator set up."),
  DELETION_PAUSED(LEAVING, "It is deleted and paused."),
  DISABLING(LEAVING, "Nothing remains; access is being closed."),
  DISABLING_CONFIRMED(LEAVING, "The cleanup is confirmed; access is being closed."),
  RETAINED(LEAVING, "Access is left on; another's finalizer holds the object."),

  CONNECTION_FRESH(CONNECTIONS, "It is stored, and no operator has seen it yet."),
  CONNECTION_READY(CONNECTIONS, "The organization is reached and is as declared."),
  CONNECTION_SECOND(CONNECTIONS, "An older connection reaches the same organization."),
  CONNECTION_INVALID(CONNECTIONS, "Another writer, or another version of the kind, left what cannot be read."),
  CONNECTION_WRONG_ORGANIZATION(CONNECTIONS, "The role belongs to another organization than declared."),
  CONNECTION_CREDENTIALS_INVALID(CONNECTIONS, "The role cannot be assumed."),
  CONNECTION_NOT_IN_ORGANIZATION(CONNECTIONS, "The role's account belongs to no organization."),
  CONNECTION_ALL_FEATURES_REQUIRED(CONNECTIONS, "The organization has consolidated billing only."),
  CONNECTION_NOT_MANAGEMENT_ACCOUNT(CONNECTIONS, "The management account is another than declared."),
  CONNECTION_ACCESS_DENIED(CONNECTIONS, "A permission is missing."),
  CONNECTION_STALE(CONNECTIONS, "AWS has not answered several times in a row."),
  CONNECTION_IN_USE(CONNECTIONS, "It is being deleted while declarations still need it.");

  /** What states have in common. */
  public enum Group {
    COMING_ON("Coming on"),
    STANDING("Standing, and changed by others"),
    HELD_UP("Held up at AWS"),
    NOT_DECLARED_WELL("Declared what cannot be"),
    LEAVING("Leaving"),
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

  /** What it is, in a sentence. */
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
