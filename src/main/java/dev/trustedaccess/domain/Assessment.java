package dev.trustedaccess.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a pass concludes about a declaration; the report makes its status of it.
 *
 * @param recorded what is remembered from now on
 * @param access the condition AccessEnabled
 * @param initialized the condition Initialized
 * @param roles the condition RolesPresent
 * @param cleanedUp the condition CleanedUp; empty while the declaration lives
 * @param ready the condition Ready
 * @param finding what keeps it from being ready, if anything: Stalled or Reconciling
 * @param integration the integration's name; empty where there is none
 * @param impact how much disabling hurts
 * @param coverage where roles stand; empty keeps what was known
 * @param cleanup what remains; empty keeps what was known
 */
public record Assessment(
    Recorded recorded,
    Verdict access,
    Verdict initialized,
    Verdict roles,
    Optional<Verdict> cleanedUp,
    Verdict ready,
    Optional<Finding> finding,
    Optional<String> integration,
    Optional<Impact> impact,
    Optional<List<RoleCoverage>> coverage,
    Optional<Cleanup> cleanup) {
  /** The same, but not ready for this finding, which a person is told instead. */
  Assessment waiting(Finding instead) {
    return new Assessment(
        recorded, access, initialized, roles, cleanedUp, Verdict.no(instead.reason(), instead.message()),
        Optional.of(instead), integration, impact, coverage, cleanup);
  }

  /** The same, with other things remembered. */
  public Assessment remembering(Recorded now) {
    return new Assessment(
        now, access, initialized, roles, cleanedUp, ready, finding, integration, impact, coverage, cleanup);
  }
}
