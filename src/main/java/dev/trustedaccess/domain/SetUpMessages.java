package dev.trustedaccess.domain;

/** What people are told of how far a service has set itself up; the rules of {@link Messages} hold. */
final class SetUpMessages {
  private SetUpMessages() {}

  static String initializing(InitializationState state) {
    return "The service is setting up " + state.what() + ". The operator looks again by itself.";
  }

  static String contradicted(InitializationState state) {
    return "One answer of AWS finds " + state.what()
        + ", and the next one does not. Nothing is changed; the operator looks again by itself.";
  }

  static String leaving(InitializationState state) {
    return removing(state) + ". The operator has set it since and looks again by itself.";
  }

  static String removedByOthers(InitializationState state) {
    return removing(state)
        + ", as others have asked it to. If it is wanted, the service administrator sets it up again; if not, "
        + (state.administratorAccountId().isPresent()
            ? "the declaration is deleted with Retain and applied without: spec.initialization.administratorAccountId"
            : "the declaration need not wait for it: spec.initialization.mode");
  }

  private static String removing(InitializationState state) {
    return "The service is removing " + state.what()
        + state.administratorAccountId().map(id -> " (" + id + ")").orElse("");
  }

  static String overdue(InitializationState state) {
    return "The service has been setting up " + state.what()
        + " for longer than it should. The service administrator looks"
        + " at it in the service's console; to confirm by hand set spec.initialization.mode.";
  }

  static String initializationFailed(InitializationState state) {
    return "The service reports that " + state.what() + " failed. The service administrator repairs it in the service's"
        + " console; the operator then sees it. To confirm by hand instead: spec.initialization.mode";
  }

  static String awaited(InitializationState state) {
    return "Access is on, but " + state.what()
        + " is not there. The service administrator makes it; the operator then sees"
        + " it. If it is not wanted: spec.initialization.mode";
  }

  static String awaitedDuty(InitializationState state) {
    return "Access is on, but " + state.what()
        + " is not there, and the connection gives no duty to set it. The service"
        + " administrator sets it, or spec.serviceRole.mode of the connection becomes Manage.";
  }

  static String administratorRequired(InitializationState state) {
    return "Access is on, but " + state.what() + " is not set and the declaration names none. Set"
        + " spec.initialization.administratorAccountId.";
  }

  static String administratorMismatch(InitializationState state, String declared) {
    return "The service has another administrator (" + state.administratorAccountId().orElse("none")
        + ") than declared (" + declared + "); the operator never changes it. Change it in the service, or delete the"
        + " declaration with Retain and apply it with the other: spec.initialization.administratorAccountId";
  }

  static String changedByOthers(String account) {
    return "The administrator that the operator set (" + account
        + ") was removed by others. The service administrator sets it again, or the declaration is deleted with Retain and"
        + " applied without: spec.initialization.administratorAccountId";
  }
}
