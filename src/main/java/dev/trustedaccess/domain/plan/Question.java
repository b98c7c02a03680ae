package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Set;

import dev.trustedaccess.domain.declaration.ReportedRoles;
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
 * @param <T> the type of the answer
 */
@SuppressWarnings("UnusedTypeParameter") // it types the answer: Observation pairs each question with a Fact<T>
public final class Question<T> {
  /** The organization's state, not older than the observe interval and not older than this generation. */
  public static final Question<OrganizationSnapshot> SNAPSHOT = new Question<>("snapshot");

  /**
   * The organization's state, read after all other answers of this pass; it replaces the answer to {@link #SNAPSHOT}.
   */
  public static final Question<OrganizationSnapshot> FRESH_SNAPSHOT = new Question<>("fresh snapshot");

  /** The organization's state, read once more; the snapshot at hand becomes the previous one. */
  public static final Question<OrganizationSnapshot> SECOND_SNAPSHOT = new Question<>("second snapshot");

  /**
   * The successful snapshot before the one that answers {@link #SNAPSHOT}, from any pass. It accompanies that answer
   * and is never asked for.
   */
  static final Question<OrganizationSnapshot> PREVIOUS_SNAPSHOT = new Question<>("previous snapshot");

  /** How far the service is initialized. */
  public static final Question<InitializationState> INITIALIZATION = new Question<>("initialization");

  /** How far the service is initialized, read once more: only two answers in a row prove an absence. */
  public static final Question<InitializationState> SECOND_INITIALIZATION = new Question<>("second initialization");

  /** The role inventory, as of the last scan or retry. */
  public static final Question<RoleInventory> ROLES = new Question<>("roles");

  /**
   * What status reports about the roles at this generation. It accompanies the declaration and is never asked for.
   */
  public static final Question<ReportedRoles> REPORTED_ROLES = new Question<>("roles in status");

  /** Whether the operator's own CRD is being deleted, read from the API server. */
  public static final Question<Boolean> CRD_DELETING = new Question<>("CRD deleting");

  /** Which owned resources exist or are being removed, read in this pass. */
  public static final Question<OwnedResourcesSeen> OWNED_RESOURCES = new Question<>("owned resources");

  /** The owned resources, read once more: one counts as removed only if two answers in a row lack it. */
  public static final Question<OwnedResourcesSeen> SECOND_OWNED_RESOURCES = new Question<>("second owned resources");

  /** What remains of the service, read in this pass. */
  public static final Question<RemainingRead> REMAINING = new Question<>("remaining");

  /** Delegated administrators of the service, read in this pass. */
  public static final Question<List<DelegatedAdministrator>> DELEGATED_ADMINISTRATORS = new Question<>(
      "delegated administrators");

  /** Enabled policy types, read in this pass. */
  public static final Question<Set<String>> POLICY_TYPES = new Question<>("policy types");

  private final String name;

  private Question(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
