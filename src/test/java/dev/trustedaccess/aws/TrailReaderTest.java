package dev.trustedaccess.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.TrailEvent;
import dev.trustedaccess.domain.organization.TrailLookup;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.simulator.SdkClients;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.model.OrganizationsException;

import static dev.trustedaccess.aws.Bench.MANAGEMENT;
import static dev.trustedaccess.aws.Bench.known;
import static dev.trustedaccess.aws.Bench.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the operator makes of CloudTrail's events. */
class TrailReaderTest {
  private static final String SSO = "sso.amazonaws.com";
  private static final String LOOK_UP = "cloudtrail:LookupEvents";
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LONG_AHEAD = Instant.parse("2126-01-01T00:00:00Z");
  private static final Set<TrailLookup> ENABLING = Set.of(new TrailLookup("global", "EnableAWSServiceAccess"));

  private final Bench bench = new Bench();
  private final OrganizationAccess access = bench.access();

  @AfterEach
  void stop() {
    bench.close();
  }

  private void others(String role, String session, String principal) {
    bench.org.management().role(role);
    SdkClients.of(bench.aws, bench.org.management())
        .assuming(MANAGEMENT, role, request -> request.roleSessionName(session))
        .organizations()
        .enableAWSServiceAccess(request -> request.servicePrincipal(principal));
  }

  private List<TrailEvent> seen(Set<TrailLookup> lookups) {
    return known(access.trailEvents(lookups, LONG_AGO, LONG_AHEAD));
  }

  @Test
  void anEventSaysWhoCalledWhatAndWhere() {
    others("Admin", "anna", SSO);
    TrailEvent event = seen(ENABLING).getFirst();
    assertThat(event.caller()).isEqualTo("arn:aws:sts::" + MANAGEMENT + ":assumed-role/Admin/anna");
    assertThat(List.of(event.source(), event.name(), event.region()))
        .containsExactly("organizations.amazonaws.com", "EnableAWSServiceAccess", "us-east-1");
    assertThat(event.parameters()).isEqualTo(Map.of("servicePrincipal", SSO));
    assertThat(event.ours()).isFalse();
    assertThat(seen(Set.of(new TrailLookup("eu-west-1", "EnableAWSServiceAccess")))).isEmpty();
  }

  @Test
  void onlyTheOperatorsOwnSessionsOfItsOwnRolesAreItsOwn() {
    access.enable(SSO, ticket());
    others("Admin", "tao-" + Bench.CLUSTER.substring(0, 8), "ram.amazonaws.com");
    others("TrustedAccessService", "tao-other123-" + Bench.DECLARATION, "fms.amazonaws.com");
    assertThat(seen(ENABLING)).filteredOn(TrailEvent::ours)
        .extracting(TrailEvent::caller)
        .containsExactly("arn:aws:sts::" + MANAGEMENT + ":assumed-role/TrustedAccessOrganizations/tao-"
            + Bench.CLUSTER.substring(0, 8) + "-" + Bench.DECLARATION);
    assertThat(seen(ENABLING)).hasSize(3);
  }

  /** Who may name a user as the operator names its sessions is still named for what the user does. */
  @Test
  void aUserWhosePathLooksLikeASessionIsNotTheOperator() {
    String arn = "arn:aws:iam::" + MANAGEMENT + ":user/TrustedAccessOrganizations/tao-" + Bench.CLUSTER.substring(0, 8);
    shows("{\"userIdentity\":{\"arn\":\"" + arn + "\"},");
    assertThat(seen(ENABLING)).singleElement().satisfies(event -> {
      assertThat(event.caller()).isEqualTo(arn);
      assertThat(event.ours()).isFalse();
    });
  }

  /** Whoever may do nothing can still fill the history with denied calls. */
  @Test
  void aRefusedCallIsLeftOutAndEveryPageIsRead() {
    bench.aws.pages().atMost(1);
    others("Admin", "anna", SSO);
    assertThatThrownBy(() -> others("Other", "bert", "no.amazonaws.com")).isInstanceOf(OrganizationsException.class);
    others("Admin", "anna", "ram.amazonaws.com");
    assertThat(seen(ENABLING)).extracting(event -> event.parameters().get("servicePrincipal"))
        .containsExactlyInAnyOrder(SSO, "ram.amazonaws.com");
  }

  /** CloudTrail lists the newest first, and the operator reads one page a second and no more than 1,000. */
  @Test
  void whatFollowsTheChangeIsNotRead() {
    bench.aws.pages().atMost(1);
    Instant begun = Instant.now();
    others("Admin", "anna", SSO);
    Instant ended = Instant.now();
    bench.timePasses(Duration.ofMinutes(5));
    IntStream.range(0, 20).forEach(_ -> others("Admin", "bert", SSO));
    assertThat(known(access.trailEvents(ENABLING, begun.minusSeconds(60), ended.plusSeconds(1))))
        .extracting(TrailEvent::caller)
        .containsExactly("arn:aws:sts::" + MANAGEMENT + ":assumed-role/Admin/anna");
    assertThat(bench.aws.calls().of(LOOK_UP)).hasSize(1);
  }

  @Test
  void theHistoryIsReadInASessionThatCanDoNothingElse() {
    seen(ENABLING);
    assertThat(bench.aws.calls().of(LOOK_UP)).extracting(Call::role).containsExactly("TrustedAccessOrganizations");
    assertThat(bench.aws.calls().of("sts:AssumeRole")).last()
        .satisfies(call -> assertThat(call.parameters().get("Policy")).contains("\"Action\":\"" + LOOK_UP + "\""));
  }

  @Test
  void anAwsServiceIsTheCallerByItsName() {
    shows("{\"userIdentity\":{\"type\":\"AWSService\",\"invokedBy\":\"controltower.amazonaws.com\"},");
    assertThat(seen(ENABLING)).extracting(TrailEvent::caller).containsExactly("controltower.amazonaws.com");
  }

  /** As in the records of EC2's newer calls. */
  @Test
  void theAccountThatACallNamesIsFoundInsideOtherParameters() {
    shows("{\"userIdentity\":{\"arn\":\"anna\"},",
        "{\"EnableIpamOrganizationAdminAccountRequest\":{\"DelegatedAdminAccountId\":\"444455556666\",\"Tags\":[\"a\",1]}}");
    assertThat(seen(ENABLING).getFirst().parameters()).isEqualTo(Map.of(
        "EnableIpamOrganizationAdminAccountRequest.DelegatedAdminAccountId", "444455556666",
        "EnableIpamOrganizationAdminAccountRequest.Tags.0", "a"));
  }

  @Test
  void anEventThatCannotBeReadMakesTheLookFail() {
    for (String record : List.of("{", "{\"userIdentity\":{},", "{\"userIdentity\":\"anna\",")) {
      shows(record);
      assertThat(access.trailEvents(ENABLING, LONG_AGO, LONG_AHEAD).problem()).as(record)
          .map(Failure::kind)
          .contains(Failure.Kind.UNAVAILABLE);
    }
  }

  private void shows(String identity) {
    shows(identity, "null");
  }

  private void shows(String identity, String parameters) {
    String record = identity + "\"eventID\":\"1\",\"eventTime\":\"2026-11-28T02:00:00Z\",\"eventName\":\"E\","
        + "\"eventSource\":\"organizations.amazonaws.com\",\"awsRegion\":\"us-east-1\",\"requestParameters\":"
        + parameters + "}";
    bench.aws.faults()
        .next(LOOK_UP)
        .answer(_ -> Fields.of("Events", List.of(Fields.of("CloudTrailEvent", record))));
  }
}
