package dev.trustedaccess.domain.declaration;

import dev.trustedaccess.domain.catalog.ApiName;

/** Who enabled access as it is now. In case of doubt it is OTHER, so that access stays enabled. */
public enum EnabledBy implements ApiName {
  OPERATOR("Operator"), OTHER("Other");

  private final String apiName;

  EnabledBy(String apiName) {
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
