package dev.trustedaccess.domain.plan;

import java.util.List;

import dev.trustedaccess.domain.declaration.Declared;

/** What a pass over a connection does with the finalizer that keeps it while declarations use it. */
public enum InUseFinalizer {
  /** The connection is not being deleted. A declaration's pass adds the finalizer before its first change. */
  AS_IS,
  /** Declarations with the operator's finalizer still need the connection, so it stays and status reports why. */
  KEPT,
  /** No declaration needs the connection any more. */
  REMOVED;

  /**
   * Decides about a connection's finalizer.
   *
   * @param deleting whether the connection is being deleted
   * @param declarations the declarations that name the connection, read from the API server
   */
  public static InUseFinalizer of(boolean deleting, List<Declared> declarations) {
    if (!deleting) {
      return AS_IS;
    }
    return declarations.stream().anyMatch(Declared::hasFinalizer) ? KEPT : REMOVED;
  }
}
