package dev.trustedaccess.domain.declaration;

import dev.trustedaccess.domain.catalog.ApiName;

/** What can be confirmed, by the argument of the command {@code confirm}. */
public enum ConfirmationType implements ApiName {
  INITIALIZED("initialized"), CLEANED_UP("cleaned-up");

  private final String apiName;

  ConfirmationType(String apiName) {
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
