package dev.trustedaccess.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.ConcurrentModificationException;
import software.amazon.awssdk.services.organizations.model.OrganizationsException;
import software.amazon.awssdk.services.organizations.model.ServiceException;
import software.amazon.awssdk.services.organizations.model.TooManyRequestsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** The call log, injected faults and the throttling. */
class FrontTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00.250Z");
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String SSO = "sso.amazonaws.com";

  private final SettableClock clock = new SettableClock(START);
  private final Simulator aws = Simulator.start(clock);
  private final Organization org = aws.organization("o-exampleorgid", "111111111111");
  private final SdkClients clients = SdkClients.of(aws, org.management());
  private final OrganizationsClient organizations = clients.organizations();

  @AfterEach
  void stop() {
    aws.close();
  }

  // The call log

  @Test
  void theLogTellsWhoAskedWhatAndWhatCameOfIt() {
    org.management().role("Changer");
    try (var as = clients.assuming("111111111111", "Changer").organizations()) {
      as.enableAWSServiceAccess(r -> r.servicePrincipal(SSO));
    }
    var requestId = catchThrowableOfType(OrganizationsException.class,
        () -> organizations.enableAWSServiceAccess(r -> r.servicePrincipal("nobody.amazonaws.com"))).requestId();

    var calls = aws.calls().changes();
    assertThat(calls).hasSize(2);
    var done = calls.getFirst();
    assertThat(done.ordinal()).isEqualTo(2);
    assertThat(done.at()).isEqualTo(START);
    assertThat(done.action()).isEqualTo(ENABLE);
    assertThat(done.account()).isEqualTo("111111111111");
    assertThat(done.role()).isEqualTo("Changer");
    assertThat(done.sessionName()).isEqualTo("simulator-test");
    assertThat(done.region()).isEqualTo("us-east-1");
    assertThat(done.userAgent()).contains("aws-sdk-java/2");
    assertThat(done.principal()).contains(SSO);
    assertThat(done.outcome()).isEqualTo(Call.OK);
    assertThat(done.done()).isTrue();
    var refused = calls.getLast();
    assertThat(refused.outcome()).isEqualTo("InvalidInputException");
    assertThat(refused.done()).isFalse();
    assertThat(refused.requestId()).isEqualTo(requestId);
    assertThat(aws.calls().about(SSO)).containsExactly(done);
    assertThat(aws.calls().counts()).isEqualTo(Map.of("sts:AssumeRole", 1L, ENABLE, 2L));
  }

  @Test
  void callsCanBeCountedFromAMomentOn() {
    organizations.describeOrganization();
    var mark = aws.calls().last();
    organizations.listAccounts();
    assertThat(aws.calls().since(mark)).extracting(Call::action).containsExactly("organizations:ListAccounts");
  }

  @Test
  void theDateHeaderIsOfTheSimulatorsClock() {
    var date = organizations.describeOrganization().sdkHttpResponse().firstMatchingHeader("Date");
    assertThat(date).contains("Tue, 24 Nov 2026 08:00:00 GMT");
  }

  // Faults

  @Test
  void theNthCallFailsWithTheTypedError() {
    aws.faults().call(2, ENABLE).fail("ConcurrentModificationException", 400);
    enable();
    assertThatThrownBy(this::enable).isInstanceOf(ConcurrentModificationException.class);
    enable();
    aws.faults().call(1).fail("ServiceException", 500);
    assertThat(catchThrowableOfType(ServiceException.class, this::enable).statusCode()).isEqualTo(500);
    assertThat(aws.calls().of(ENABLE)).extracting(Call::outcome)
        .containsExactly("OK", "ConcurrentModificationException", "OK", "ServiceException");
  }

  @Test
  void aFaultCanBeForOneAccountOrOnePrincipalAndLastUntilCleared() {
    aws.faults().every(ENABLE).about(SSO).fail("TooManyRequestsException", 400);
    assertThatThrownBy(this::enable).isInstanceOf(TooManyRequestsException.class);
    assertThatThrownBy(this::enable).isInstanceOf(TooManyRequestsException.class);
    organizations.enableAWSServiceAccess(r -> r.servicePrincipal("ram.amazonaws.com"));
    aws.faults().clear();
    enable();

    aws.faults().every(call -> true).by("222222222222").fail("ServiceException", 500);
    enable();
  }

  @Test
  void theSecondPageOfAListFails() {
    org.accounts(30);
    aws.faults().call(2, "organizations:ListAccounts").fail("ServiceException", 500);
    assertThatThrownBy(() -> organizations.listAccountsPaginator().forEach(page -> {}))
        .isInstanceOf(ServiceException.class);
  }

  @Test
  void aLostRequestHasNoEffectAndIsNotRepeatedByTheClient() {
    aws.faults().next(ENABLE).loseTheRequest();
    assertThatThrownBy(this::enable).isInstanceOf(SdkClientException.class);
    assertThat(org.isEnabled(SSO)).isFalse();
    assertThat(aws.calls().of(ENABLE)).extracting(Call::outcome).containsExactly(Call.CONNECTION_RESET);
  }

  @Test
  void aLostAnswerLeavesTheEffect() {
    aws.faults().next(ENABLE).loseTheAnswer();
    assertThatThrownBy(this::enable).isInstanceOf(SdkClientException.class);
    assertThat(org.isEnabled(SSO)).isTrue();
    assertThat(aws.calls().of(ENABLE)).extracting(Call::outcome).containsExactly(Call.CONNECTION_RESET);
    assertThat(aws.calls().changes().getFirst().done()).isTrue();
  }

  @Test
  void aHookRunsWhileTheCallerWaitsAndBeforeTheEffect() {
    var seen = new ArrayList<Boolean>();
    aws.faults().next(ENABLE).run(() -> seen.add(org.isEnabled(SSO)));
    enable();
    assertThat(seen).containsExactly(false);
    assertThat(org.isEnabled(SSO)).isTrue();
  }

  @Test
  void latencyIsFeltByTheCaller() {
    aws.faults().next("organizations:DescribeOrganization").delay(Duration.ofMillis(300));
    var before = System.nanoTime();
    organizations.describeOrganization();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aCallTakesEffectThoughItsCallerGaveUp() {
    aws.faults().next(ENABLE).delay(Duration.ofMillis(600));
    assertThatThrownBy(() -> organizations.enableAWSServiceAccess(r -> r.servicePrincipal(SSO)
        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(200)))))
        .isInstanceOf(ApiCallTimeoutException.class);
    assertThat(org.isEnabled(SSO)).isFalse();
    await().until(() -> org.isEnabled(SSO));
    assertThat(aws.calls().of(ENABLE)).hasSize(1);
  }

  // Throttling

  @Test
  void publishedLimitsAreMeasuredFromTheStart() {
    enable();
    enable();
    assertThat(aws.throttling().exceeded()).isFalse();
    enable();
    assertThat(aws.throttling().exceeded()).isTrue();
    assertThat(aws.throttling().excesses().getFirst().action()).isEqualTo(ENABLE);
  }

  @Test
  void enforcedLimitsRefuseUntilTheBucketFillsAgain() {
    aws.throttling().enforce();
    enable();
    enable();
    var refusal = catchThrowableOfType(TooManyRequestsException.class, this::enable);
    assertThat(refusal.type()).isEqualTo("RATE_LIMIT");
    assertThat(refusal.isThrottlingException()).isTrue();
    clock.advance(Duration.ofSeconds(1));
    enable();
    assertThatThrownBy(() -> organizations.disableAWSServiceAccess(r -> r.servicePrincipal(SSO)))
        .as("Enable and Disable share a bucket")
        .isInstanceOf(TooManyRequestsException.class);
  }

  @Test
  void aLimitForIamCanBeAdded() {
    aws.throttling().limit(1, 1, "iam:ListRoles");
    aws.throttling().enforce();
    try (var iam = clients.iam()) {
      iam.listRoles();
      var refusal = catchThrowableOfType(IamException.class, iam::listRoles);
      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("Throttling");
      assertThat(refusal.isThrottlingException()).isTrue();
    }
  }

  private void enable() {
    organizations.enableAWSServiceAccess(r -> r.servicePrincipal(SSO));
  }
}
