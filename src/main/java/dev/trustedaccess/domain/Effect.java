package dev.trustedaccess.domain;

/** What disabling access does to a thing that remains. */
public enum Effect {
  /** It must be gone before access may go off. */
  Blocks,
  /** It would be destroyed or out of reach. */
  Lost,
  /** It stays and works, or works again once access is back. */
  Survives
}
