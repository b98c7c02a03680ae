package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which answers are reused, and for how long. */
class KeptAnswersTest {
  private static final String PRINCIPAL = "guardduty.amazonaws.com";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ConnectionSettings SETTINGS = Bench.asPod(Mode.MANAGE);

  private Instant now = NOON;
  private final KeptAnswers<List<String>> answers = new KeptAnswers<>(Duration.ofHours(1), () -> now);

  private void read(String... found) {
    answers.now(SETTINGS, PRINCIPAL, () -> Fact.known(List.of(found)));
  }

  private Optional<List<String>> kept() {
    return answers.since(Instant.MIN, SETTINGS, PRINCIPAL);
  }

  @Test
  void theLatestAnswerIsKeptForAnHourFromTheBeginningOfItsRead() {
    assertThat(kept()).isEmpty();
    read("one");
    read("two");
    now = NOON.plus(Duration.ofMinutes(60)).minusNanos(1);
    assertThat(kept()).contains(List.of("two"));
    now = NOON.plus(Duration.ofMinutes(60));
    assertThat(kept()).isEmpty();
    now = NOON;
    answers.now(SETTINGS, PRINCIPAL, () -> {
      now = NOON.plus(Duration.ofMinutes(10));
      return Fact.known(List.of("slow"));
    });
    now = NOON.plus(Duration.ofMinutes(60));
    assertThat(kept()).isEmpty();
  }

  @Test
  void anAnswerFromBeforeTheGenerationWasSeenDoesNotCount() {
    read("one");
    assertThat(answers.since(NOON, SETTINGS, PRINCIPAL)).isPresent();
    assertThat(answers.since(NOON.plusNanos(1), SETTINGS, PRINCIPAL)).isEmpty();
  }

  @Test
  void afterAFailureNothingIsKept() {
    read("one");
    Fact<List<String>> failed = answers.now(
        SETTINGS, PRINCIPAL, () -> Fact.unknown(new Failure(Failure.Kind.UNAVAILABLE, "guardduty:List")));
    assertThat(failed.problem()).isPresent();
    assertThat(kept()).isEmpty();
  }

  @Test
  void anAnswerReadWithOtherSettingsDoesNotCount() {
    read("one");
    assertThat(answers.since(Instant.MIN, Bench.asPod(Mode.OBSERVE), PRINCIPAL)).isEmpty();
  }

  @Test
  void aPrincipalAndAConnectionAreForgotten() {
    read("one");
    answers.now(SETTINGS, "config.amazonaws.com", () -> Fact.known(List.of("other")));
    answers.forget(SETTINGS.name(), PRINCIPAL);
    assertThat(kept()).isEmpty();
    assertThat(answers.size()).isEqualTo(1);
    answers.forget("elsewhere");
    assertThat(answers.size()).isEqualTo(1);
    answers.forget(SETTINGS.name());
    assertThat(answers.size()).isZero();
  }
}
