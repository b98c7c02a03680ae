package dev.trustedaccess.domain;

/** A declaration's connection as the cluster has it. */
public sealed interface ConnectionView {
  /** There is none, or none has been seen yet. */
  record Missing() implements ConnectionView {}

  /** It is there and cannot be used. */
  record Unusable(Reason reason, String problem) implements ConnectionView {}

  /** It can be used. */
  record Usable(ConnectionSettings settings, boolean deleting) implements ConnectionView {}
}
