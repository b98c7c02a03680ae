package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.INITIALIZE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.plan.Given.AWS_NOW;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Which administrators the operator remembers as its own, and which as dismissed by others. */
class OwnedAdministratorsTest {
  private static final String ANNA = "222222222222";
  private static final String BERT = "333333333333";
  private static final List<String> BOTH = List.of("us-east-1", "eu-west-1");
  private static final OwnedResource ANNA_EAST = OwnedResource.administrator(ANNA, "us-east-1");
  private static final OwnedResource ANNA_WEST = OwnedResource.administrator(ANNA, "eu-west-1");
  private static final OwnedResource ANNA_REGISTERED = OwnedResource.registration(ANNA);
  private static final OwnedResource BERT_REGISTERED = OwnedResource.registration(BERT);

  private static Given enabled(String... accounts) {
    return aDeclaration().enabledBy(OTHER, ofDays(9))
        .initialization(InitializationMode.AUTOMATIC)
        .administrator(accounts)
        .accessSuffices();
  }

  // Two answers in a row

  @Test
  void theSecondAnswerAloneForgetsNoAdministrator() {
    enabled(ANNA).appointed(BOTH, ANNA_EAST)
        .thenAppointed(BOTH)
        .owns(ANNA_REGISTERED, ANNA_EAST)
        .sent(INITIALIZE, ANNA_EAST, ofDays(2))
        .seen()
        .plan()
        .changesNothing()
        .remembers(recorded -> assertThat(recorded.owned()).contains(ANNA_EAST));
  }

  @Test
  void theSecondListAloneForgetsNoRegistration() {
    enabled(ANNA, BERT).registered(ANNA)
        .thenRegistered()
        .owns(ANNA_REGISTERED)
        .sent(INITIALIZE, ANNA_REGISTERED, ofDays(2))
        .seen()
        .plan()
        .changesNothing()
        .remembers(recorded -> assertThat(recorded.owned()).contains(ANNA_REGISTERED));
  }

  // Lists that lag behind

  /** The first was appointed before and seen, the second now. The lists lag behind both. */
  @Test
  void lagSoonAfterTheNextAppointmentIsNotDismissalByOthers() {
    Given next = enabled(ANNA).appointed(BOTH)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .sent(INITIALIZE, ANNA_WEST, ofSeconds(3));
    next.plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION)
        .remembers(recorded -> {
          assertThat(recorded.owned()).contains(ANNA_EAST);
          assertThat(recorded.removedByOthers()).isEmpty();
        });
    next.sent(INITIALIZE, ANNA_WEST, ofMinutes(3))
        .plan()
        .isStalled(Reason.CHANGED_BY_OTHERS)
        .remembers(recorded -> assertThat(recorded.removedByOthers()).containsExactly(ANNA_EAST));
  }

  /** AWS refuses the second at once, so the first may have been appointed a moment before. */
  @Test
  void lagSoonAfterARefusedAppointmentIsNotDismissalByOthersEither() {
    enabled(ANNA, BERT).registered()
        .owns(ANNA_REGISTERED)
        .refused(INITIALIZE, ofSeconds(3), Reason.ACCESS_DENIED, 1)
        .remembered(r -> r.withLastChange(about(BERT_REGISTERED, r.lastChange().orElseThrow())))
        .plan()
        .changesNothing()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(ANNA_REGISTERED));
  }

  private static Change about(OwnedResource subject, Change change) {
    return new Change(
        change.time(), change.kind(), Optional.of(subject.inWords()), change.requestId(), change.refused(),
        change.attempt(), change.since(), change.seen(), change.circumstances());
  }

  // A time off

  /** Whatever the time off cost is seen soon after its end; what is missing later was dismissed by others. */
  @Test
  void whatOthersDismissLongAfterACorrectionOfDriftIsNotAppointedAgain() {
    Given corrected = enabled(ANNA).appointed(BOTH, ANNA_WEST)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST);
    corrected.sent(ENABLE, ofMinutes(29))
        .seen()
        .plan()
        .does(new Action.Initialize(ANNA_EAST, Optional.empty(), AWS_NOW));
    corrected.sent(ENABLE, ofHours(1))
        .seen()
        .plan()
        .changesNothing()
        .isStalled(Reason.CHANGED_BY_OTHERS)
        .remembers(recorded -> assertThat(recorded.removedByOthers()).containsExactly(ANNA_EAST));
  }

  // The registration that comes with an administrator

  @Test
  void whatALostCallWasToRegisterIsForgottenWithIt() {
    enabled(ANNA).appointed(BOTH)
        .owns(ANNA_REGISTERED, ANNA_EAST)
        .remembered(r -> r.withLastChange(Change.intent(
            AWS_NOW.minus(ofMinutes(3)), INITIALIZE, Optional.of(ANNA_EAST.inWords()), Optional.empty())))
        .plan()
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
  }

  /** A person appointed the account since, which registered it: that registration must not be removed. */
  @Test
  void aRegistrationDoesNotOutliveTheLastOwnedAdministratorOfItsAccount() {
    enabled(ANNA).appointed(BOTH, ANNA_EAST, ANNA_WEST)
        .owns(ANNA_REGISTERED)
        .sent(INITIALIZE, ANNA_EAST, ofMinutes(20))
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.owned()).isEmpty());
  }

  @Test
  void aRegistrationOutlivesATimeOff() {
    enabled(ANNA).appointed(BOTH)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .sent(ENABLE, ofMinutes(9))
        .plan()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(ANNA_REGISTERED));
  }

  @Test
  void theRegistrationOfAnAdministratorInAnotherRegionStaysOurs() {
    enabled(ANNA).appointed(BOTH)
        .owns(ANNA_REGISTERED, ANNA_EAST, OwnedResource.administrator(ANNA, "sa-east-1"))
        .plan()
        .remembers(recorded -> assertThat(recorded.owned()).contains(ANNA_REGISTERED).doesNotContain(ANNA_EAST));
  }
}
