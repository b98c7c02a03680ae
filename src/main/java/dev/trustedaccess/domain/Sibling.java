package dev.trustedaccess.domain;

import java.time.Instant;

/** Another declaration for the same organization. */
public record Sibling(String principal, String uid, Instant created) {
  /** Whether it comes before a declaration with these values: the older keeps what both claim. */
  boolean precedes(Instant otherCreated, String otherUid) {
    int order = created.compareTo(otherCreated);
    return order < 0 || (order == 0 && uid.compareTo(otherUid) < 0);
  }
}
