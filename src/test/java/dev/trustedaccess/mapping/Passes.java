package dev.trustedaccess.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.FailedPass;
import dev.trustedaccess.domain.plan.Finding;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Passes over one declaration, a minute apart, each reported on top of the one before. */
final class Passes {
  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final Verdict ON = Verdict.yes(Reason.ENABLED, "Access is enabled.");
  private static final Verdict READY = Verdict.yes(Reason.READY, "Mail matches its declaration.");

  private @Nullable TrustedServiceAccessStatus status;
  private Instant now = BEGIN;
  private long generation = 1;
  private Optional<Instant> deleted = Optional.empty();

  Passes generation(long newer) {
    generation = newer;
    return this;
  }

  Passes deleted() {
    deleted = Optional.of(now);
    generation++;
    return this;
  }

  Passes from(TrustedServiceAccessStatus before) {
    status = before;
    return this;
  }

  /** Everything was read, and is as declared. */
  Passes good() {
    return pass(READY, Optional.empty());
  }

  /** Everything was read, and a person must act. */
  Passes stalled() {
    Finding finding = Finding.stalled(Reason.ADMINISTRATOR_MISMATCH, "Another administrator: spec.initialization");
    return pass(Verdict.no(finding.reason(), finding.message()), Optional.of(finding));
  }

  Passes waiting() {
    Finding finding = Finding.waiting(Reason.AWAITING_INITIALIZATION, "It is at it.");
    return pass(Verdict.no(finding.reason(), finding.message()), Optional.of(finding));
  }

  Passes askedFor() {
    Finding finding = Finding.askedFor(Reason.OBSERVE_ONLY, "It only observes: spec.mode");
    return pass(Verdict.no(finding.reason(), finding.message()), Optional.of(finding));
  }

  /** The snapshot failed, and that is likely to pass. */
  Passes trouble() {
    Finding finding = new Finding(Finding.Severity.PASSING, Reason.THROTTLED, "Not read.");
    return pass(
        unread(), unread(), unread(), Verdict.unchanged(finding.reason(), finding.message()), Optional.of(finding),
        Optional.empty());
  }

  /** The snapshot failed again and again. */
  Passes stale() {
    Finding finding = new Finding(Finding.Severity.PASSING, Reason.OBSERVATION_STALE, "Several snapshots failed.");
    return pass(
        unread(), unread(), unread(), Verdict.unknown(finding.reason(), finding.message()), Optional.of(finding),
        Optional.empty());
  }

  /** Access was seen on, and what comes after could not be read for the moment. */
  Passes onAndTrouble() {
    Finding finding = new Finding(Finding.Severity.PASSING, Reason.THROTTLED, "Not read.");
    return pass(
        ON, unread(), unread(), Verdict.unchanged(finding.reason(), finding.message()), Optional.of(finding),
        Optional.empty());
  }

  Passes off() {
    Finding finding = Finding.waiting(Reason.DRIFT_CORRECTED, "Access was disabled.");
    Verdict no = Verdict.no(finding.reason(), finding.message());
    return pass(no, unread(), unread(), no, Optional.of(finding), Optional.empty());
  }

  /** A pass over the deletion; {@code cleanedUp} is what it says of the disable preconditions. */
  Passes exit(Verdict cleanedUp) {
    Finding finding = Finding.stalled(Reason.CLEANUP_PENDING, "Something remains: status.cleanup");
    return pass(
        unread(), unread(), unread(), Verdict.no(finding.reason(), finding.message()), Optional.of(finding),
        Optional.of(cleanedUp));
  }

  private static Verdict unread() {
    return Verdict.unchanged(Reason.OBSERVATION_STALE, "Not read yet for this generation.");
  }

  private Passes pass(Verdict ready, Optional<Finding> finding) {
    return pass(ON, ON, ON, ready, finding, Optional.empty());
  }

  private Passes pass(
      Verdict access,
      Verdict initialized,
      Verdict roles,
      Verdict ready,
      Optional<Finding> finding,
      Optional<Verdict> cleanedUp) {
    return pass(new Decision.Conclude(
        Recorded.NOTHING, access, initialized, roles, cleanedUp, ready, finding, Optional.of("mail"),
        Optional.of(Impact.BENIGN), Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(5)));
  }

  Passes knowing(Recorded recorded, List<RoleCoverage> coverage, Cleanup cleanup) {
    return pass(new Decision.Conclude(
        recorded, ON, ON, ON, Optional.empty(), READY, Optional.empty(), Optional.empty(),
        Optional.of(Impact.SERVICE_OUTAGE),
        Optional.of(coverage), Optional.of(cleanup), Optional.empty(), Duration.ofMinutes(5)));
  }

  Passes unreadable(String problem, Recorded recorded) {
    return pass(FailedPass.unreadable(
        declared(), recorded, Optional.ofNullable(status).map(TrustedServiceAccessStatus::integration), false,
        problem));
  }

  private Passes pass(Decision.Conclude conclusion) {
    status = StatusReport.of(conclusion, declared(), status, now);
    now = now.plus(Duration.ofMinutes(1));
    return this;
  }

  private Declared declared() {
    return new Declared("mail.amazonaws.com", "uid", generation, BEGIN, deleted, true);
  }

  TrustedServiceAccessStatus status() {
    return Objects.requireNonNull(status);
  }

  Condition condition(String type) {
    return find(type).orElseThrow(() -> new AssertionError("no condition " + type));
  }

  private Optional<Condition> find(String type) {
    return Objects.requireNonNull(status().conditions()).stream().filter(c -> type.equals(c.type())).findFirst();
  }

  Passes has(String type, String truth, Reason reason) {
    assertThat(condition(type)).extracting(Condition::status, Condition::reason)
        .containsExactly(truth, reason.apiName());
    return this;
  }

  Passes hasNot(String... types) {
    for (String type : types) {
      assertThat(find(type)).as(type).isEmpty();
    }
    return this;
  }

  /** The condition turned in the pass of that number, the first being 0. */
  Passes transition(String type, int pass) {
    assertThat(condition(type).lastTransitionTime()).isEqualTo(BEGIN.plus(Duration.ofMinutes(pass)).toString());
    return this;
  }
}
