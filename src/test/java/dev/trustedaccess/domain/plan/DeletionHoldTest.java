package dev.trustedaccess.domain.plan;

import java.time.Duration;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.DISABLE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.plan.Given.HOLD;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** A deletion is held for a while by two clocks, and rests on a snapshot that is not old. */
class DeletionHoldTest {
  @Test
  void noDisableIsRepeatedBeforeItHasSettled() {
    aDeletion().sent(DISABLE, ofSeconds(119)).plan().changesNothing().waits(Reason.DISABLING);
    aDeletion().intent(DISABLE, ofSeconds(119))
        .snapshotAge(ofSeconds(30))
        .plan()
        .changesNothing()
        .waits(Reason.DISABLING)
        .asks(Question.CRD_DELETING, Question.SNAPSHOT, Question.FRESH_SNAPSHOT);
    aDeletion().sent(DISABLE, ofMinutes(2)).integration(true).plan().disables(false);
  }

  /** The clock of the API server may be behind, so that what was deleted now was deleted long ago by its word. */
  @Test
  void theHoldIsOverNoSoonerThanSoLongAfterTheFirstSnapshot() {
    Given slow = aDeletion().deleted(Duration.ofHours(1));
    Then first = slow.deletionNotSeen()
        .plan()
        .changesNothing()
        .waits(Reason.DELETION_HELD)
        .remembers(recorded -> assertThat(recorded.deletionSeen()).contains(Given.AWS_NOW));
    Recorded seen = first.conclusion().recorded();
    slow.remembered(_ -> seen)
        .awsShows(Given.AWS_NOW.plus(HOLD).minusSeconds(30))
        .plan()
        .waits(Reason.DELETION_HELD)
        .comesBackIn(ofSeconds(30))
        .remembers(recorded -> assertThat(recorded.deletionSeen()).contains(Given.AWS_NOW));
    slow.awsShows(Given.AWS_NOW.plus(HOLD))
        .integration(true)
        .plan()
        .does(new Action.Disable(Given.PRINCIPAL, AccessMethod.By.ORGANIZATIONS, Given.AWS_NOW.plus(HOLD), false));
  }

  @Test
  void theMessageSaysWhenTheHoldEndsAndIsTheSameInEveryPass() {
    Given deletion = aDeletion().deleted(ofMinutes(5)).deletionNotSeen();
    Then first = deletion.plan().waits(Reason.DELETION_HELD);
    String message = first.conclusion().ready().message();
    assertThat(message).startsWith("No change is made for this deletion before " + Given.AWS_NOW.plus(HOLD)
        + ", when the connection's deletionHold ends. ");
    Recorded seen = first.conclusion().recorded();
    Then later = deletion.remembered(_ -> seen)
        .awsShows(Given.AWS_NOW.plusSeconds(7))
        .plan()
        .waits(Reason.DELETION_HELD);
    assertThat(later.conclusion().ready().message()).isEqualTo(message);
  }

  @Test
  void aSnapshotForADeletionThatIsYetToComeIsNone() {
    aDeletion().deletionNotSeen()
        .remembered(r -> r.withDeletionSeen(Given.AWS_NOW.plus(Duration.ofDays(9))))
        .plan()
        .waits(Reason.DELETION_HELD)
        .remembers(recorded -> assertThat(recorded.deletionSeen()).contains(Given.AWS_NOW));
  }

  @Test
  void aDeletionThatCannotActYetRemembersItsFirstSnapshot() {
    aDeletion().deletionNotSeen()
        .sent(Change.Kind.ENABLE, ofSeconds(20))
        .plan()
        .changesNothing()
        .remembers(recorded -> assertThat(recorded.deletionSeen()).contains(Given.AWS_NOW));
    Given.aDeclaration().plan().remembers(recorded -> assertThat(recorded.deletionSeen()).isEmpty());
  }

  @Test
  void rowEightIsHeldSoThatAMistakenDeleteCanBeCalledBack() {
    aDeletion().deleted(HOLD.minusSeconds(30))
        .plan()
        .changesNothing()
        .waits(Reason.DELETION_HELD)
        .access(TRUE, Reason.ENABLED)
        .cleanedUp(FALSE, Reason.DELETION_HELD)
        .saysHowToRetain()
        .comesBackIn(ofSeconds(30))
        .neverAsks(Question.REMAINING, Question.OWNED_RESOURCES);
    aDeletion().deleted(HOLD.minusMillis(1)).plan().changesNothing().comesBackIn(ofSeconds(1));
    aDeletion().deleted(HOLD).integration(true).plan().disables(false);
  }

  @Test
  void theHoldIsOverOnlyWhenBothClocksSaySo() {
    aDeletion().deleted(ofMinutes(16))
        .awsShows(Given.NOW.minus(ofMinutes(10)))
        .integration(true)
        .plan()
        .changesNothing()
        .waits(Reason.DELETION_HELD)
        .saysHowToRetain()
        .comesBackIn(Given.INTERVAL);
    aDeletion().deleted(ofMinutes(16))
        .awsShows(Given.NOW.minus(ofMinutes(1)).minusSeconds(30))
        .integration(true)
        .plan()
        .waits(Reason.DELETION_HELD)
        .comesBackIn(ofSeconds(30));
    aDeletion().deleted(ofMinutes(14)).awsShows(Given.NOW.plus(ofMinutes(10))).plan().waits(Reason.DELETION_HELD);
    aDeletion().deleted(ofMinutes(16))
        .awsShows(Given.NOW.minus(ofMinutes(1)))
        .integration(true)
        .plan()
        .does(new Action.Disable(Given.PRINCIPAL, AccessMethod.By.ORGANIZATIONS, Given.NOW.minus(ofMinutes(1)), false));
  }

  @Test
  void anOldSnapshotIsNoGroundForClosing() {
    aDeletion().snapshotAge(ofMinutes(4))
        .integration(true)
        .plan()
        .disables(false)
        .asks(Question.CRD_DELETING, Question.SNAPSHOT, Question.REMAINING, Question.DELEGATED_ADMINISTRATORS,
            Question.FRESH_SNAPSHOT);
  }

  @Test
  void readsThatTakeLongAgeTheSnapshot() {
    aDeletion().readsTake(ofSeconds(5))
        .integration(true)
        .plan()
        .does(new Action.Disable(Given.PRINCIPAL, AccessMethod.By.ORGANIZATIONS, Given.AWS_NOW.plusSeconds(5), false))
        .neverAsks(Question.FRESH_SNAPSHOT);
    aDeletion().readsTake(ofSeconds(6))
        .integration(true)
        .plan()
        .does(new Action.Disable(Given.PRINCIPAL, AccessMethod.By.ORGANIZATIONS, Given.AWS_NOW.plusSeconds(6), false))
        .asks(Question.CRD_DELETING, Question.SNAPSHOT, Question.REMAINING, Question.DELEGATED_ADMINISTRATORS,
            Question.FRESH_SNAPSHOT);
  }
}
