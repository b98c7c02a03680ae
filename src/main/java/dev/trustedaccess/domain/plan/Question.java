package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.organization.RoleInventory;

/**
 * What a plan may need to know. The planner asks, the observer answers, and the planner is called again. So only what
 * is needed is read, and what the disable preconditions need is read in the pass that asks.
 *
 * <p>Planners ask with the constants. What answers uses one switch over the types without a default branch, so that a
 * question without an answer does not compile.
 *
 * @param <T> the type of the answer
 */
@SuppressWarnings("UnusedTypeParameter") // it types the answer: Observation pairs each question with a Fact<T>
public sealed interface Question<T> {
  /** The organization's state, not older than the observe interval and not older than this generation. */
  Question<OrganizationSnapshot> SNAPSHOT = new Snapshot(Snapshot.Since.INTERVAL);

  /**
   * The organization's state, read after all other answers of this pass; it replaces the answer to {@link #SNAPSHOT}.
   */
  Question<OrganizationSnapshot> FRESH_SNAPSHOT = new Snapshot(Snapshot.Since.OTHER_ANSWERS);

  /** The organization's state, read once more; the snapshot at hand becomes the previous one. */
  Question<OrganizationSnapshot> SECOND_SNAPSHOT = new Snapshot(Snapshot.Since.SNAPSHOT);

  /**
   * How far the service was initialized by a read of the last hour that began after this generation was first seen; empty if
   * no such answer is kept. No change depends on it, and it asks AWS nothing.
   */
  Question<Optional<InitializationState>> KEPT_INITIALIZATION = new KeptInitialization();

  /** How far the service is initialized, read in this pass. */
  Question<InitializationState> INITIALIZATION = new Initialization(false);

  /** How far the service is initialized, read once more: only two answers in a row prove an absence. */
  Question<InitializationState> SECOND_INITIALIZATION = new Initialization(true);

  /** The role inventory, as of the last scan or retry. */
  Question<RoleInventory> ROLES = new Roles();

  /** Whether the operator's own CRD is being deleted, read from the API server. */
  Question<Boolean> CRD_DELETING = new CrdDeleting();

  /** Which owned resources exist or are being removed, read in this pass. */
  Question<OwnedResourcesSeen> OWNED_RESOURCES = new OwnedResources(false);

  /** The owned resources, read once more: one counts as removed only if two answers in a row lack it. */
  Question<OwnedResourcesSeen> SECOND_OWNED_RESOURCES = new OwnedResources(true);

  /** What remains of the service, read in this pass. */
  Question<RemainingRead> REMAINING = new RemainingThings();

  /** Delegated administrators of the service, read in this pass. */
  Question<List<DelegatedAdministrator>> DELEGATED_ADMINISTRATORS = new Administrators(true);

  /**
   * Delegated administrators of the service, as of a read in the last hours that began after this generation was first
   * seen. No change depends on it alone.
   */
  Question<List<DelegatedAdministrator>> REGISTERED_ADMINISTRATORS = new Administrators(false);

  /** Enabled policy types, read in this pass. */
  Question<Set<String>> POLICY_TYPES = new PolicyTypes();

  /** Asks for a snapshot; whichever is asked, its answer is the answer to {@link #SNAPSHOT}. */
  record Snapshot(Since since) implements Question<OrganizationSnapshot> {
    /** The moment after which the snapshot must have begun. */
    public enum Since {
      /** The beginning of the observe interval, and the moment when this generation was first seen. */
      INTERVAL,
      /** When the other answers of this pass had arrived. */
      OTHER_ANSWERS,
      /** When the snapshot at hand began. */
      SNAPSHOT
    }
  }

  /** Asks what is kept about how far the service is initialized. */
  record KeptInitialization() implements Question<Optional<InitializationState>> {}

  /** Asks how far the service is initialized, for the second time in this pass if {@code again}. */
  record Initialization(boolean again) implements Question<InitializationState> {}

  /** Asks for the role inventory. */
  record Roles() implements Question<RoleInventory> {}

  /** Asks whether the operator's own CRD is being deleted. */
  record CrdDeleting() implements Question<Boolean> {}

  /** Asks which owned resources exist, for the second time in this pass if {@code again}. */
  record OwnedResources(boolean again) implements Question<OwnedResourcesSeen> {}

  /** Asks what remains of the service. */
  record RemainingThings() implements Question<RemainingRead> {}

  /** Asks who the service's delegated administrators are; {@code now} if an answer of this pass is needed. */
  record Administrators(boolean now) implements Question<List<DelegatedAdministrator>> {}

  /** Asks which policy types are enabled. */
  record PolicyTypes() implements Question<Set<String>> {}

  /**
   * Whether a change may be sent only while the answer to this question is recent. Snapshots have an age limit of their
   * own, the state of the cluster is read again right before a change, and no change depends on roles.
   */
  static boolean limitsAge(Question<?> question) {
    return switch (question) {
      case Snapshot _,CrdDeleting _,Roles _,KeptInitialization _ -> false;
      case Initialization _,OwnedResources _,RemainingThings _,Administrators _,PolicyTypes _ -> true;
    };
  }

  /** The question that reads the same once more, if only two answers in a row prove an absence; otherwise empty. */
  static Optional<Question<?>> onceMore(Question<?> question) {
    return switch (question) {
      case Initialization(boolean again) -> again ? Optional.empty() : Optional.of(SECOND_INITIALIZATION);
      case OwnedResources(boolean again) -> again ? Optional.empty() : Optional.of(SECOND_OWNED_RESOURCES);
      // A second snapshot is counted with the others, where they are shared.
      case Snapshot _,CrdDeleting _,Roles _,KeptInitialization _,RemainingThings _,Administrators _,PolicyTypes _ ->
        Optional.empty();
    };
  }
}
