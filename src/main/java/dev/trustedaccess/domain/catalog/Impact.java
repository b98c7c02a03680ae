package dev.trustedaccess.domain.catalog;

/**
 * The impact of disabling access, graded by this project from AWS's documentation. Status shows the spelling that the
 * catalog file uses.
 */
public enum Impact implements ApiName {
  BENIGN("benign"), DEGRADE("degrade"), SERVICE_OUTAGE("service-outage"), DESTRUCTIVE("destructive"),
  UNKNOWN("unknown");

  private final String apiName;

  Impact(String apiName) {
    this.apiName = apiName;
  }

  @Override
  public String apiName() {
    return apiName;
  }

  /** Whether the service administrator must have confirmed the cleanup, even if nothing remains. */
  public boolean needsConfirmation() {
    return this == SERVICE_OUTAGE || this == DESTRUCTIVE || this == UNKNOWN;
  }

  @Override
  public String toString() {
    return apiName;
  }
}
