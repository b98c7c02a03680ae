package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * The service administrator's words. Each names the moment that it speaks about, so an old word never passes a new life.
 * A confirmation that is absent, unreadable or being deleted is {@link #NONE}.
 */
public record Confirmation(Optional<Word> initialized, Optional<Word> cleanedUp) {
  public static final Confirmation NONE = new Confirmation(Optional.empty(), Optional.empty());

  /**
   * One word.
   *
   * @param uid the declaration that it speaks about
   * @param moment {@link Recorded#onSince} for "initialized", deletionTimestamp for "cleaned up"
   */
  public record Word(String uid, Instant moment) {}

  boolean saysInitialized(String uid, Optional<Instant> onSince) {
    return onSince.isPresent() && initialized.equals(onSince.map(time -> new Word(uid, time)));
  }

  /** Whether it says that the service is cleaned up for the deletion that began at {@code deleted}. */
  public boolean saysCleanedUp(String uid, Instant deleted) {
    return cleanedUp.equals(Optional.of(new Word(uid, deleted)));
  }
}
