package dev.trustedaccess.domain;

import java.util.List;
import java.util.Set;

/**
 * What a plan may need to know of the world. The planner asks, the observer answers, and the planner is called again: what
 * is not needed is not read, and what a gate needs is read in the pass that asks.
 *
 * @param <T> what the answer is
 */
@SuppressWarnings("UnusedTypeParameter") // it types the answer: Observation pairs each question with a Fact<T>
public final class Question<T> {
  /** The organization's state, not older than the observe interval and not than this generation. */
  public static final Question<Look> LOOK = new Question<>("look");

  /** The organization's state, read after all other answers of this pass; it takes the place of {@link #LOOK}'s. */
  public static final Question<Look> FRESH_LOOK = new Question<>("fresh look");

  /** The organization's state, read once more after the look at hand, which is then the one before. */
  public static final Question<Look> SECOND_LOOK = new Question<>("second look");
  /** The good look before the one that answers {@link #LOOK}, whichever pass took it; it comes along and is never asked for. */
  static final Question<Look> LOOK_BEFORE = new Question<>("look before");
  /** How far the service has set itself up. */
  public static final Question<InitializationState> INITIALIZATION = new Question<>("initialization");

  /** The same, read once more: that something is not there, or not any more, is so only if two answers in a row say it. */
  public static final Question<InitializationState> SECOND_INITIALIZATION = new Question<>("second initialization");

  /** The last inventory of roles. */
  public static final Question<RoleInventory> ROLES = new Question<>("roles");

  /** What status says of the roles at this generation; told with the declaration, and never asked for. */
  public static final Question<RolesSaid> ROLES_SAID = new Question<>("roles in status");

  /** Whether our own CRD is being deleted, read from the API server itself. */
  public static final Question<Boolean> CRD_DELETING = new Question<>("CRD deleting");

  /** Which of our set-up still stands or is being removed, read now. */
  public static final Question<Standing> STANDING = new Question<>("set-up");

  /** The same, read once more: what one answer did not find is gone only if the next does not find it either. */
  public static final Question<Standing> SECOND_STANDING = new Question<>("second set-up");

  /** What remains of the service, read now. */
  public static final Question<RemainingRead> REMAINING = new Question<>("remaining");

  /** Delegated administrators of the service, read now. */
  public static final Question<List<DelegatedAdministrator>> DELEGATED_ADMINISTRATORS = new Question<>(
      "delegated administrators");

  /** Policy types that are on, read now. */
  public static final Question<Set<String>> POLICY_TYPES = new Question<>("policy types");

  private final String words;

  private Question(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
