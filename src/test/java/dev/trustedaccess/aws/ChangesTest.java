package dev.trustedaccess.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.aws.Bench.DECLARATION;
import static dev.trustedaccess.aws.Bench.SECURITY;
import static dev.trustedaccess.aws.Bench.failure;
import static dev.trustedaccess.aws.Bench.known;
import static dev.trustedaccess.aws.Bench.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChangesTest {
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";
  private static final String FMS = "fms.amazonaws.com";

  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void accessIsEnabledAndDisabled() {
    OrganizationAccess access = bench.access();

    ChangeOutcome on = access.enable(FMS, ticket());
    Call enable = bench.aws.calls().of(ENABLE).getFirst();
    assertThat(on).isEqualTo(new ChangeOutcome.Accepted(enable.requestId()));
    assertThat(bench.org.isEnabled(FMS)).isTrue();

    assertThat(access.disable(FMS, ticket())).isInstanceOf(ChangeOutcome.Accepted.class);
    assertThat(bench.org.isEnabled(FMS)).isFalse();
  }

  @Test
  void aChangeHasASessionOfItsOwnThatCanDoNothingElse() {
    bench.access().enable(FMS, ticket());

    Call enable = bench.aws.calls().of(ENABLE).getFirst();
    assertThat(enable.sessionName()).isEqualTo("tao-0a1b2c3d-" + DECLARATION);
    assertThat(enable.role()).isEqualTo("TrustedAccessOrganizations");
    Call assume = bench.aws.calls().of("sts:AssumeRole").getLast();
    assertThat(assume.parameters()).containsEntry("DurationSeconds", "900")
        .containsEntry("ExternalId", "shared-secret")
        .hasEntrySatisfying("Policy", policy -> assertThat(policy)
            .contains("\"Action\":\"" + ENABLE + "\"", "\"organizations:ServicePrincipal\":\"" + FMS + "\"")
            .doesNotContain(DISABLE));
  }

  @Test
  void eachChangeIsAssumedAnewAndReadsShareASession() {
    OrganizationAccess access = bench.access();
    known(access.snapshot());
    access.enable(FMS, ticket());
    known(access.snapshot());
    access.disable(FMS, ticket());

    assertThat(bench.aws.calls().of("sts:AssumeRole")).extracting(call -> call.parameters().get("RoleSessionName"))
        .containsExactly("tao-0a1b2c3d", "tao-0a1b2c3d-" + DECLARATION, "tao-0a1b2c3d-" + DECLARATION);
  }

  @Test
  void theUserAgentNamesProductClusterAndDeclaration() {
    OrganizationAccess access = bench.access();
    access.enable(FMS, ticket());
    known(access.snapshot());

    assertThat(bench.aws.calls().of(ENABLE).getFirst().userAgent())
        .contains("trusted-access-operator/", "cluster/" + Bench.CLUSTER, "declaration/" + DECLARATION);
    assertThat(bench.aws.calls().of("organizations:DescribeOrganization").getFirst().userAgent())
        .contains("cluster/" + Bench.CLUSTER)
        .doesNotContain("declaration/");
  }

  @Test
  void anOldTicketSendsNothing() {
    ChangeTicket old = new ChangeTicket(DECLARATION, Instant.now().minusMillis(1));

    assertThat(failure(bench.access().enable(FMS, old)).kind()).isEqualTo(Failure.Kind.NOT_SENT);
    assertThat(bench.aws.calls().all()).isEmpty();
  }

  @Test
  void aChangeWhoseTimeRunsOutOnTheWayIsNotSent() {
    OrganizationAccess access = bench.access();
    bench.aws.faults().call(2, "sts:AssumeRole").delay(Duration.ofMillis(700));
    known(access.snapshot());

    ChangeOutcome late = access.enable(FMS, new ChangeTicket(DECLARATION, Instant.now().plusMillis(300)));

    assertThat(failure(late)).isEqualTo(new Failure(Failure.Kind.NOT_SENT, ENABLE + " in account 111111111111"));
    assertThat(bench.aws.calls().changes()).isEmpty();
  }

  @Test
  void aChangeThatWouldHaveToWaitTooLongForItsTurnIsNotSent() {
    OrganizationAccess access = bench.access();
    for (String principal : List.of("sso.amazonaws.com", "ds.amazonaws.com")) {
      assertThat(access.enable(principal, ticket())).isInstanceOf(ChangeOutcome.Accepted.class);
    }

    ChangeOutcome third = access.enable(FMS, new ChangeTicket(DECLARATION, Instant.now().plusMillis(250)));

    assertThat(failure(third).kind()).isEqualTo(Failure.Kind.NOT_SENT);
    assertThat(bench.aws.calls().count(ENABLE)).isEqualTo(2);
    assertThat(bench.org.isEnabled(FMS)).isFalse();
  }

  @Test
  void aChangeIsSentOnceWhateverComesBack() {
    OrganizationAccess access = bench.access();
    known(access.snapshot());
    bench.aws.faults().next(ENABLE).loseTheAnswer();

    Failure lost = failure(access.enable(FMS, ticket()));

    assertThat(lost).isEqualTo(new Failure(Failure.Kind.UNAVAILABLE, ENABLE + " in account 111111111111 (no answer)"));
    assertThat(lost.surelyNotDone()).isFalse();
    assertThat(bench.aws.calls().count(ENABLE)).isEqualTo(1);

    bench.aws.faults().next(DISABLE).fail("TooManyRequestsException", 400);
    assertThat(failure(access.disable(FMS, ticket())).kind()).isEqualTo(Failure.Kind.THROTTLED);
    assertThat(bench.aws.calls().count(DISABLE)).isEqualTo(1);
  }

  @Test
  void refusalsAreTold() {
    OrganizationAccess access = bench.accessAsPod();
    assertThat(failure(access.enable("nonsense.amazonaws.com", ticket())).kind())
        .isEqualTo(Failure.Kind.UNRECOGNIZED_PRINCIPAL);

    bench.org.consolidatedBillingOnly();
    assertThat(failure(access.enable(FMS, ticket())).kind()).isEqualTo(Failure.Kind.ALL_FEATURES_REQUIRED);
  }

  @Test
  void disablingIsRefusedWhileAnAdministratorIsRegistered() {
    bench.org.enabled(FMS, Instant.parse("2024-05-01T00:00:00Z")).delegate(FMS, SECURITY);

    assertThat(failure(bench.access().disable(FMS, ticket())).kind()).isEqualTo(Failure.Kind.DELEGATED_ADMINISTRATORS);
  }

  @Test
  void aConnectionThatOnlyObservesChangesNothing() {
    OrganizationAccess access = bench.gateway.access(Bench.asPod(Mode.OBSERVE));

    assertThatThrownBy(() -> access.enable(FMS, ticket())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> access.disable(FMS, ticket())).isInstanceOf(IllegalStateException.class);
    assertThat(bench.aws.calls().all()).isEmpty();
  }

  @Test
  void sessionsThatAwsNoLongerTakesAreMadeAnew() {
    OrganizationAccess access = bench.access();
    known(access.serviceLinkedRoles(SECURITY));
    bench.aws.revokeSessions();

    assertThat(failure(access.serviceLinkedRoles(SECURITY)).kind()).isEqualTo(Failure.Kind.CREDENTIALS_INVALID);
    assertThat(access.serviceLinkedRoles(SECURITY).toOptional()).as("the next read").isPresent();
  }

  @Test
  void aWrongExternalIdIsAnIdentityThatCannotBeTakenOn() {
    bench.org.management().roleWithExternalId("TrustedAccessOrganizations", "another-secret");

    Failure failure = failure(bench.access().snapshot());

    assertThat(failure.kind()).isEqualTo(Failure.Kind.CREDENTIALS_INVALID);
    assertThat(failure.detail()).contains("role/TrustedAccessOrganizations").doesNotContain("secret");
  }
}
