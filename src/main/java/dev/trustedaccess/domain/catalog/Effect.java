package dev.trustedaccess.domain.catalog;

/** What disabling access does to something that remains. */
public enum Effect implements ApiName {
  /** It must be removed before access may be disabled. */
  BLOCKS("Blocks"),
  /** It would be destroyed or become unreachable. */
  LOST("Lost"),
  /** It stays and keeps working, or works again once access is enabled again. */
  SURVIVES("Survives");

  private final String apiName;

  Effect(String apiName) {
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
