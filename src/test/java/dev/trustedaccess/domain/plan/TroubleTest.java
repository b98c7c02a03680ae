package dev.trustedaccess.domain.plan;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.declaration.Verdict.Truth.UNKNOWN;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** The snapshot fails: nothing is changed, Ready stays as last seen for a while, and only what will not pass stalls. */
class TroubleTest {
  @ParameterizedTest
  @EnumSource(Failure.Kind.class)
  void withoutASnapshotNothingIsChanged(Failure.Kind kind) {
    Reason reason = new Failure(kind, "").reason();
    aDisabledDeclaration().snapshotFails(kind, 2).plan().changesNothing().bears(reason);
    Then then = aDisabledDeclaration().snapshotFails(kind, 3).plan().changesNothing();
    if (new Failure(kind, "").passing()) {
      then.ready(UNKNOWN, Reason.OBSERVATION_STALE);
    } else {
      then.isStalled(reason);
    }
    assertThat(then.conclusion().access().keepsPrevious()).isTrue();
    assertThat(then.conclusion().initialized().keepsPrevious()).isTrue();
    assertThat(then.conclusion().roles().keepsPrevious()).isTrue();
  }

  @Test
  void afterThreeMissedSnapshotsWhatWasSeenIsStale() {
    aDisabledDeclaration().snapshotFails(Failure.Kind.THROTTLED, 2).plan().bears(Reason.THROTTLED);
    Then stale = aDisabledDeclaration().snapshotFails(Failure.Kind.THROTTLED, 3)
        .plan()
        .changesNothing()
        .ready(UNKNOWN, Reason.OBSERVATION_STALE);
    assertThat(stale.finding().map(Finding::severity)).contains(Finding.Severity.PASSING);
    aDisabledDeclaration().snapshotFails(Failure.Kind.ACCESS_DENIED, 9).plan().isStalled(Reason.ACCESS_DENIED);
  }

  @Test
  void theNextTryIsSoonButNeverLaterThanTheNextSnapshot() {
    aDisabledDeclaration().snapshotFails(Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .comesBackIn(Backoff.retry(true, 1, Given.UID));
    aDisabledDeclaration().snapshotFails(Failure.Kind.UNAVAILABLE, 99).plan().comesBackIn(ofMinutes(5));
    aDisabledDeclaration().snapshotFails(Failure.Kind.ACCESS_DENIED, 99).plan().comesBackIn(ofMinutes(5));
  }

  @Test
  void anotherChangeIsNotSentOnAFailedFreshSnapshot() {
    aDisabledDeclaration().sent(Change.Kind.ENABLE, ofSeconds(30))
        .snapshotFails(Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .changesNothing()
        .bears(Reason.SERVICE_UNAVAILABLE);
  }
}
