package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static org.assertj.core.api.Assertions.assertThat;

/** When finalizers are removed outside the deletion rules, and when they stay. */
class FinalizersTest {
  private static final String PROBLEM = "spec.mode: write Manage or Observe.";

  private static Declared declaration(boolean deleted, boolean hasFinalizer) {
    return new Declared(
        Given.NAME, Given.UID, 3, Given.NOW, deleted ? Optional.of(Given.NOW) : Optional.empty(), hasFinalizer);
  }

  private static Decision.Conclude unreadable(boolean deleted, boolean retained) {
    return FailedPass.unreadable(
        declaration(deleted, true), Recorded.NOTHING.withOwned(List.of(Given.OWNED)), Optional.of("mail"), retained,
        PROBLEM);
  }

  @Test
  void aDeletedDeclarationThatCannotBeReadIsLetGoOnlyIfItAsksToRetainAccess() {
    assertThat(unreadable(true, true).action()).contains(new Action.RemoveFinalizer());
    assertThat(unreadable(true, false).action()).isEmpty();
    assertThat(unreadable(false, true).action()).isEmpty();
    assertThat(unreadable(false, false).action()).isEmpty();
  }

  @Test
  void aDeclarationThatCannotBeReadIsStalledAndRemembersEverything() {
    Decision.Conclude stays = unreadable(true, false);
    assertThat(stays.ready()).isEqualTo(Verdict.no(Reason.INVALID_SPEC, PROBLEM));
    assertThat(stays.finding()).contains(Finding.stalled(Reason.INVALID_SPEC, PROBLEM));
    assertThat(stays.recorded().owned()).containsExactly(Given.OWNED);
    assertThat(stays.integration()).contains("mail");
    assertThat(List.of(stays.access(), stays.initialized(), stays.roles())).allMatch(Verdict::keepsPrevious);
    assertThat(stays.next()).isEqualTo(Timing.RARELY);
  }

  @Test
  void aBugRemovesNoFinalizer() {
    Decision.Conclude failed = FailedPass.failed(Recorded.NOTHING, Optional.empty(), "Report this.");
    assertThat(failed.action()).isEmpty();
    assertThat(failed.ready()).isEqualTo(Verdict.unknown(Reason.INTERNAL_ERROR, "Report this."));
  }

  @ParameterizedTest
  @EnumSource(names = {"RETAINED", "DISABLED"})
  void whatStatusReportsOfARemovedFinalizerStays(Reason reported) {
    List<Question<?>> asked = new ArrayList<>();
    assertThat(aDeletion().notHeld().reported(reported).decide(asked)).isEqualTo(new Decision.Done(Timing.RARELY));
    assertThat(asked).isEmpty();
  }

  @Test
  void aFinalizerThatOthersRemovedIsReported() {
    aDeletion().notHeld()
        .reported(Reason.DELETION_HELD)
        .plan()
        .changesNothing()
        .ready(Verdict.Truth.FALSE,
            Reason.RETAINED);
    aDeletion().notHeld().plan().changesNothing().ready(Verdict.Truth.FALSE, Reason.RETAINED);
  }

  /** For who reads it while others still hold the object, or finds the Event. */
  @Test
  void accessThatTheOperatorHasDisabledIsNotCalledLeftAsItIs() {
    List.of(aDeletion().notHeld(), aDeletion().policy(DeletionPolicy.RETAIN), aDeletion().mode(Mode.OBSERVE))
        .forEach(given -> assertThat(given.sent(Change.Kind.DISABLE, Duration.ofMinutes(1)).plan().conclusion().ready())
            .isEqualTo(Verdict.no(Reason.DISABLED,
                "The operator has already disabled access. Deleting the declaration for mail.amazonaws.com.")));
  }

  /** The pass that read this could not remove the finalizer at first, so status reports another reason of Ready. */
  @Test
  void accessThatStatusReportsAsDisabledIsNotCalledRetained() {
    aDeletion().notHeld()
        .reported(Reason.WRITE_REFUSED)
        .reportedDisabled()
        .plan()
        .changesNothing()
        .ready(Verdict.Truth.FALSE, Reason.DISABLED);
  }

  @Test
  void accessThatMayHaveBeenEnabledSinceStatusReportedItAsDisabledIsNotCalledDisabled() {
    aDeletion().notHeld()
        .reportedDisabled()
        .intent(Change.Kind.ENABLE, Duration.ofMinutes(1))
        .plan()
        .changesNothing()
        .ready(Verdict.Truth.FALSE, Reason.RETAINED);
  }

  /** The operator ended before the answer to its Disable, and a later pass saw that it had its effect. */
  @Test
  void aDisableWithoutAnAnswerHasHappenedIfStatusReportsAccessAsDisabled() {
    List.of(aDeletion().notHeld(), aDeletion().policy(DeletionPolicy.RETAIN), aDeletion().mode(Mode.OBSERVE))
        .forEach(
            given -> assertThat(given.intent(Change.Kind.DISABLE, Duration.ofMinutes(1))
                .reportedDisabled()
                .plan()
                .conclusion()
                .ready()
                .reason()).isEqualTo(Reason.DISABLED));
  }

  /** Status may report Retained from an earlier pass that could not remove the finalizer. */
  @Test
  void aFinalizerThatIsPresentIsPlannedForWhateverStatusReports() {
    assertThat(aDeletion().reported(Reason.RETAINED).decide(new ArrayList<>())).isInstanceOf(Decision.Conclude.class);
  }

  @Test
  void aConnectionStaysWhileADeclarationNeedsIt() {
    Declared holding = declaration(false, true);
    Declared waiting = declaration(false, false);
    assertThat(InUseFinalizer.of(true, List.of(waiting, holding))).isEqualTo(InUseFinalizer.KEPT);
    assertThat(InUseFinalizer.of(true, List.of(declaration(true, true)))).isEqualTo(InUseFinalizer.KEPT);
    assertThat(InUseFinalizer.of(true, List.of(waiting))).isEqualTo(InUseFinalizer.REMOVED);
    assertThat(InUseFinalizer.of(true, List.of())).isEqualTo(InUseFinalizer.REMOVED);
    assertThat(Stream.of(List.<Declared>of(), List.of(holding)).map(all -> InUseFinalizer.of(false, all)))
        .containsOnly(InUseFinalizer.AS_IS);
  }
}
