package dev.trustedaccess.domain.declaration;

import dev.trustedaccess.domain.catalog.ApiName;

/** Whether the operator may make changes, or only observes and reports. */
public enum Mode implements ApiName {
  MANAGE("Manage"), OBSERVE("Observe");

  private final String apiName;

  Mode(String apiName) {
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
