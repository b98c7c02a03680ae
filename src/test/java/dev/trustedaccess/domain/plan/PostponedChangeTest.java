package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;
import static org.assertj.core.api.Assertions.assertThat;

/** A change that was planned and not made: a person is told why, and what was seen stays. */
class PostponedChangeTest {
  private static final Declared LIVES = new Declared(Given.NAME, Given.UID, 7, Given.NOW, Optional.empty(), true);
  private static final Declared GOES = new Declared(Given.NAME, Given.UID, 7, Given.NOW, Optional.of(Given.NOW), true);

  @Test
  void readsThatTakeTooLongAreSaid() {
    Decision.Conclude planned = aDisabledDeclaration().plan().conclusion();
    Decision.Conclude postponed = PostponedChange.outdated(planned, LIVES, "production");
    Wording.check(postponed);
    assertThat(postponed.ready().truth()).isEqualTo(Verdict.Truth.FALSE);
    assertThat(postponed.ready().reason()).isEqualTo(Reason.OBSERVATION_STALE);
    assertThat(postponed.ready().message()).contains("no change is made")
        .endsWith("kubectl describe orgconn production");
    assertThat(postponed.finding().map(Finding::severity)).contains(Finding.Severity.WAITING);
    assertThat(postponed.recorded()).isEqualTo(planned.recorded());
  }

  @Test
  void whatWasOvertakenKeepsItsReason() {
    Decision.Conclude postponed = PostponedChange.overtaken(
        aDisabledDeclaration().plan().conclusion(), LIVES, "the connection has changed");
    Wording.check(postponed);
    assertThat(postponed.ready().reason()).isEqualTo(Reason.ENABLING);
    assertThat(postponed.ready().message()).contains("the connection has changed").endsWith(Given.NAME);
    Decision.Conclude ready = Given.aDeclaration().notHeld().plan().conclusion();
    assertThat(PostponedChange.overtaken(ready, LIVES, "it").ready().reason()).isEqualTo(Reason.OBSERVATION_STALE);
  }

  @Test
  void aDeletionThatWaitsSaysHowToCallItBack() {
    Decision.Conclude planned = aDeletion().integration(true).plan().conclusion();
    Decision.Conclude postponed = PostponedChange.outdated(planned, GOES, "production");
    Wording.check(postponed);
    assertThat(postponed.ready().message()).endsWith(DeletionMessages.retain(GOES));
  }

  @Test
  void whoIsOvertakenComesBackLaterEachTimeUpToAMinute() {
    assertThat(Backoff.overtaken(0, "")).isEqualTo(Duration.ofMillis(500));
    assertThat(Backoff.overtaken(1, "")).isEqualTo(Duration.ofMillis(500));
    assertThat(Backoff.overtaken(3, "")).isEqualTo(Duration.ofSeconds(2));
    assertThat(Backoff.overtaken(99, "")).isEqualTo(Duration.ofMinutes(1));
  }
}
