package dev.trustedaccess.domain;

/** How much disabling hurts, graded by us from AWS's texts; named in status as the catalog spells it. */
public enum Impact {
  Benign("benign"), Degrade("degrade"), ServiceOutage("service-outage"), Destructive("destructive"), Unknown("unknown");

  private final String word;

  Impact(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether a person must have confirmed the cleanup, even if nothing remains. */
  public boolean needsConfirmation() {
    return this == ServiceOutage || this == Destructive || this == Unknown;
  }
}
