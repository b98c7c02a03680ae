package dev.trustedaccess.domain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.Given.aDeclarationOff;
import static dev.trustedaccess.domain.Verdict.Truth.Unknown;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** The look fails: nothing is changed, Ready stays as last seen for a while, and only what will not pass stalls. */
class TroubleTest {
  @ParameterizedTest
  @EnumSource(Failure.Kind.class)
  void withoutALookNothingIsChanged(Failure.Kind kind) {
    Reason reason = new Failure(kind, "").reason();
    aDeclarationOff().lookFails(kind, 2).plan().changesNothing().bears(reason);
    Then then = aDeclarationOff().lookFails(kind, 3).plan().changesNothing();
    if (new Failure(kind, "").passing()) {
      then.ready(Unknown, Reason.ObservationStale);
    } else {
      then.isStalled(reason);
    }
    assertThat(then.assessment().access().keeps()).isTrue();
    assertThat(then.assessment().initialized().keeps()).isTrue();
    assertThat(then.assessment().roles().keeps()).isTrue();
  }

  @Test
  void afterThreeMissedLooksWhatWasSeenIsStale() {
    aDeclarationOff().lookFails(Failure.Kind.THROTTLED, 2).plan().bears(Reason.Throttled);
    Then stale = aDeclarationOff().lookFails(Failure.Kind.THROTTLED, 3)
        .plan()
        .changesNothing()
        .ready(Unknown, Reason.ObservationStale);
    assertThat(stale.finding().map(Finding::weight)).contains(Finding.Weight.PASSING);
    aDeclarationOff().lookFails(Failure.Kind.ACCESS_DENIED, 9).plan().isStalled(Reason.AccessDenied);
  }

  @Test
  void theNextTryIsSoonButNeverLaterThanTheNextLook() {
    aDeclarationOff().lookFails(Failure.Kind.UNAVAILABLE, 1).plan().comesBackIn(Backoff.retry(true, 1, Given.UID));
    aDeclarationOff().lookFails(Failure.Kind.UNAVAILABLE, 99).plan().comesBackIn(ofMinutes(5));
    aDeclarationOff().lookFails(Failure.Kind.ACCESS_DENIED, 99).plan().comesBackIn(ofMinutes(5));
  }

  @Test
  void anotherChangeIsNotSentOnAFailedFreshLook() {
    aDeclarationOff().sent(Change.Kind.Enable, ofSeconds(30))
        .lookFails(Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .changesNothing()
        .bears(Reason.ServiceUnavailable);
  }
}
