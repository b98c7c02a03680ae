package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.INITIALIZE;
import static dev.trustedaccess.domain.declaration.Change.Kind.REMOVE_OWNED_RESOURCE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.plan.Given.AWS_NOW;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Several administrators, in several Regions or with Organizations: appointed, watched, and dismissed in order. */
class AdministratorPlannerTest {
  static final String ANNA = "222222222222";
  private static final String BERT = "333333333333";
  private static final String OTHERS = "444444444444";
  static final List<String> BOTH = List.of("us-east-1", "eu-west-1");
  static final OwnedResource ANNA_EAST = OwnedResource.administrator(ANNA, "us-east-1");
  static final OwnedResource ANNA_WEST = OwnedResource.administrator(ANNA, "eu-west-1");
  private static final OwnedResource OTHERS_EAST = OwnedResource.administrator(OTHERS, "us-east-1");
  static final OwnedResource ANNA_REGISTERED = OwnedResource.registration(ANNA);
  private static final OwnedResource BERT_REGISTERED = OwnedResource.registration(BERT);

  static Given enabled() {
    return aDeclaration().enabledBy(OTHER, ofDays(9)).initialization(InitializationMode.AUTOMATIC);
  }

  static Given enabled(String... accounts) {
    return enabled().administrator(accounts).accessSuffices();
  }

  private static Action.Initialize appoints(OwnedResource one) {
    return new Action.Initialize(one, Optional.empty(), AWS_NOW);
  }

  @Test
  void anAdministratorIsAppointedRegionByRegion() {
    Given anna = enabled(ANNA);
    anna.appointed(BOTH)
        .plan()
        .does(new Action.Initialize(ANNA_EAST, Optional.of(ANNA_REGISTERED), AWS_NOW))
        .initialized(FALSE, Reason.AWAITING_INITIALIZATION)
        .says(ANNA, "us-east-1");
    // The first is seen, so nothing is waited for.
    anna.appointed(BOTH, ANNA_EAST)
        .owns(ANNA_REGISTERED, ANNA_EAST)
        .sent(INITIALIZE, ANNA_EAST, ofSeconds(5))
        .plan()
        .does(appoints(ANNA_WEST))
        .remembers(recorded -> assertThat(recorded.lastChange().orElseThrow().seen()).isTrue());
    anna.appointed(BOTH, ANNA_EAST, ANNA_WEST)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .plan()
        .isReady()
        .initialized(TRUE, Reason.INITIALIZED)
        .remembers(recorded -> assertThat(recorded.owned()).hasSize(3));
  }

  @Test
  void organizationsRegistersUnderTheListedNameSoThatMustBeAllowedToo() {
    Given listed = enabled(ANNA).registered()
        .disabled()
        .alias("post.amazonaws.com")
        .enabled("post.amazonaws.com", ofDays(9));
    listed.allowed(Given.PRINCIPAL)
        .plan()
        .changesNothing()
        .isStalled(Reason.PRINCIPAL_NOT_ALLOWED)
        .says("post.amazonaws.com", "spec.allowedServicePrincipals");
    listed.allowed(Given.PRINCIPAL, "post.amazonaws.com").plan().does(appoints(ANNA_REGISTERED));
  }

  @Test
  void anAppointmentThatIsNotVisibleYetIsAwaitedAndNotRepeated() {
    enabled(ANNA).appointed(BOTH, ANNA_EAST)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .sent(INITIALIZE, ANNA_WEST, ofSeconds(60))
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION)
        .remembers(recorded -> assertThat(recorded.owned()).contains(ANNA_WEST));
  }

  /** Whoever registered the account before us keeps the registration. */
  @Test
  void aRegistrationThatWasThereBeforeIsNotOurs() {
    Given anna = enabled(ANNA).appointed(BOTH);
    anna.answer(Question.DELEGATED_ADMINISTRATORS, registered(ANNA)).plan().does(appoints(ANNA_EAST));
    anna.answer(Question.DELEGATED_ADMINISTRATORS, List.of())
        .answer(Question.REGISTERED_ADMINISTRATORS, registered(ANNA))
        .plan()
        .does(appoints(ANNA_EAST));
    anna.unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION);
  }

  /** No service can register it with Organizations, so its appointment leaves no registration to remove. */
  @Test
  void theManagementAccountIsAppointedWithoutARegistration() {
    enabled(Given.MANAGEMENT).appointed(BOTH)
        .plan()
        .does(appoints(OwnedResource.administrator(Given.MANAGEMENT, "us-east-1")));
  }

  private static List<dev.trustedaccess.domain.organization.DelegatedAdministrator> registered(String account) {
    return List.of(new dev.trustedaccess.domain.organization.DelegatedAdministrator(account));
  }

  @Test
  void whatOthersDismissInOneRegionIsForAPersonAndNeverAppointedAgain() {
    Given dismissed = enabled(ANNA).appointed(BOTH, ANNA_WEST)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .sent(INITIALIZE, ANNA_WEST, ofDays(2))
        .seen();
    dismissed.plan()
        .changesNothing()
        .isStalled(Reason.CHANGED_BY_OTHERS)
        .says(ANNA, "us-east-1", "spec.delegatedAdministrators")
        .remembers(recorded -> {
          assertThat(recorded.owned()).containsExactlyInAnyOrder(ANNA_REGISTERED, ANNA_WEST);
          assertThat(recorded.removedByOthers()).containsExactly(ANNA_EAST);
        });
    // It stays so in the passes after, and while others appoint it again it is theirs.
    Given after = dismissed.owns(ANNA_REGISTERED, ANNA_WEST)
        .remembered(r -> r.withRemovedByOthers(List.of(ANNA_EAST)));
    after.plan().changesNothing().isStalled(Reason.CHANGED_BY_OTHERS);
    after.appointed(BOTH, ANNA_EAST, ANNA_WEST)
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.owned()).doesNotContain(ANNA_EAST));
    // Off the list, and on it again: a person asks for it.
    after.appointed(BOTH, ANNA_WEST)
        .administrator()
        .plan()
        .remembers(recorded -> assertThat(recorded.removedByOthers()).isEmpty());
  }

  @Test
  void afterATimeOffEverythingIsAppointedAgain() {
    enabled(ANNA).appointed(BOTH)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .sent(ENABLE, ofMinutes(9))
        .plan()
        .does(appoints(ANNA_EAST));
  }

  @Test
  void anotherInTheWayInOneRegionIsAMismatch() {
    enabled(ANNA).appointed(BOTH, OTHERS_EAST, ANNA_WEST)
        .plan()
        .changesNothing()
        .isStalled(Reason.ADMINISTRATOR_MISMATCH)
        .says(OTHERS, ANNA);
    enabled(ANNA, BERT).appointed(BOTH)
        .plan()
        .changesNothing()
        .isStalled(Reason.ADMINISTRATOR_MISMATCH)
        .says("fewer administrators");
  }

  @Test
  void whereRoomIsUnknownOthersAreReportedAndLeftAlone() {
    enabled(ANNA).takes(Optional.empty())
        .appointed(BOTH, OTHERS_EAST, ANNA_EAST, ANNA_WEST)
        .plan()
        .isReady()
        .initialized(TRUE, Reason.ADMINISTRATOR_NOT_DECLARED);
    enabled().administrator().appointed(BOTH, OTHERS_EAST).plan().isReady().initialized(TRUE, Reason.INITIALIZED);
  }

  @Test
  void whoLeavesTheListStaysAndIsReported() {
    Then left = enabled(BERT).registered(ANNA, BERT).owns(ANNA_REGISTERED, BERT_REGISTERED).plan();
    left.changesNothing()
        .isReady()
        .initialized(TRUE, Reason.ADMINISTRATOR_NOT_DECLARED)
        .remembers(recorded -> assertThat(recorded.owned()).contains(ANNA_REGISTERED));
    assertThat(left.conclude().initialized().message()).contains(ANNA, "spec.delegatedAdministrators");
    Then none = enabled(new String[0]).appointed(BOTH, ANNA_EAST, ANNA_WEST).owns(ANNA_EAST, ANNA_WEST).plan();
    none.changesNothing().isReady().initialized(TRUE, Reason.ADMINISTRATOR_NOT_DECLARED);
    assertThat(none.conclude().initialized().message()).contains("its letters are burnt");
  }

  @Test
  void organizationsRegistersThemOneAfterTheOther() {
    Given both = enabled(ANNA, BERT).registered();
    both.plan()
        .does(appoints(ANNA_REGISTERED))
        .asks(
            Question.SNAPSHOT, Question.REGISTERED_ADMINISTRATORS, Question.DELEGATED_ADMINISTRATORS);
    both.registered(ANNA).owns(ANNA_REGISTERED).plan().does(appoints(BERT_REGISTERED));
    both.registered(ANNA, BERT)
        .owns(ANNA_REGISTERED, BERT_REGISTERED)
        .plan()
        .isReady()
        .initialized(TRUE, Reason.INITIALIZATION_NOT_REQUIRED)
        .asks(Question.SNAPSHOT, Question.REGISTERED_ADMINISTRATORS);
    both.registered(OTHERS, ANNA)
        .takes(Optional.of(2))
        .plan()
        .changesNothing()
        .isStalled(Reason.ADMINISTRATOR_MISMATCH);
  }

  @Test
  void oneListWithoutItIsNoGroundToRegisterOrToForgetIt() {
    enabled(ANNA).registered().thenRegistered(ANNA).plan().changesNothing().isReady();
    enabled(ANNA).registered()
        .thenRegistered(ANNA)
        .owns(ANNA_REGISTERED)
        .plan()
        .isReady()
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(ANNA_REGISTERED));
  }

  /** Only two answers in a row prove that it is gone, whichever of the two lacks it. */
  @Test
  void theSecondAnswerAloneIsNoGroundToForgetItEither() {
    enabled(ANNA).appointed(BOTH, ANNA_WEST)
        .thenAppointed(BOTH)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .sent(INITIALIZE, ANNA_WEST, ofDays(2))
        .seen()
        .plan()
        .changesNothing()
        .remembers(recorded -> {
          assertThat(recorded.owned()).contains(ANNA_WEST, ANNA_REGISTERED).doesNotContain(ANNA_EAST);
          assertThat(recorded.removedByOthers()).containsExactly(ANNA_EAST);
        });
  }

  /** What is in a Region that is not read is not known to be gone. */
  @Test
  void anAdministratorInARegionThatIsNoLongerManagedIsNotForgotten() {
    enabled(ANNA).appointed(List.of("us-east-1"), ANNA_EAST)
        .owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .plan()
        .isReady()
        .remembers(recorded -> {
          assertThat(recorded.owned()).contains(ANNA_WEST);
          assertThat(recorded.removedByOthers()).isEmpty();
        });
  }

  @Test
  void whoRegistersNeedsNoServiceRoleAndTheServicesOwnCallDoes() {
    enabled(ANNA).registered().serviceRole(Optional.empty()).plan().does(appoints(ANNA_REGISTERED));
    enabled(ANNA).registered()
        .mode(Mode.OBSERVE)
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR);
    enabled(ANNA).appointed(BOTH)
        .serviceRole(Optional.of(Mode.OBSERVE))
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR);
  }

  @Test
  void aServiceWithoutAdministratorsTakesNone() {
    enabled(ANNA).serviceWithoutDelegatedAdministrators()
        .plan()
        .changesNothing()
        .isStalled(Reason.ADMINISTRATOR_MISMATCH)
        .says("Remove spec.delegatedAdministrators");
  }

  // The way out

  @Test
  void theServicesOwnCallComesFirstRegionByRegionThenOrganizations() {
    Given out = aDeletion().integration(true);
    out.owns(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST).plan().does(removes(ANNA_EAST));
    // Once the first is seen gone, nothing is waited for.
    out.ownedExist(ANNA_REGISTERED, ANNA_WEST)
        .sent(REMOVE_OWNED_RESOURCE, ANNA_EAST, ofSeconds(5))
        .plan()
        .does(removes(ANNA_WEST))
        .remembers(recorded -> assertThat(recorded.owned()).doesNotContain(ANNA_EAST));
    // While it is still seen, the call is not repeated.
    out.ownedExist(ANNA_REGISTERED, ANNA_EAST, ANNA_WEST)
        .plan()
        .changesNothing()
        .waits(Reason.DISABLING);
    out.ownedExist(ANNA_REGISTERED)
        .answer(Question.DELEGATED_ADMINISTRATORS, registered(ANNA))
        .plan()
        .does(removes(ANNA_REGISTERED));
    out.ownedExist().answer(Question.DELEGATED_ADMINISTRATORS, List.of()).plan().disables(false);
  }

  private static Action removes(OwnedResource one) {
    return new Action.RemoveOwnedResource(one, AWS_NOW, false);
  }

  @Test
  void whatCannotBeReadWhereItIsNoLongerManagedIsNotTakenForRemoved() {
    Given out = aDeletion().integration(true).owns(ANNA_REGISTERED, ANNA_WEST);
    out.answer(Question.OWNED_RESOURCES,
        new OwnedResourcesSeen(List.of(ANNA_REGISTERED), List.of(), List.of(ANNA_WEST)))
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE)
        .says("administrator " + ANNA + " in eu-west-1", "Put eu-west-1 back in spec.regions.managed")
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(ANNA_REGISTERED, ANNA_WEST));
    out.confirmedCleanedUp().plan().changesNothing().isStalled(Reason.CLEANUP_NOT_VERIFIABLE);
    out.ownedExist(ANNA_WEST).plan().does(new Action.RemoveOwnedResource(ANNA_WEST, AWS_NOW, true));
  }

  @Test
  void whatOthersRegisteredStillBlocks() {
    aDeletion().integration(true)
        .answer(Question.DELEGATED_ADMINISTRATORS, registered(ANNA))
        .plan()
        .changesNothing()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED);
  }

  @Test
  void aRegistrationIsRemovedWithoutAnIntegrationAndWithoutAServiceRole() {
    Given out = aDeletion().registered(ANNA).accessSuffices().serviceRole(Optional.empty()).owns(ANNA_REGISTERED);
    out.plan().does(removes(ANNA_REGISTERED));
    out.registered().ownedExist().plan().disables(false);
  }
}
