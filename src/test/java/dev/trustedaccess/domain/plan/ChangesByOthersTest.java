package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.ChangeByOthers.Kind;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.INITIALIZE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OPERATOR;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.plan.Given.AWS_NOW;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Which changes count as made by others, so that CloudTrail is asked for them. */
class ChangesByOthersTest {
  private static final String ANNA = "222222222222";
  private static final String BERT = "333333333333";

  private static Optional<ChangeByOthers> noticed(Given given) {
    return given.plan().conclusion().recorded().changeByOthers();
  }

  @Test
  void drift() {
    assertThat(noticed(aDisabledDeclaration().enabledBy(OPERATOR, ofDays(9)).cloudTrail())).contains(
        ChangeByOthers.ofAccess(Kind.DISABLE, AWS_NOW.minus(ofDays(9)), AWS_NOW));
    assertThat(noticed(aDisabledDeclaration().enabledBy(OTHER, ofDays(9)).mode(Mode.OBSERVE).cloudTrail()))
        .isPresent();
  }

  @Test
  void nothingWithoutCloudTrail() {
    assertThat(noticed(aDisabledDeclaration().enabledBy(OPERATOR, ofDays(9)))).isEmpty();
    assertThat(noticed(aDeclaration().enabledBy(OTHER, ofDays(20)))).isEmpty();
  }

  @Test
  void whatWasNeverEnabledWasNotDisabled() {
    assertThat(noticed(aDisabledDeclaration().cloudTrail())).isEmpty();
    assertThat(noticed(aDisabledDeclaration().enabledBy(OTHER, ofSeconds(30)).cloudTrail())).isEmpty();
  }

  @Test
  void theSameDriftStaysAsItWasNoticedFirst() {
    ChangeByOthers first = ChangeByOthers.ofAccess(
        Kind.DISABLE, AWS_NOW.minus(ofDays(9)), AWS_NOW.minus(ofMinutes(3))).withSearchEnded();
    assertThat(noticed(aDisabledDeclaration().enabledBy(OPERATOR, ofDays(9))
        .remembered(recorded -> recorded.replacingChangeByOthers(first))
        .cloudTrail())).contains(first);
  }

  @Test
  void anEnablingThatNoIntentExplains() {
    assertThat(noticed(aDeclaration().enabledBy(OTHER, ofDays(20)).cloudTrail())).contains(
        ChangeByOthers.ofAccess(Kind.ENABLE, AWS_NOW.minus(ofDays(9)).minusSeconds(10), AWS_NOW));
    assertThat(noticed(aDeclaration().enabled(ofMinutes(5)).created(ofMinutes(10)).cloudTrail())).isPresent();
  }

  @Test
  void noEnablingThatTheOperatorDidOrThatWasThereBefore() {
    assertThat(noticed(aDeclaration().created(ofMinutes(10)).cloudTrail())).isEmpty();
    assertThat(noticed(aDeclaration().enabledBy(OTHER, ofDays(9)).cloudTrail())).isEmpty();
    assertThat(noticed(aDeclaration().enabled(ofMinutes(5).minusSeconds(2))
        .created(ofMinutes(10))
        .intent(ENABLE, ofMinutes(5))
        .cloudTrail())).isEmpty();
  }

  private static Given registering(String... there) {
    return aDeclaration().enabledBy(OTHER, ofDays(9))
        .initialization(InitializationMode.NONE)
        .administrator(ANNA)
        .registered(there)
        .owns(OwnedResource.registration(ANNA))
        .sent(INITIALIZE, OwnedResource.registration(ANNA), ofDays(2))
        .seen()
        .cloudTrail();
  }

  @Test
  void theDismissalOfAnOwnedAdministrator() {
    assertThat(noticed(registering())).contains(
        ChangeByOthers.ofAdministrator(
            Kind.DISMISS_ADMINISTRATOR, ANNA, OwnedResource.GLOBAL, AWS_NOW.minus(ofDays(2)), AWS_NOW));
    assertThat(noticed(registering(ANNA))).isEmpty();
  }

  @Test
  void theAppointmentOfAnotherInItsPlace() {
    Given other = registering(BERT).takes(Optional.of(1));
    assertThat(noticed(other.reported(Reason.READY))).contains(
        ChangeByOthers.ofAdministrator(
            Kind.APPOINT_ADMINISTRATOR, BERT, OwnedResource.GLOBAL, AWS_NOW.minus(ofDays(9)), AWS_NOW));
  }

  @Test
  void noAppointmentThatWasThereBefore() {
    assertThat(noticed(aDeclaration().enabledBy(OTHER, ofDays(9))
        .initialization(InitializationMode.NONE)
        .administrator(ANNA)
        .registered(BERT)
        .takes(Optional.of(1))
        .cloudTrail())).isEmpty();
  }

  // The search

  private static Optional<TrailSearch> search(Given given, Optional<String> dismissal) {
    given.cloudTrail();
    Decision.Conclude conclusion = given.plan().conclusion();
    return TrailSearch.of(given.input(), conclusion.recorded(), dismissal);
  }

  @Test
  void theServicesOwnCallsCountToo() {
    TrailSearch drift = search(
        aDisabledDeclaration().enabledBy(OPERATOR, ofDays(9))
            .enableMethod(AccessMethod.By.SERVICE, "mail:Open")
            .disableMethod(AccessMethod.By.SERVICE, "mail:Close"),
        Optional.empty()).orElseThrow();
    assertThat(drift.makes()).containsExactlyInAnyOrder("organizations:DisableAWSServiceAccess", "mail:Close");
    assertThat(drift.undoes()).containsExactlyInAnyOrder("organizations:EnableAWSServiceAccess", "mail:Open");
  }

  @Test
  void aCallThatDoesBothDoesNotTellWhichItDid() {
    TrailSearch drift = search(
        aDisabledDeclaration().enabledBy(OPERATOR, ofDays(9))
            .enableMethod(AccessMethod.By.SERVICE, "mail:Update")
            .disableMethod(AccessMethod.By.SERVICE, "mail:Update"),
        Optional.empty()).orElseThrow();
    assertThat(drift.makes()).containsExactly("organizations:DisableAWSServiceAccess");
    assertThat(drift.undoes()).containsExactly("organizations:EnableAWSServiceAccess");
  }

  @Test
  void anAdministratorIsDismissedByOrganizationsOrByTheService() {
    TrailSearch dismissal = search(registering(), Optional.of("mail:Dismiss")).orElseThrow();
    assertThat(dismissal.makes())
        .containsExactlyInAnyOrder("organizations:DeregisterDelegatedAdministrator", "mail:Dismiss");
    assertThat(dismissal.undoes()).containsExactly("organizations:RegisterDelegatedAdministrator");
  }

  @Test
  void aSearchThatEndedIsNotBegunAgain() {
    ChangeByOthers ended = ChangeByOthers
        .ofAccess(Kind.DISABLE, AWS_NOW.minus(ofDays(9)), AWS_NOW.minus(Duration.ofHours(1)))
        .withSearchEnded();
    assertThat(search(aDeclaration().enabledBy(OTHER, ofDays(9))
        .remembered(recorded -> recorded.replacingChangeByOthers(ended)), Optional.empty())).isEmpty();
    assertThat(List.of(Kind.values())).extracting(Kind::apiName)
        .containsExactly("Enable", "Disable", "AppointAdministrator", "DismissAdministrator");
  }
}
