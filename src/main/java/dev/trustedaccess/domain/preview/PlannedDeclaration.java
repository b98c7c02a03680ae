package dev.trustedaccess.domain.preview;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.Finding;

/**
 * What would become of a declaration.
 *
 * @param name the declaration's name
 * @param desired what it requests
 * @param found whether access is enabled already, by others
 * @param changes the changes, in the order in which they would be made
 * @param outcome how the declaration would be after them
 * @param finding why it would not be ready; empty if it would be
 * @param unread what the plan depends on and is not known; empty unless the outcome is UNREAD
 * @param deletion what deleting it would do then; empty if that was not asked, or if the operator would not hold it
 */
public record PlannedDeclaration(
    String name, Desired desired, boolean found, List<PlannedChange> changes, Outcome outcome,
    Optional<Finding> finding, Optional<Failure> unread, Optional<PlannedDeletion> deletion) {
  public PlannedDeclaration {
    changes = List.copyOf(changes);
  }

  /** How a declaration would be once the operator has nothing more to change. */
  public enum Outcome {
    /** As declared. */
    READY,
    /** The operator waits for a service or for a person. */
    WAITS,
    /** The operator only observes, or the declaration is paused. */
    OBSERVES,
    /** The operator refuses to go on until somebody corrects the declaration, its connection or the organization. */
    REFUSED,
    /** Something that the plan depends on is not known. */
    UNREAD;

    static Outcome of(Optional<Finding> finding) {
      return finding.map(Outcome::of).orElse(READY);
    }

    private static Outcome of(Finding finding) {
      return switch (finding.severity()) {
        case ASKED_FOR -> OBSERVES;
        case WAITING -> WAITS;
        // No preview reads the roles of all accounts; the operator does once the declaration is applied.
        case PASSING -> finding.reason() == Reason.ROLES_NOT_READ ? WAITS : UNREAD;
        case STALLED -> ofPerson(finding.reason()) ? WAITS : REFUSED;
      };
    }

    /** Whether the declaration is right, and a person must act at the service. */
    private static boolean ofPerson(Reason reason) {
      return switch (reason) {
        case SERVICE_API_REQUIRED, INITIALIZATION_FAILED, INITIALIZATION_OVERDUE, CHANGED_BY_OTHERS, REPAIR_NEEDED ->
          true;
        default -> false;
      };
    }
  }

  /** Whether nothing is changed, and nobody has to do anything. */
  public boolean isLeft() {
    return changes.isEmpty() && outcome == Outcome.READY;
  }
}
