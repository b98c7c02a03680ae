package dev.trustedaccess.domain;

import java.time.Instant;

/**
 * Another declaration for the same organization.
 *
 * @param name the declaration's name
 * @param sameConnection whether it names the same connection; else another one to the same organization
 * @param manages whether it lives and is to manage its access, as far as it and its connection say
 */
public record Sibling(
    String name, String principal, boolean sameConnection, boolean manages, String uid, Instant created) {
  /** Whether it comes before a declaration with these values: the older keeps what both claim. */
  boolean precedes(Instant otherCreated, String otherUid) {
    int order = created.compareTo(otherCreated);
    return order < 0 || (order == 0 && uid.compareTo(otherUid) < 0);
  }
}
