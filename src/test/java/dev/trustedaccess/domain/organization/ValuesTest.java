package dev.trustedaccess.domain.organization;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.plan.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The small values that the planners are made of. */
class ValuesTest {
  private static final Instant THEN = Instant.parse("2026-02-01T00:00:00Z");
  private static final Change INTENT = Change.intent(THEN, Change.Kind.ENABLE, Optional.empty(), Optional.empty());

  @Test
  void anIntentIsOpenUntilItEnds() {
    assertThat(INTENT)
        .isEqualTo(new Change(THEN, Change.Kind.ENABLE, Optional.empty(), Optional.empty(), Optional.empty(), 1, THEN,
            false, Optional.empty()));
    assertThat(INTENT.ended(new ChangeOutcome.Accepted("id")).requestId()).contains("id");
    assertThat(INTENT.ended(new ChangeOutcome.Accepted("id")).refused()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Failure.Kind.class)
  void onlyAFailureThatIsCertainRefusesIt(Failure.Kind kind) {
    Failure failure = new Failure(kind, "it");
    Change ended = INTENT.ended(new ChangeOutcome.Failed(failure));
    if (kind == Failure.Kind.UNAVAILABLE) {
      assertThat(ended).isEqualTo(INTENT);
      assertThat(ended.is(Change.Kind.ENABLE)).isTrue();
    } else {
      assertThat(ended.refused()).contains(new Change.Refused(failure.reason(), failure.cause(), "it"));
      assertThat(ended.is(Change.Kind.ENABLE)).isFalse();
    }
    assertThat(ended.attempt()).isEqualTo(1);
  }

  @Test
  void attemptsCountRefusalsOfTheSameChangeInARow() {
    Change refused = INTENT.ended(new ChangeOutcome.Failed(new Failure(Failure.Kind.THROTTLED, "it")));
    assertThat(Change.intent(THEN, Change.Kind.ENABLE, Optional.empty(), Optional.of(refused)).attempt()).isEqualTo(2);
    assertThat(Change.intent(THEN, Change.Kind.DISABLE, Optional.empty(), Optional.of(refused)).attempt()).isEqualTo(1);
    assertThat(Change.intent(THEN, Change.Kind.ENABLE, Optional.of("it"), Optional.of(refused)).attempt()).isEqualTo(1);
    Change seen = INTENT.withEffectSeen();
    assertThat(Change.intent(THEN, Change.Kind.ENABLE, Optional.empty(), Optional.of(seen)).attempt()).isEqualTo(1);
  }

  @Test
  void whatAwsGaveNoClearAnswerToOrTookWithoutEffectCountsAsATryToo() {
    Instant later = THEN.plusSeconds(120);
    for (Change before : List.of(INTENT, INTENT.ended(new ChangeOutcome.Accepted("id")))) {
      Change again = Change.intent(later, Change.Kind.ENABLE, Optional.empty(), Optional.of(before));
      assertThat(again.attempt()).isEqualTo(2);
      assertThat(again.since()).isEqualTo(THEN);
    }
  }

  @Test
  void anIntentThatWaitsForItsTurnIsMeantLaterAndItsRowBeganWhenItDid() {
    Change waited = INTENT.later(java.time.Duration.ofMillis(2_900));
    assertThat(List.of(waited.time(), waited.since())).containsOnly(THEN.plusSeconds(2));
    Change again = Change.intent(THEN.plusSeconds(60), Change.Kind.ENABLE, Optional.empty(), Optional.of(INTENT))
        .later(java.time.Duration.ofSeconds(2));
    assertThat(again.time()).isEqualTo(THEN.plusSeconds(62));
    assertThat(again.since()).isEqualTo(THEN);
  }

  @Test
  void whatCameWithARefusedIntentIsForgottenWithIt() {
    Recorded before = Recorded.NOTHING.withCorrection(THEN.minusSeconds(9));
    Recorded meant = before.withCorrection(THEN).withOwned(Given.OWNED, Optional.empty()).withLastChange(INTENT);
    Recorded refused = meant.ended(new ChangeOutcome.Failed(new Failure(Failure.Kind.THROTTLED, "it")), before);
    assertThat(refused.corrections()).isEqualTo(before.corrections());
    assertThat(refused.owned()).isEmpty();
    assertThat(refused.lastChange().flatMap(Change::refused).map(Change.Refused::reason)).contains(Reason.THROTTLED);
    assertThat(meant.ended(new ChangeOutcome.Failed(new Failure(Failure.Kind.UNAVAILABLE, "it")), before))
        .isEqualTo(meant);
    assertThat(meant.ended(new ChangeOutcome.Accepted("id"), before).owned()).containsExactly(Given.OWNED);
  }

  @Test
  void troubleThatPassesIsKnownByItsReason() {
    assertThat(
        List.of(Reason.values()).stream().filter(Failure::passes)).containsExactlyInAnyOrder(
            Reason.THROTTLED, Reason.CONCURRENT_MODIFICATION, Reason.SERVICE_UNAVAILABLE);
  }

  @Test
  void aFactIsKnownUnknownOrNotAsked() {
    Failure failure = new Failure(Failure.Kind.THROTTLED, "it");
    assertThat(Fact.known(3).map(n -> n + 1).toOptional()).contains(4);
    assertThat(Fact.<Integer>unknown(failure).map(n -> n + 1).problem()).contains(failure);
    assertThat(Fact.<Integer>notAsked().map(n -> n + 1)).isEqualTo(Fact.notAsked());
    assertThat(Fact.known(3).problem()).isEmpty();
    assertThat(Fact.unknown(failure).toOptional()).isEmpty();
    assertThat(Fact.notAsked().problem()).isEmpty();
  }

  @Test
  void correctionsAreKeptUpToThree() {
    Recorded recorded = Recorded.NOTHING;
    for (int i = 0; i < 5; i++) {
      recorded = recorded.withCorrection(THEN.plusSeconds(i));
    }
    assertThat(recorded.corrections()).containsExactly(THEN.plusSeconds(2), THEN.plusSeconds(3), THEN.plusSeconds(4));
  }

  @Test
  void nothingIsRecordedOnlyIfNothingAtAllIs() {
    assertThat(Recorded.NOTHING.isEmpty()).isTrue();
    assertThat(Recorded.NOTHING.withLastChange(INTENT).isEmpty()).isFalse();
    assertThat(Recorded.NOTHING.withOwned(List.of(Given.OWNED)).isEmpty()).isFalse();
    assertThat(Recorded.NOTHING.withEnabledSeen("o-1", EnabledBy.OTHER, THEN, THEN).isEmpty()).isFalse();
  }

  @Test
  void aRoleStandsInTheAccountOfItsArn() {
    assertThat(new RoleRef("arn:aws:iam::111122223333:role/path/name", Optional.empty()).accountId())
        .isEqualTo("111122223333");
    assertThat(new RoleRef("nonsense", Optional.empty()).accountId()).isEmpty();
  }

  @Test
  void impactsAreSpelledAsInTheCatalog() {
    assertThat(List.of(Impact.values())).extracting(Impact::apiName)
        .containsExactly("benign", "degrade", "service-outage", "destructive", "unknown");
  }
}
