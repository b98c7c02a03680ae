package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Services that are enabled by the call that registers their administrator: who is registered, and whose that is. */
class EnabledByRegisteringTest {
  private static final String ANNA = "444455556666";
  private static final String BERT = "555566667777";

  private static Given disabled(String... declared) {
    return aDisabledDeclaration().ownCalls(Stage.ABSENT).enabledByRegistering().administrator(declared);
  }

  private static Action enables(boolean owned) {
    return new Action.Enable(
        Given.PRINCIPAL, AccessMethod.By.SERVICE, Given.AWS_NOW, false,
        Optional.of(new Action.Registering(OwnedResource.registration(ANNA), owned)));
  }

  @Test
  void theDeclaredAccountIsRegisteredAndBecomesTheOperators() {
    disabled(ANNA).answer(Question.REGISTERED_ADMINISTRATORS, List.of())
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of())
        .plan()
        .does(enables(true))
        .waits(Reason.ENABLING);
  }

  @Test
  void anAccountThatEitherAnswerShowsIsNotTheOperators() {
    List<DelegatedAdministrator> anna = List.of(new DelegatedAdministrator(ANNA));
    disabled(ANNA).answer(Question.REGISTERED_ADMINISTRATORS, anna)
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of())
        .plan()
        .does(enables(false));
    disabled(ANNA).answer(Question.REGISTERED_ADMINISTRATORS, List.of())
        .answer(Question.DELEGATED_ADMINISTRATORS, anna)
        .plan()
        .does(enables(false));
  }

  /** The service takes one: AWS would refuse the call, time and again, and not say what to do. */
  @Test
  void anotherAccountThatBothAnswersShowMustBeDismissedFirst() {
    List<DelegatedAdministrator> bert = List.of(new DelegatedAdministrator(BERT));
    disabled(ANNA).answer(Question.REGISTERED_ADMINISTRATORS, bert)
        .answer(Question.DELEGATED_ADMINISTRATORS, bert)
        .plan()
        .changesNothing()
        .isStalled(Reason.ADMINISTRATOR_MISMATCH)
        .says("administrator is " + BERT, "declaration lists " + ANNA);
    disabled(ANNA).answer(Question.REGISTERED_ADMINISTRATORS, bert)
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of())
        .plan()
        .does(enables(true));
  }

  @Test
  void nothingIsSentWhileItIsNotKnownWhoIsRegistered() {
    disabled(ANNA).answer(Question.REGISTERED_ADMINISTRATORS, List.of())
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .changesNothing();
  }

  @Test
  void theCallNeedsOneDeclaredAccount() {
    disabled().plan()
        .changesNothing()
        .isStalled(Reason.ADMINISTRATOR_ACCOUNT_REQUIRED)
        .says("mail:Open", "spec.delegatedAdministrators");
    disabled(ANNA, BERT).plan().changesNothing().isStalled(Reason.ADMINISTRATOR_MISMATCH).says("takes fewer");
  }

  /** Access would be disabled under an administrator that lists do not show yet, and nothing would remember it. */
  @Test
  void theAccountIsNotForgottenWhileListsMayLagBehindTheCall() {
    Given deletion = aDeletion().enableMethod(AccessMethod.By.SERVICE, "mail:Open")
        .enabledByRegistering()
        .integration(true)
        .owns(Given.REGISTRATION)
        .ownedExist();
    deletion.sent(Change.Kind.ENABLE, ofSeconds(119))
        .seen()
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION)
        .neverAsks(Question.OWNED_RESOURCES);
    deletion.sent(Change.Kind.ENABLE, ofMinutes(2)).seen().plan().disables(false);
  }

  /** Another version may have taken it for an administrator of the service alone. */
  @Test
  void anAdministratorThatIsRememberedWithoutItsRegistrationIsDismissedByIt() {
    aDeletion().enableMethod(AccessMethod.By.SERVICE, "mail:Open")
        .enabledByRegistering()
        .integration(true)
        .owns(OwnedResource.administrator(Given.ADMINISTRATOR, "us-east-1"),
            OwnedResource.administrator(Given.ADMINISTRATOR, "eu-west-1"))
        .ownedExist(Given.REGISTRATION)
        .plan()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(Given.REGISTRATION))
        .does(new Action.RemoveOwnedResource(Given.REGISTRATION, Given.AWS_NOW, false));
  }

  private static Given enabledMinutesAgo(int minutes) {
    return aDeclaration().enableMethod(AccessMethod.By.SERVICE, "mail:Open")
        .enabledByRegistering()
        .integration(true)
        .initialization(InitializationMode.NONE)
        .administrator(ANNA)
        .enabledBy(EnabledBy.OPERATOR, ofMinutes(minutes))
        .enabled(ofMinutes(minutes))
        .sent(Change.Kind.ENABLE, ofMinutes(minutes))
        .seen()
        .remembered(r -> r.withOwned(List.of(OwnedResource.registration(ANNA))))
        .answer(Question.REGISTERED_ADMINISTRATORS, List.of())
        .answer(Question.DELEGATED_ADMINISTRATORS, List.of());
  }

  /** As with any administrator: who dismisses it minutes after the operator appointed it wants it dismissed. */
  @ParameterizedTest
  @ValueSource(ints = {3, 29, 31})
  void whatOthersDismissIsNotRegisteredAgain(int minutesAfterEnabling) {
    enabledMinutesAgo(minutesAfterEnabling).plan()
        .changesNothing()
        .isStalled(Reason.CHANGED_BY_OTHERS)
        .says("Others dismissed", ANNA)
        .remembers(recorded -> {
          assertThat(recorded.owned()).isEmpty();
          assertThat(recorded.removedByOthers()).containsExactly(OwnedResource.registration(ANNA));
        });
    // The next pass remembers it as dismissed.
    enabledMinutesAgo(minutesAfterEnabling)
        .remembered(r -> r.withOwned(List.of()).withRemovedByOthers(List.of(OwnedResource.registration(ANNA))))
        .plan()
        .changesNothing()
        .isStalled(Reason.CHANGED_BY_OTHERS);
  }

  @Test
  void whileListsMayLagBehindTheCallNobodyHasDismissedIt() {
    enabledMinutesAgo(1).plan().changesNothing().waits(Reason.AWAITING_INITIALIZATION);
  }

  /** The call took its time: what counts is when AWS carried it out. */
  @Test
  void listsLagBehindTheMomentThatAccessWasEnabled() {
    enabledMinutesAgo(1).sent(Change.Kind.ENABLE, ofSeconds(125))
        .seen()
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION)
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(OwnedResource.registration(ANNA)));
  }

  /** Nobody knows whether the call registered it, so others may not have dismissed it. */
  @Test
  void whatTheCallMayNotHaveRegisteredIsRegisteredThen() {
    enabledMinutesAgo(3).intent(Change.Kind.ENABLE, ofMinutes(3))
        .seen()
        .plan()
        .does(
            new Action.Initialize(
                OwnedResource.registration(ANNA), Optional.empty(), Given.AWS_NOW));
  }
}
