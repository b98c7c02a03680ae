package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Conditions as kstatus reads them: over several passes, generations and troubles. */
class ConditionsTest {
  private static final String ACCESS = "AccessEnabled";
  private static final String READY = "Ready";
  private static final String STALLED = "Stalled";
  private static final String RECONCILING = "Reconciling";

  @Test
  void allAreWrittenAtTheFirstVisit() {
    assertThat(new Passes().trouble().status().conditions()).extracting(Condition::type, Condition::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ACCESS, "Unknown"),
            org.assertj.core.groups.Tuple.tuple("Initialized", "Unknown"),
            org.assertj.core.groups.Tuple.tuple("RolesPresent", "Unknown"),
            org.assertj.core.groups.Tuple.tuple(READY, "Unknown"),
            org.assertj.core.groups.Tuple.tuple(RECONCILING, "True"));
  }

  private static Stream<Condition> spoilt() {
    var time = "2026-01-31T08:00:00Z";
    return Stream.of(
        new Condition(READY, null, 1L, time, "Ready", "As declared."),
        new Condition(READY, "True", 1L, time, null, "As declared."),
        new Condition(READY, "True", 1L, time, "Ready", null),
        new Condition(READY, "True", 1L, null, "Ready", "As declared."),
        new Condition(READY, "True", 1L, "yesterday", "Ready", "As declared."));
  }

  /** Kept, it would have the API server refuse the whole status. */
  @ParameterizedTest
  @MethodSource("spoilt")
  void whatAnotherWriterSpoiltCountsAsNeverSaid(Condition spoilt) {
    var now = Instant.parse("2026-02-01T09:00:00Z");
    var verdict = Verdict.unchanged(Reason.SERVICE_UNAVAILABLE, "Not read.");

    assertThat(new Conditions(List.of(spoilt), 1, now).add(READY, verdict, true).withFinding(Optional.empty()))
        .containsExactly(new Condition(READY, "Unknown", 1L, now.toString(), "ServiceUnavailable", "Not read."));

    var whole = new Condition(READY, "True", 1L, "2026-01-31T08:00:00Z", "Ready", "As declared.");
    assertThat(new Conditions(List.of(whole), 1, now).add(READY, verdict, true).withFinding(Optional.empty()))
        .containsExactly(whole);
  }

  @Test
  void stalledAndReconcilingStandOnlyWhileTrue() {
    new Passes().good()
        .hasNot(STALLED, RECONCILING)
        .stalled()
        .has(STALLED, "True", Reason.ADMINISTRATOR_MISMATCH)
        .hasNot(RECONCILING)
        .waiting()
        .has(RECONCILING, "True", Reason.AWAITING_INITIALIZATION)
        .hasNot(STALLED)
        .askedFor()
        .has(READY, "False", Reason.OBSERVE_ONLY)
        .hasNot(STALLED, RECONCILING)
        .good()
        .hasNot(STALLED, RECONCILING);
  }

  @Test
  void theTransitionTimeMovesOnlyWhenTheStatusFlips() {
    new Passes().good()
        .transition(READY, 0)
        .good()
        .transition(READY, 0)
        .stalled()
        .transition(READY, 1 + 1)
        .transition(STALLED, 2)
        .transition(ACCESS, 0)
        .waiting()
        .has(READY, "False", Reason.AWAITING_INITIALIZATION)
        .transition(READY, 2)
        .transition(RECONCILING, 3)
        .good()
        .transition(READY, 4);
  }

  @Test
  void everyConditionCarriesTheGenerationItWasSaidOf() {
    Passes passes = new Passes().good().generation(2).stalled();
    assertThat(passes.status().observedGeneration()).isEqualTo(2);
    assertThat(passes.status().conditions()).extracting(Condition::observedGeneration).containsOnly(2L);
  }

  @Test
  void transientTroubleWithinAGenerationLeavesReadyWithoutReconciling() {
    new Passes().good()
        .trouble()
        .has(READY, "True", Reason.READY)
        .has(ACCESS, "True", Reason.ENABLED)
        .transition(READY, 0)
        .hasNot(STALLED, RECONCILING)
        .trouble()
        .hasNot(STALLED, RECONCILING);
  }

  @Test
  void transientTroubleChangesNothingAtAllInStatus() {
    for (Passes passes : List.of(new Passes().good(), new Passes().stalled(), new Passes().waiting(),
        new Passes().askedFor(), new Passes().off(), new Passes().trouble())) {
      var before = passes.status();
      assertThat(passes.trouble().trouble().status()).isEqualTo(before);
    }
  }

  @Test
  void aGenerationNotYetReadIsUnknownAndReconciling() {
    new Passes().good()
        .generation(2)
        .trouble()
        .has(READY, "Unknown", Reason.THROTTLED)
        .has(RECONCILING, "True", Reason.THROTTLED)
        .has(ACCESS, "Unknown", Reason.OBSERVATION_STALE)
        .trouble()
        .has(READY, "Unknown", Reason.THROTTLED)
        .has(RECONCILING, "True", Reason.THROTTLED)
        .good()
        .has(READY, "True", Reason.READY)
        .hasNot(RECONCILING);
  }

  @Test
  void whatAnOlderGenerationSaidOfBeingStalledDoesNotStay() {
    new Passes().stalled().generation(2).trouble().hasNot(STALLED).has(RECONCILING, "True", Reason.THROTTLED);
  }

  @Test
  void aGenerationOfWhichOnlyAccessWasReadIsStillWorkedOn() {
    new Passes().onAndTrouble()
        .has(ACCESS, "True", Reason.ENABLED)
        .has(READY, "Unknown", Reason.THROTTLED)
        .has(RECONCILING, "True", Reason.THROTTLED);
  }

  @Test
  void whatWasSeenTooLongAgoIsUnknownAndStaysWithoutReconciling() {
    new Passes().good()
        .stale()
        .has(READY, "Unknown", Reason.OBSERVATION_STALE)
        .hasNot(STALLED, RECONCILING)
        .stale()
        .has(READY, "Unknown", Reason.OBSERVATION_STALE)
        .hasNot(STALLED, RECONCILING)
        .transition(READY, 1)
        .has(ACCESS, "True", Reason.ENABLED)
        .good()
        .has(READY, "True", Reason.READY);
  }

  @Test
  void whatWasNeverSeenAtThisGenerationStaysReconcilingHoweverLong() {
    new Passes().trouble()
        .stale()
        .has(READY, "Unknown", Reason.OBSERVATION_STALE)
        .has(RECONCILING, "True", Reason.OBSERVATION_STALE)
        .stale()
        .has(RECONCILING, "True", Reason.OBSERVATION_STALE);
  }

  @Test
  void whileDeletingWhatWasKnownBeforeStays() {
    new Passes().good()
        .deleted()
        .exit(Verdict.no(Reason.CLEANUP_PENDING, "Something remains."))
        .has(ACCESS, "True", Reason.ENABLED)
        .has("CleanedUp", "False", Reason.CLEANUP_PENDING)
        .has(STALLED, "True", Reason.CLEANUP_PENDING)
        .exit(Verdict.unchanged(Reason.OBSERVATION_STALE, "Not read yet."))
        .has("CleanedUp", "False", Reason.CLEANUP_PENDING)
        .generation(3)
        .exit(Verdict.unchanged(Reason.OBSERVATION_STALE, "Not read yet."))
        .has("CleanedUp", "Unknown", Reason.OBSERVATION_STALE);
  }

  @Test
  void aConditionWithoutATimeTurnsNow() {
    Passes passes = new Passes().good();
    var old = passes.status();
    List<Condition> timeless = Objects.requireNonNull(old.conditions())
        .stream()
        .map(c -> new Condition(c.type(), c.status(), c.observedGeneration(), null, c.reason(), c.message()))
        .toList();
    passes.from(Statuses.with(old, timeless)).good().transition(READY, 1);
  }
}
