package dev.trustedaccess.domain.declaration;

import java.time.Instant;

/**
 * Another declaration for the same organization.
 *
 * @param name the declaration's name
 * @param principal the principal that it names
 * @param sameConnection whether it uses the same connection; otherwise another connection to the same organization
 * @param manages whether it may manage its access; false if it is being deleted, if its own mode or its connection's is
 *     Observe, or if its connection does not allow the principal
 * @param uid its uid
 * @param created creationTimestamp, by the API server's clock
 */
public record Sibling(
    String name, String principal, boolean sameConnection, boolean manages, String uid, Instant created) {
  /** Whether it takes precedence over a declaration with these values. The older declaration manages the access. */
  public boolean precedes(Instant otherCreated, String otherUid) {
    int order = created.compareTo(otherCreated);
    return order < 0 || (order == 0 && uid.compareTo(otherUid) < 0);
  }
}
