package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Given.aDeclarationOff;
import static dev.trustedaccess.domain.Given.aDeletion;
import static org.assertj.core.api.Assertions.assertThat;

/** A change that was planned and not made: a person is told why, and what was seen stays. */
class PostponedTest {
  private static final Declared LIVES = new Declared(Given.NAME, Given.UID, 7, Given.NOW, Optional.empty(), true);
  private static final Declared GOES = new Declared(Given.NAME, Given.UID, 7, Given.NOW, Optional.of(Given.NOW), true);

  @Test
  void readsThatTakeTooLongAreSaid() {
    Assessment planned = aDeclarationOff().plan().assessment();
    Assessment postponed = Postponed.aged(planned, LIVES, "production");
    Wording.check(postponed);
    assertThat(postponed.ready().truth()).isEqualTo(Verdict.Truth.False);
    assertThat(postponed.ready().reason()).isEqualTo(Reason.ObservationStale);
    assertThat(postponed.ready().message()).contains("nothing is changed")
        .endsWith("kubectl describe orgconn production");
    assertThat(postponed.finding().map(Finding::weight)).contains(Finding.Weight.WAITING);
    assertThat(postponed.recorded()).isEqualTo(planned.recorded());
  }

  @Test
  void whatWasOvertakenKeepsItsReason() {
    Assessment postponed = Postponed.overtaken(
        aDeclarationOff().plan().assessment(), LIVES, "the connection has changed");
    Wording.check(postponed);
    assertThat(postponed.ready().reason()).isEqualTo(Reason.Enabling);
    assertThat(postponed.ready().message()).contains("the connection has changed").endsWith(Given.NAME);
    Assessment ready = Given.aDeclaration().notHeld().plan().assessment();
    assertThat(Postponed.overtaken(ready, LIVES, "it").ready().reason()).isEqualTo(Reason.ObservationStale);
  }

  @Test
  void aDeletionThatWaitsSaysHowToCallItBack() {
    Assessment planned = aDeletion().integration(true).plan().assessment();
    Assessment postponed = Postponed.aged(planned, GOES, "production");
    Wording.check(postponed);
    assertThat(postponed.ready().message()).endsWith(ExitMessages.retain(GOES));
  }

  @Test
  void whoIsOvertakenComesBackLaterEachTimeUpToAMinute() {
    assertThat(Backoff.overtaken(0, "")).isEqualTo(Duration.ofMillis(500));
    assertThat(Backoff.overtaken(1, "")).isEqualTo(Duration.ofMillis(500));
    assertThat(Backoff.overtaken(3, "")).isEqualTo(Duration.ofSeconds(2));
    assertThat(Backoff.overtaken(99, "")).isEqualTo(Duration.ofMinutes(1));
  }
}
