package dev.trustedaccess.simulator;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;
import software.amazon.awssdk.services.organizations.model.OrganizationsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** CloudTrail's event history: who changed what, some time later. */
class CloudTrailApiTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00.250Z");
  private static final String SSO = "sso.amazonaws.com";

  private final SettableClock clock = new SettableClock(START);
  private final Simulator aws = Simulator.start(clock);
  private final Organization org = aws.organization("o-exampleorgid", "111111111111");
  private OrganizationsClient anna;
  private CloudTrailClient trail;

  @BeforeEach
  void clients() {
    org.management().role("Admin");
    SdkClients management = SdkClients.of(aws, org.management());
    anna = management.assuming("111111111111", "Admin", request -> request.roleSessionName("anna")).organizations();
    trail = management.cloudTrail("us-east-1");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private List<Event> lookUp(Consumer<LookupEventsRequest.Builder> request) {
    return trail.lookupEventsPaginator(request).events().stream().toList();
  }

  private static Consumer<LookupEventsRequest.Builder> named(String name) {
    return request -> request.lookupAttributes(
        LookupAttribute.builder().attributeKey(LookupAttributeKey.EVENT_NAME).attributeValue(name).build());
  }

  @Test
  void aChangeIsShownWithWhoMadeItAndWhatItWasAbout() throws IOException {
    anna.enableAWSServiceAccess(request -> request.servicePrincipal(SSO));
    anna.listAWSServiceAccessForOrganization();
    List<Event> events = lookUp(named("EnableAWSServiceAccess"));
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().eventTime()).isEqualTo(Instant.parse("2026-11-24T08:00:00Z"));
    assertThat(events.getFirst().eventSource()).isEqualTo("organizations.amazonaws.com");
    JsonNode record = new JsonMapper().readTree(events.getFirst().cloudTrailEvent());
    assertThat(record.at("/userIdentity/arn").asText())
        .isEqualTo("arn:aws:sts::111111111111:assumed-role/Admin/anna");
    assertThat(record.at("/userIdentity/sessionContext/sessionIssuer/arn").asText())
        .isEqualTo("arn:aws:iam::111111111111:role/Admin");
    assertThat(record.at("/requestParameters/servicePrincipal").asText()).isEqualTo(SSO);
    assertThat(record.path("eventID").asText()).isEqualTo(events.getFirst().eventId());
    assertThat(record.path("readOnly").asBoolean(true)).isFalse();
    assertThat(record.has("errorCode")).isFalse();
    assertThat(lookUp(_ -> {})).extracting(Event::eventName).containsExactly("EnableAWSServiceAccess");
  }

  @Test
  void aRefusedChangeHasAnErrorCode() throws IOException {
    assertThatThrownBy(() -> anna.enableAWSServiceAccess(request -> request.servicePrincipal("no.amazonaws.com")))
        .isInstanceOf(OrganizationsException.class)
        .isNotInstanceOf(AwsOrganizationsNotInUseException.class);
    assertThat(new JsonMapper().readTree(lookUp(named("EnableAWSServiceAccess")).getFirst().cloudTrailEvent())
        .path("errorCode")
        .asText()).isEqualTo("InvalidInputException");
  }

  @Test
  void eventsAreLateAndTheNewestIsFirst() {
    aws.world().trail().lagBy(Duration.ofMinutes(5));
    anna.enableAWSServiceAccess(request -> request.servicePrincipal(SSO));
    clock.advance(Duration.ofMinutes(4));
    anna.disableAWSServiceAccess(request -> request.servicePrincipal(SSO));
    assertThat(lookUp(named("EnableAWSServiceAccess"))).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(lookUp(_ -> {})).extracting(Event::eventName).containsExactly("EnableAWSServiceAccess");
    clock.advance(Duration.ofMinutes(4));
    aws.pages().atMost(1);
    assertThat(lookUp(_ -> {})).extracting(Event::eventName)
        .containsExactly("DisableAWSServiceAccess", "EnableAWSServiceAccess");
    assertThat(lookUp(request -> request.startTime(START.plusSeconds(60)))).hasSize(1);
    assertThat(lookUp(request -> request.endTime(START.plusSeconds(60)))).hasSize(1);
  }

  @Test
  void onlyTheEventsOfTheAccountAndRegionAreShown() {
    anna.enableAWSServiceAccess(request -> request.servicePrincipal(SSO));
    Account security = org.account("222222222222", "security");
    assertThat(SdkClients.of(aws, security).cloudTrail("us-east-1").lookupEvents().events()).isEmpty();
    assertThat(SdkClients.of(aws, org.management()).cloudTrail("eu-west-1").lookupEvents().events()).isEmpty();
  }

  @Test
  void onlyOneAttributeMayBeAsked() {
    LookupAttribute name = LookupAttribute.builder()
        .attributeKey(LookupAttributeKey.EVENT_NAME)
        .attributeValue("x")
        .build();
    assertThatThrownBy(() -> trail.lookupEvents(request -> request.lookupAttributes(name, name)))
        .isInstanceOf(InvalidLookupAttributesException.class);
    assertThatThrownBy(() -> trail.lookupEvents(request -> request.startTime(START).endTime(START.minusSeconds(9))))
        .isInstanceOf(InvalidTimeRangeException.class);
  }
}
