package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Gathers what a pass concludes; lives within one plan. Whatever is not said stays as the last read of this generation left
 * it, and is Unknown if there was none.
 */
final class Conclusion {
  private static final String UNREAD = "Not read yet at this generation; the operator does so by itself.";

  /** Passing trouble for which Ready does not stay as it was: it would rest on what nobody has seen. */
  private static final Set<Reason> UNSEEN = Set.of(Reason.ObservationStale, Reason.RolesNotRead);

  private final Situation situation;
  private Recorded recorded;
  private final boolean looked;
  private Verdict access = unread();
  private Verdict initialized = unread();
  private Verdict roles = unread();
  private @Nullable Verdict cleanedUp;
  private @Nullable Finding finding;
  private @Nullable List<RoleCoverage> coverage;
  private @Nullable Cleanup cleanup;

  private Conclusion(Situation situation, Recorded recorded) {
    this.situation = situation;
    this.recorded = recorded;
    this.looked = situation.observation().answer(Question.LOOK).toOptional().isPresent();
  }

  static Conclusion of(Situation situation, Recorded recorded) {
    return new Conclusion(situation, recorded);
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
   * A change of this kind is tried now. Unless that goes on with a row of tries, whatever kept the last one from taking place
   * is mended, and its row is forgotten.
   */
  Conclusion tries(Change.Kind kind, Optional<Refusal> row) {
    if (row.isEmpty() && recorded.lastChange().filter(change -> change.kind() == kind && !change.seen()).isPresent()) {
      recorded = recorded.withoutLastChange();
    }
    return this;
  }

  /** What keeps the declaration from being ready; the first thing said counts. */
  Conclusion because(Finding found) {
    if (finding == null) {
      finding = found;
    }
    return this;
  }

  Decision decide(Optional<Action> action, Duration next) {
    Assessment assessment = new Assessment(
        recorded.isEmpty() && action.isEmpty() ? recorded.withToRead(ToRead.NOTHING) : recorded, access, initialized,
        roles, cleanedUp(), ready(), Optional.ofNullable(finding),
        situation.observation().integration().map(Observation.Integration::name), Optional.of(situation.impact()),
        Optional.ofNullable(coverage), Optional.ofNullable(cleanup));
    return new Decision.Conclude(assessment, action, next);
  }

  private Optional<Verdict> cleanedUp() {
    return situation.declared().deleted().map(_ -> Objects.requireNonNullElseGet(cleanedUp, Conclusion::unread));
  }

  private Verdict ready() {
    if (finding == null) {
      return Verdict.yes(Reason.Ready, Messages.ready(situation));
    }
    return switch (finding.weight()) {
      case STALLED -> Verdict.no(finding.reason(), finding.message());
      case WAITING, ASKED_FOR -> looked || situation.declared().deleted().isPresent()
          ? Verdict.no(finding.reason(), finding.message())
          : Verdict.unknown(finding.reason(), finding.message());
      case PASSING -> UNSEEN.contains(finding.reason())
          ? Verdict.unknown(finding.reason(), finding.message())
          : Verdict.unchanged(finding.reason(), finding.message());
    };
  }

  private static Verdict unread() {
    return Verdict.unchanged(Reason.ObservationStale, UNREAD);
  }
}
