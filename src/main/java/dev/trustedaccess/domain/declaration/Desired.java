package dev.trustedaccess.domain.declaration;

import java.util.List;

import dev.trustedaccess.domain.catalog.ApiName;

/**
 * What a declaration requests, with every default applied.
 *
 * @param principal the service principal
 * @param organization name of the connection
 * @param mode Observe changes nothing and reports what the operator would do
 * @param acceptUnknownService whether a principal that the catalog does not know is accepted
 * @param initialization how the operator learns that the service is initialized
 * @param administrators accounts that administer the service, each once; empty accepts any existing ones
 * @param roles what the absence of a role means
 * @param deletionPolicy what deletion does to access
 * @param pause whether the operator makes no change for now, and whether that was requested clearly
 */
public record Desired(
    String principal,
    String organization,
    Mode mode,
    boolean acceptUnknownService,
    InitializationMode initialization,
    List<String> administrators,
    RoleExpectation roles,
    DeletionPolicy deletionPolicy,
    Pause pause) {
  public Desired {
    administrators = List.copyOf(administrators);
  }

  /** Whether the operator makes no change for now. */
  public boolean paused() {
    return pause != Pause.NONE;
  }

  /** What the annotation that pauses a declaration requests. */
  public enum Pause {
    /** Changes are made. */
    NONE,
    /** No change is made. */
    REQUESTED,
    /** The value is neither true nor false. No change is made, because whoever set it most likely wants none. */
    UNCLEAR
  }

  /** How the operator learns that the service is initialized. */
  public enum InitializationMode implements ApiName {
    /** From the integration if there is one and it may read, otherwise as CONFIRMED. */
    AUTOMATIC("Automatic"),
    /** From a ServiceConfirmation. */
    CONFIRMED("Confirmed"),
    /** Initialization is not required. */
    NONE("None");

    private final String apiName;

    InitializationMode(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  /** What the absence of a service-linked role means. */
  public enum RoleExpectation implements ApiName {
    /** Services create roles as needed, so absence is never a fault. */
    AS_NEEDED("AsNeeded"),
    /** Every account must have the roles. */
    EVERY_ACCOUNT("EveryAccount");

    private final String apiName;

    RoleExpectation(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  /** What deletion does to access. */
  public enum DeletionPolicy implements ApiName {
    /** Access is disabled only if the operator enabled it. */
    RESTORE("Restore"),
    /** Access is disabled after cleanup. */
    DISABLE("Disable"),
    /** Access stays as it is. */
    RETAIN("Retain");

    private final String apiName;

    DeletionPolicy(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }
}
