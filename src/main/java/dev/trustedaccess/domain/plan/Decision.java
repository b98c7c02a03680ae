package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.RoleCoverage;

/** The result of a plan. */
public sealed interface Decision {
  /** The plan needs the answer to this question before it can conclude. */
  record Ask(Question<?> question) implements Decision {}

  /**
   * Nothing is to be done, and status already reports that: the declaration is being deleted without the operator's
   * finalizer, and others still hold it.
   *
   * @param next the longest time until the next pass
   */
  record Done(Duration next) implements Decision {}

  /**
   * The plan is complete: what status reports, and what is done now. {@link Conclusion} collects it.
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
   * @param action the change to make now; empty if there is none
   * @param next the longest time until the next pass
   */
  record Conclude(
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
      Optional<Cleanup> cleanup,
      Optional<Action> action,
      Duration next) implements Decision {
    /** The same without the action, and not ready, with this finding reported instead. */
    Conclude waiting(Finding instead) {
      return new Conclude(
          recorded, access, initialized, roles, cleanedUp, Verdict.no(instead.reason(), instead.message()),
          Optional.of(instead), integration, impact, coverage, cleanup, Optional.empty(), next);
    }

    /** The same, with at least this time until the next pass. */
    Conclude resting(Duration least) {
      return new Conclude(
          recorded, access, initialized, roles, cleanedUp, ready, finding, integration, impact, coverage, cleanup,
          action, next.compareTo(least) < 0 ? least : next);
    }

    /** The same, with at most this time until the next pass. */
    public Conclude within(Duration most) {
      return new Conclude(
          recorded, access, initialized, roles, cleanedUp, ready, finding, integration, impact, coverage, cleanup,
          action, Backoff.shorter(next, most));
    }

    /** The same, with this remembered instead. */
    public Conclude remembering(Recorded remembered) {
      return new Conclude(
          remembered, access, initialized, roles, cleanedUp, ready, finding, integration, impact, coverage, cleanup,
          action, next);
    }
  }
}
