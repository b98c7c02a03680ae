package dev.trustedaccess.component;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.LastChangeByOthers;
import dev.trustedaccess.simulator.SdkClients;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Who changed what is declared: CloudTrail is asked, and status, Event and metric name them. */
class CloudTrailAuthorsTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String SSO = "sso.amazonaws.com";
  private static final String LOOK_UP = "cloudtrail:LookupEvents";
  private static final String ANNA = "arn:aws:sts::" + MANAGEMENT + ":assumed-role/Admin/anna";

  private OrganizationsClient anna;

  @BeforeEach
  void people() {
    bench.organization().management().role("Admin");
    anna = SdkClients.of(bench.aws(), bench.organization().management())
        .assuming(MANAGEMENT, "Admin", request -> request.roleSessionName("anna"))
        .organizations();
  }

  private void connected(String cloudTrail) {
    bench.connect(spec -> spec.put("cloudTrail", cloudTrail));
    bench.startOperator();
  }

  private void ready(String principal) {
    bench.declareService(principal, "initialization: {mode: None}");
    bench.awaitReady(principal, "True", "Ready");
  }

  private Optional<LastChangeByOthers> change(String principal) {
    return Optional.ofNullable(bench.status(principal).lastChangeByOthers());
  }

  private LastChangeByOthers named(String principal) {
    bench.await(principal, _ -> change(principal).filter(change -> change.principalArn() != null).isPresent());
    return change(principal).orElseThrow();
  }

  private void awaitEvent(String name, String text) {
    bench.await("the Event", () -> bench.events(name).stream().anyMatch(event -> event.startsWith(text)));
  }

  private long looks() {
    return bench.aws().calls().count(LOOK_UP);
  }

  @Test
  void whoDisabledAccessIsNamedOnceCloudTrailShowsIt() {
    connected("Read");
    ready(DS);
    assertThat(looks()).isZero();
    bench.aws().world().trail().lagBy(Duration.ofMinutes(10));
    anna.disableAWSServiceAccess(request -> request.servicePrincipal(DS));
    bench.await(DS, _ -> change(DS).isPresent());
    bench.awaitReady(DS, "True", "Ready");
    assertThat(change(DS).orElseThrow().principalArn()).isNull();
    assertThat(change(DS).orElseThrow().action()).isEqualTo("Disable");

    bench.timePasses(Duration.ofMinutes(11));
    LastChangeByOthers change = named(DS);
    assertThat(change.principalArn()).isEqualTo(ANNA);
    assertThat(change.time()).isNotNull();
    awaitEvent(DS, "Warning ChangedByOthers: Access was disabled by " + ANNA + " at " + change.time()
        + " (CloudTrail event " + change.eventId() + ").");
    bench.await("the metric", () -> bench.metric("trusted_access_changed_by_others_time_seconds", ANNA).length() > 0);
    assertThat(bench.metrics()).contains("change=\"Access was disabled\"")
        .contains("event=\"" + change.eventId() + "\"")
        .contains("time=\"" + change.time() + "\"");

    bench.timePasses(Duration.ofMinutes(11));
    bench.await(DS, _ -> Boolean.TRUE.equals(change(DS).orElseThrow().searchEnded()));
    assertThat(change(DS).orElseThrow().principalArn()).isEqualTo(ANNA);
    long ended = looks();
    bench.awaitSnapshots(3);
    assertThat(looks()).isEqualTo(ended);
  }

  /** Without a role the operator acts as the pod's own identity. */
  @Test
  void theOperatorsCorrectionAsThePodHidesNobody() {
    bench.connect(spec -> {
      spec.put("cloudTrail", "Read");
      spec.remove("organizationsRole");
    });
    bench.startOperator();
    ready(DS);
    anna.disableAWSServiceAccess(request -> request.servicePrincipal(DS));
    named(DS);
    bench.awaitReady(DS, "True", "Ready");
    bench.timePasses(Duration.ofMinutes(21));
    bench.await(DS, _ -> Boolean.TRUE.equals(change(DS).orElseThrow().searchEnded()));
    assertThat(change(DS).orElseThrow().principalArn()).isEqualTo(ANNA);
  }

  @Test
  void oneLookIsForAllDeclarations() {
    connected("Read");
    ready(DS);
    ready(SSO);
    bench.aws().world().trail().lagBy(Duration.ofMinutes(10));
    anna.disableAWSServiceAccess(request -> request.servicePrincipal(DS));
    bench.await(DS, _ -> bench.status(DS).corrections() != null);
    // People and the operator share AWS's limit for these calls.
    bench.awaitSnapshots(1);
    anna.disableAWSServiceAccess(request -> request.servicePrincipal(SSO));
    bench.await(DS, _ -> change(DS).isPresent() && change(SSO).isPresent());
    long before = looks();
    bench.awaitSnapshots(3);
    // One request for the calls that disable and one for those that enable, in each interval.
    assertThat(looks() - before).isBetween(2L, 10L);
    bench.timePasses(Duration.ofMinutes(11));
    assertThat(named(DS).principalArn()).isEqualTo(ANNA);
    assertThat(named(SSO).principalArn()).isEqualTo(ANNA);
    assertThat(named(DS).eventId()).isNotEqualTo(named(SSO).eventId());
  }

  @Test
  void whoDismissedAnAdministratorIsNamed() {
    connected("Read");
    bench.declareService(SSO, "delegatedAdministrators: [\"" + SECURITY + "\"]", "initialization: {mode: None}");
    bench.awaitReady(SSO, "True", "Ready");
    anna.deregisterDelegatedAdministrator(request -> request.servicePrincipal(SSO).accountId(SECURITY));
    bench.timePasses(Duration.ofHours(7));
    bench.awaitReady(SSO, "False", "ChangedByOthers");
    LastChangeByOthers change = named(SSO);
    assertThat(List.of(Objects.requireNonNull(change.action()), Objects.requireNonNull(change.account())))
        .containsExactly("DismissAdministrator", SECURITY);
    assertThat(change.principalArn()).isEqualTo(ANNA);
  }

  @Test
  void withoutTheSettingNothingIsAskedAndNothingIsReported() {
    connected("None");
    ready(DS);
    anna.disableAWSServiceAccess(request -> request.servicePrincipal(DS));
    bench.await(DS, _ -> bench.status(DS).corrections() != null);
    bench.awaitReady(DS, "True", "Ready");
    bench.awaitSnapshots(2);
    assertThat(change(DS)).isEmpty();
    assertThat(looks()).isZero();
  }

  @Test
  void withoutThePermissionThatIsSaidOnceAndNothingElseChanges() {
    bench.organization().management().deny(LOOK_UP);
    connected("Read");
    ready(DS);
    anna.disableAWSServiceAccess(request -> request.servicePrincipal(DS));
    bench.await(DS, _ -> bench.status(DS).corrections() != null);
    bench.awaitReady(DS, "True", "Ready");
    awaitEvent("default", "Warning AccessDenied: CloudTrail cannot be asked who made a change.");
    bench.awaitSnapshots(3);
    assertThat(looks()).isEqualTo(1);
    assertThat(bench.events("default")).filteredOn(event -> event.contains("CloudTrail"))
        .hasSize(1)
        .allMatch(event -> event.contains("Grant cloudtrail:LookupEvents to the organizations role"));
    assertThat(change(DS).orElseThrow().principalArn()).isNull();
  }

  @Test
  void anOutageOfCloudTrailHoldsNothingUp() {
    bench.aws().faults().calls(1, 1_000, LOOK_UP).fail("InternalFailure", 500);
    connected("Read");
    ready(DS);
    anna.disableAWSServiceAccess(request -> request.servicePrincipal(DS));
    bench.await(DS, _ -> bench.status(DS).corrections() != null);
    bench.awaitReady(DS, "True", "Ready");
    bench.aws().faults().clear();
    assertThat(named(DS).principalArn()).isEqualTo(ANNA);
    assertThat(bench.aws().calls().of(LOOK_UP)).extracting(Call::sessionName).containsOnly("tao-" + Bench.CLUSTER);
  }
}
