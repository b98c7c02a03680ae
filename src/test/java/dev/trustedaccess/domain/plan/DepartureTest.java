package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Evidence;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which declarations depart, and what is kept of them. */
class DepartureTest {
  private static final Instant DELETED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant SENT = DELETED.plusSeconds(60);
  private static final Evidence EVIDENCE = new Evidence(
      List.of(new Evidence.KindRead("letter", 4, 0)), Cleanup.NOTHING, 0, Optional.empty());
  private static final Change INTENT = Change.intent(SENT, Change.Kind.DISABLE, Optional.empty(), Optional.empty())
      .after(EVIDENCE);
  private static final Change ACCEPTED = INTENT.ended(new ChangeOutcome.Accepted("request"));
  private static final Verdict DISABLED = Verdict.no(Reason.DISABLED, "Access is disabled.");
  private static final Verdict ENABLED = Verdict.yes(Reason.ENABLED, "Access is enabled.");
  private static final Verdict UNREAD = Verdict.unchanged(Reason.OBSERVATION_STALE, "Not read.");

  private static Optional<Departure> departure(Recorded recorded, Verdict access) {
    Verdict none = Verdict.unchanged(Reason.OBSERVATION_STALE, "Not read.");
    return Departure.of(
        "mail.amazonaws.com", new Declared("mail", "uid", 2, DELETED.minusSeconds(900), Optional.of(DELETED), true),
        new Decision.Conclude(
            recorded, access, none, none, Optional.empty(), none, Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO));
  }

  private static Optional<Departure> departure(Change last, Verdict access) {
    return departure(Recorded.NOTHING.withLastChange(last), access);
  }

  @Test
  void accessThatTheOperatorDisabledDepartsWithWhatWasReadBefore() {
    Departure departed = new Departure(
        "mail.amazonaws.com", "uid", DELETED, SENT, Optional.of("request"), Optional.of(EVIDENCE));
    assertThat(departure(ACCEPTED, DISABLED)).contains(departed);
    assertThat(departure(ACCEPTED.withEffectSeen(), DISABLED)).contains(departed);
    // Retain, patched in after AWS accepted the change, needs no read.
    assertThat(departure(ACCEPTED, UNREAD)).contains(departed);
  }

  @Test
  void anAnswerThatNeverArrivedLeavesTheRequestUnknown() {
    assertThat(departure(INTENT, DISABLED).orElseThrow().requestId()).isEmpty();
    assertThat(departure(INTENT, UNREAD)).isEmpty();
  }

  @Test
  void accessThatStaysOrThatOthersDisabledMakesNone() {
    Failure denied = new Failure(Failure.Kind.ACCESS_DENIED, "organizations:DisableAWSServiceAccess");
    assertThat(departure(ACCEPTED, ENABLED)).isEmpty();
    assertThat(departure(INTENT.ended(new ChangeOutcome.Failed(denied)), DISABLED)).isEmpty();
    assertThat(departure(
        Change.intent(SENT, Change.Kind.ENABLE, Optional.empty(), Optional.empty()), DISABLED)).isEmpty();
    assertThat(departure(
        Recorded.NOTHING.withEnabledSeen("o-example1234", EnabledBy.OTHER, SENT.plusSeconds(5), SENT.plusSeconds(9))
            .withLastChange(ACCEPTED),
        UNREAD)).isEmpty();
    assertThat(departure(Recorded.NOTHING, DISABLED)).isEmpty();
  }
}
