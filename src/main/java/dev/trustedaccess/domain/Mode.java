package dev.trustedaccess.domain;

/** Whether something may be changed, or only watched and reported. */
public enum Mode {
  Manage, Observe
}
