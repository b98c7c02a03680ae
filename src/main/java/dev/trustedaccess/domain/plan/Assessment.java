package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.RoleCoverage;

/**
 * What a pass concludes about a declaration; status is created from it.
 *
 * @param recorded what is remembered from now on
 * @param access the condition AccessEnabled
 * @param initialized the condition Initialized
 * @param roles the condition RolesPresent
 * @param cleanedUp the condition CleanedUp; empty unless the declaration is being deleted
 * @param ready the condition Ready
 * @param finding why the declaration is not ready; empty if it is ready
 * @param integration the integration's name; empty if there is none
 * @param impact the impact of disabling access
 * @param coverage in how many accounts each role exists; empty keeps what status reported before
 * @param cleanup what remains; empty keeps what status reported before
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
  /** The same, but not ready, with this finding reported instead. */
  Assessment waiting(Finding instead) {
    return new Assessment(
        recorded, access, initialized, roles, cleanedUp, Verdict.no(instead.reason(), instead.message()),
        Optional.of(instead), integration, impact, coverage, cleanup);
  }

  /** The same, with this remembered instead. */
  public Assessment remembering(Recorded remembered) {
    return new Assessment(
        remembered, access, initialized, roles, cleanedUp, ready, finding, integration, impact, coverage, cleanup);
  }
}
