package dev.trustedaccess.cli;

/**
 * Settings of the person's machine, such as a kubeconfig, that no command can work with. The message says which, and how to
 * correct them.
 */
final class UnusableSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableSettings(String message) {
    super(message);
  }
}
