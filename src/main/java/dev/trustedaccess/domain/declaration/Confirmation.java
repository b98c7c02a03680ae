package dev.trustedaccess.domain.declaration;

import java.time.Instant;
import java.util.Optional;

/**
 * The service administrator's statements. Each names the moment that it applies to, so that an old statement is never
 * applied to a later enablement or deletion. A confirmation that is absent, unreadable or being deleted is {@link
 * #NONE}.
 *
 * @param initialized the statement that the service is initialized; empty if it was not made
 * @param cleanedUp the statement that the cleanup is complete; empty if it was not made
 * @param cleanedUpBy who made that statement; empty if it was not made
 */
public record Confirmation(
    Optional<ConfirmedMoment> initialized, Optional<ConfirmedMoment> cleanedUp, Optional<Writer> cleanedUpBy) {
  public static final Confirmation NONE = new Confirmation(Optional.empty(), Optional.empty());

  /** Without who made the statements. */
  public Confirmation(Optional<ConfirmedMoment> initialized, Optional<ConfirmedMoment> cleanedUp) {
    this(initialized, cleanedUp, Optional.empty());
  }

  /**
   * Who made a statement, as far as the API server tells. Its audit log has the person: search it for the uid.
   *
   * @param uid the uid of the ServiceConfirmation
   * @param manager the field manager that wrote it, such as {@code kubectl}; empty if that is not known
   * @param time when it was written, by the API server's clock; empty if that is not known
   */
  public record Writer(String uid, Optional<String> manager, Optional<Instant> time) {}

  /**
   * One statement.
   *
   * @param uid the uid of the declaration that it applies to
   * @param moment {@link Recorded#latestEnabledTime} for "initialized", deletionTimestamp for "cleaned up"
   */
  public record ConfirmedMoment(String uid, Instant moment) {}

  /**
   * Whether it confirms the initialization for the enablement at {@code enabledTime}; never if that time is not known.
   */
  public boolean confirmsInitialized(String uid, Optional<Instant> enabledTime) {
    return enabledTime.isPresent() && initialized.equals(enabledTime.map(time -> new ConfirmedMoment(uid, time)));
  }

  /** Whether it confirms the cleanup for the deletion that began at {@code deleted}. */
  public boolean confirmsCleanedUp(String uid, Instant deleted) {
    return cleanedUp.equals(Optional.of(new ConfirmedMoment(uid, deleted)));
  }
}
