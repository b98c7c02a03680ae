package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.PlacesToRead;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RoleCoverage;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a pass concludes; used within one plan. A condition that is not set stays as the last read of this
 * generation left it; if there was none, it is Unknown.
 */
final class Conclusion {
  private static final String UNREAD = "Not read yet for this generation. The operator reads it automatically.";

  /** Reasons of transient failures for which Ready becomes Unknown, because what it depends on has not been read. */
  private static final Set<Reason> READY_UNKNOWN = Set.of(Reason.OBSERVATION_STALE, Reason.ROLES_NOT_READ);

  private final PlanInput input;
  private Recorded recorded;
  private final boolean snapshotRead;
  private Verdict access = unread();
  private Verdict initialized = unread();
  private Verdict roles = unread();
  private @Nullable Verdict cleanedUp;
  private @Nullable Finding finding;
  private @Nullable List<RoleCoverage> coverage;
  private @Nullable Cleanup cleanup;

  private Conclusion(PlanInput input, Recorded recorded) {
    this.input = input;
    this.recorded = recorded;
    this.snapshotRead = input.observation().answer(Question.SNAPSHOT).toOptional().isPresent();
  }

  static Conclusion of(PlanInput input, Recorded recorded) {
    return new Conclusion(input, recorded);
  }

  Conclusion access(Verdict verdict) {
    access = verdict;
    return this;
  }

  Conclusion initialized(Verdict verdict) {
    initialized = verdict;
    return this;
  }

  Conclusion roles(Verdict verdict) {
    roles = verdict;
    return this;
  }

  Conclusion coverage(List<RoleCoverage> seen) {
    coverage = seen;
    return this;
  }

  Conclusion cleanedUp(Verdict verdict) {
    cleanedUp = verdict;
    return this;
  }

  Conclusion cleanup(Cleanup seen) {
    cleanup = seen;
    return this;
  }

  /**
   * Records that a change of this kind is attempted now. If no earlier refusal of it applies any more, the earlier
   * series of attempts is forgotten.
   *
   * @param refusal the refusal of the earlier attempts; empty if there is none, or if its obstacle may be resolved
   */
  Conclusion attempts(Change.Kind kind, Optional<Refusal> refusal) {
    if (refusal.isEmpty()
        && recorded.lastChange().filter(change -> change.kind() == kind && !change.seen()).isPresent()) {
      recorded = recorded.withoutLastChange();
    }
    return this;
  }

  /** Sets the reason why the declaration is not ready; only the first one counts. */
  Conclusion because(Finding reason) {
    if (finding == null) {
      finding = reason;
    }
    return this;
  }

  /** The decision with everything collected; {@code next} is the longest time until the next pass. */
  Decision decide(Optional<Action> action, Duration next) {
    return new Decision.Conclude(
        recorded.isEmpty() && action.isEmpty() ? recorded.withToRead(PlacesToRead.NOTHING) : recorded, access,
        initialized, roles, cleanedUp(), ready(), Optional.ofNullable(finding),
        input.observation().integration().map(Observation.Integration::name), Optional.of(input.impact()),
        Optional.ofNullable(coverage), Optional.ofNullable(cleanup), action, next);
  }

  private Optional<Verdict> cleanedUp() {
    return input.declared().deleted().map(_ -> Objects.requireNonNullElseGet(cleanedUp, Conclusion::unread));
  }

  private Verdict ready() {
    if (finding == null) {
      return Verdict.yes(Reason.READY, Messages.ready(input));
    }
    return switch (finding.severity()) {
      case STALLED -> Verdict.no(finding.reason(), finding.message());
      case WAITING, ASKED_FOR -> snapshotRead || input.declared().deleted().isPresent()
          ? Verdict.no(finding.reason(), finding.message())
          : Verdict.unknown(finding.reason(), finding.message());
      case PASSING -> READY_UNKNOWN.contains(finding.reason())
          ? Verdict.unknown(finding.reason(), finding.message())
          : Verdict.unchanged(finding.reason(), finding.message());
    };
  }

  private static Verdict unread() {
    return Verdict.unchanged(Reason.OBSERVATION_STALE, UNREAD);
  }
}
