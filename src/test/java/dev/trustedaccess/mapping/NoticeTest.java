package dev.trustedaccess.mapping;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is worth an Event: that access turned, and each new reason of Ready. */
class NoticeTest {
  private final Passes passes = new Passes();

  private List<String> reasonsAfter(Runnable pass, boolean first) {
    var before = first ? null : passes.status();
    pass.run();
    return Notice.between(before, passes.status())
        .stream()
        .map(notice -> (notice.warning() ? "Warning " : "Normal ") + notice.reason())
        .toList();
  }

  @Test
  void theFirstVisitTellsWhatIs() {
    assertThat(reasonsAfter(passes::good, true)).containsExactly("Normal Enabled", "Normal Ready");
  }

  @Test
  void nothingTurnedIsNotTold() {
    passes.good();
    assertThat(reasonsAfter(passes::good, false)).isEmpty();
    assertThat(reasonsAfter(passes::trouble, false)).isEmpty();
  }

  @Test
  void accessGoingOffWarns() {
    passes.good();
    assertThat(reasonsAfter(passes::off, false)).containsExactly("Warning DriftCorrected");
    assertThat(reasonsAfter(passes::good, false)).containsExactly("Normal Enabled", "Normal Ready");
  }

  @Test
  void accessAndReadyInTheSameWordsAreToldOnce() {
    passes.good();
    assertThat(reasonsAfter(passes::off, false)).hasSize(1);
  }

  @Test
  void accessThatWasNeverOnDoesNotWarn() {
    assertThat(reasonsAfter(passes::off, true)).containsExactly("Normal DriftCorrected");
  }

  @Test
  void unknownAccessIsNotTold() {
    assertThat(reasonsAfter(passes::trouble, true)).containsExactly("Normal Throttled");
  }

  @Test
  void anotherReasonOfReadyIsToldAndWarnsWhereAPersonMustAct() {
    passes.waiting();
    assertThat(reasonsAfter(passes::stalled, false)).containsExactly("Warning AdministratorMismatch");
    assertThat(reasonsAfter(passes::waiting, false)).containsExactly("Normal AwaitingInitialization");
  }

  @Test
  void theMessageIsTheConditionsOwn() {
    passes.stalled();
    assertThat(Notice.between(null, passes.status())).last()
        .extracting(Notice::message)
        .isEqualTo("Another administrator: spec.initialization");
  }

  @Test
  void aStatusWithoutConditionsIsNone() {
    passes.good();
    var empty = Statuses.with(passes.status(), List.of());
    assertThat(Notice.between(passes.status(), empty)).isEmpty();
    assertThat(Notice.between(empty, passes.status())).hasSize(2);
  }
}
