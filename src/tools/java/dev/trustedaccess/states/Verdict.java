package dev.trustedaccess.states;

/**
 * What those who watch an object are to make of it.
 *
 * @param kstatus what kstatus computes, and Flux with it
 * @param argo the health that Argo CD shows with {@code examples/argocd/health.lua}
 * @param waitEnds whether {@code kubectl wait --for=condition=Ready} returns
 */
public record Verdict(String kstatus, String argo, boolean waitEnds) {
  /** Of a recorded object. */
  public static Verdict of(Recorded recorded) {
    if (recorded.deleting()) {
      return new Verdict("Terminating", recorded.isTrue("Stalled") ? "Degraded" : "Progressing", false);
    }
    if (recorded.stale()) {
      return new Verdict("InProgress", "Progressing", false);
    }
    if (recorded.isTrue("Stalled")) {
      return new Verdict("Failed", "Degraded", false);
    }
    return recorded.isTrue("Ready")
        ? new Verdict("Current", "Healthy", true)
        : new Verdict("InProgress", "Progressing", false);
  }
}
