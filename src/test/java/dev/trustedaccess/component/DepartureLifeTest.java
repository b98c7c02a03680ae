package dev.trustedaccess.component;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.api.v1alpha1.DepartureEvidence;
import dev.trustedaccess.api.v1alpha1.DepartureEvidence.KindRead;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus.Departure;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What an auditor finds of a service that was withdrawn, once its declaration is gone. */
class DepartureLifeTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String SSO = "sso.amazonaws.com";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";
  private static final String CONFIRMED_AT = "2026-03-01T12:00:00Z";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  private ObjectMeta ready(String principal, String... spec) {
    bench.declareService(principal, spec);
    bench.awaitReady(principal, "True", "Ready");
    return bench.declaration(principal).orElseThrow().getMetadata();
  }

  /** As the API server stores it for somebody who uses kubectl. */
  private void confirmedWithKubectl(String principal) {
    ObjectMeta about = bench.declaration(principal).orElseThrow().getMetadata();
    FieldsV1 fields = new FieldsV1();
    fields.setAdditionalProperties(Map.of("f:spec", Map.of("f:cleanedUp", Map.of("f:accessUid", Map.of()))));
    ServiceConfirmation confirmation = new ServiceConfirmation();
    confirmation.setMetadata(new ObjectMetaBuilder().withName(principal)
        .withManagedFields(new ManagedFieldsEntryBuilder().withManager("kubectl-create")
            .withTime(CONFIRMED_AT)
            .withFieldsV1(fields)
            .build())
        .build());
    confirmation.setSpec(new ServiceConfirmationSpec(
        null, new ServiceConfirmationSpec.CleanedUp(about.getUid(), about.getDeletionTimestamp())));
    bench.confirm(confirmation);
  }

  @Test
  void theConnectionTellsWhatWasReadAndWhoConfirmed() {
    String uid = ready(SSO, "initialization: {mode: None}").getUid();
    bench.delete(SSO);
    bench.awaitReady(SSO, "False", "ImpactNotConfirmed");
    confirmedWithKubectl(SSO);
    String confirmation = bench.cluster()
        .resources(ServiceConfirmation.class)
        .withName(SSO)
        .get()
        .getMetadata()
        .getUid();
    bench.awaitGone(SSO);
    // It is not lost when the connection's own pass writes the status again.
    bench.awaitSnapshots(2);

    assertThat(bench.departures()).hasSize(1);
    Departure departure = bench.departures().getFirst();
    assertThat(departure.servicePrincipal()).isEqualTo(SSO);
    assertThat(departure.declarationUid()).isEqualTo(uid);
    assertThat(departure.requestId()).isNotBlank();
    assertThat(departure.disabledTime()).isNotNull();
    assertThat(departure.deletionTime()).isNotNull();
    DepartureEvidence evidence = Objects.requireNonNull(departure.evidence());
    assertThat(evidence.reads()).extracting(KindRead::kind).contains("instance", "delegated-administrator");
    assertThat(evidence.reads()).allMatch(read -> Objects.requireNonNull(read.places()) > 0)
        .allMatch(read -> Objects.requireNonNull(read.found()) == 0);
    assertThat(evidence.confirmedBy()).extracting("confirmationUid", "manager", "time")
        .containsExactly(confirmation, "kubectl-create", CONFIRMED_AT);
  }

  /** The log lines about this declaration during {@code end}. Other tests of this class may log at the same time. */
  private static List<String> logged(String uid, Runnable end) {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.trustedaccess.kube.DepartureLog");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    // Left so: another test may need the level at the same time.
    logger.setLevel(Level.INFO);
    try {
      end.run();
    } finally {
      logger.detachAppender(log);
    }
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).filter(line -> line.contains(uid)).toList();
  }

  @Test
  void theLogHoldsTheSameForGood() {
    String uid = ready(DS).getUid();
    List<String> lines = logged(uid, () -> {
      bench.delete(DS);
      bench.awaitGone(DS);
    });
    assertThat(lines).containsExactly("Access was withdrawn: "
        + bench.cluster().getKubernetesSerialization().asJson(bench.departures().getFirst()));
    assertThat(Objects.requireNonNull(bench.departures().getFirst().evidence()).confirmedBy()).isNull();
  }

  @Test
  void aProcessThatEndsBetweenTheDepartureAndTheFinalizerLosesAndDoublesNothing() {
    ready(DS);
    bench.apiServerAnswers((request, _) -> removesAFinalizer(request)
        ? Optional.of(MockApiServer.refusal(500, "InternalError", "etcd has no leader"))
        : Optional.empty());
    bench.delete(DS);
    bench.await("the departure", () -> !bench.departures().isEmpty());
    assertThat(bench.declaration(DS)).as("the finalizer holds it").isPresent();
    List<Departure> first = bench.departures();
    bench.stopOperator();
    bench.apiServerAnswers((_, _) -> Optional.empty());
    bench.startOperator();
    bench.awaitGone(DS);
    assertThat(bench.departures()).isEqualTo(first);
  }

  private static boolean removesAFinalizer(RecordedRequest request) {
    return request.getMethod().equals("PATCH") && request.getPath().endsWith("/trustedserviceaccesses/" + DS);
  }

  @Test
  void aProcessThatEndsBeforeItKnowsTheAnswerKeepsWhatWasRead() {
    ready(DS);
    bench.aws().faults().next(DISABLE).loseTheAnswer();
    bench.aws().faults().next(DISABLE).run(() -> Thread.ofVirtual().start(() -> {
      bench.stopOperator();
      bench.startOperator();
    }));
    bench.delete(DS);
    bench.awaitGone(DS);
    assertThat(bench.departures()).hasSize(1);
    assertThat(Objects.requireNonNull(bench.departures().getFirst().evidence()).reads()).isNotEmpty();
    assertThat(bench.changes()).endsWith("DisableAWSServiceAccess " + DS);
  }

  private void connectionsTakeNoStatus(boolean refused) {
    bench.apiServerAnswers((request, _) -> refused && request.getMethod().equals("PUT")
        && request.getPath().contains("/organizationconnections/")
            ? Optional.of(MockApiServer.refusal(403, "Forbidden", "cannot update organizationconnections/status"))
            : Optional.empty());
  }

  /** Disabled, and still there because the operator may not write the connection's status. */
  private void waitsForThePermission() {
    connectionsTakeNoStatus(true);
    bench.delete(DS);
    bench.awaitReady(DS, "False", "WriteRefused");
    assertThat(bench.organization().isEnabled(DS)).isFalse();
    assertThat(bench.message(DS, "Stalled"))
        .contains("status.departures cannot be written: cannot update organizationconnections/status")
        .contains("Grant the operator update on organizationconnections/status.")
        .endsWith("kubectl patch tsa " + DS + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'")
        .hasSizeLessThan(350);
  }

  @Test
  void aPermissionThatIsMissingHoldsTheDeletionUntilItIsGranted() {
    ready(DS);
    waitsForThePermission();
    connectionsTakeNoStatus(false);
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"now\"}}}");
    bench.awaitGone(DS);
    assertThat(bench.departures()).extracting(Departure::servicePrincipal).containsExactly(DS);
    assertThat(bench.changes()).containsOnlyOnce("DisableAWSServiceAccess " + DS);
  }

  /** The API server stores no field that its CRD does not have, and reports success. */
  private static Optional<MockResponse> asAnOlderKind(RecordedRequest request) {
    if (!request.getMethod().equals("PUT") || !request.getPath().contains("/organizationconnections/")) {
      return Optional.empty();
    }
    ObjectNode object = Serialization.unmarshal(new String(request.getBody().getBytes(), UTF_8), ObjectNode.class);
    ((ObjectNode) object.path("status")).remove("departures");
    return Optional.of(new MockResponse().setResponseCode(200).setBody(Serialization.asJson(object)));
  }

  @Test
  void aDepartureThatAnOlderKindDropsHoldsTheDeletionUntilTheCrdsAreApplied() {
    ready(DS);
    bench.apiServerAnswers((request, _) -> asAnOlderKind(request));
    bench.delete(DS);
    bench.awaitReady(DS, "False", "WriteRefused");
    assertThat(bench.message(DS, "Stalled")).contains("Apply the CRDs of this version.").hasSizeLessThan(350);
    bench.apiServerAnswers((_, _) -> Optional.empty());
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"now\"}}}");
    bench.awaitGone(DS);
    assertThat(bench.departures()).extracting(Departure::servicePrincipal).containsExactly(DS);
  }

  @Test
  void whoeverAcceptsTheLogLineAloneEndsTheDeletionWithRetain() {
    String uid = ready(DS).getUid();
    List<String> lines = logged(uid, () -> {
      waitsForThePermission();
      bench.patch(DS, "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
      bench.awaitGone(DS);
    });
    assertThat(bench.departures()).isEmpty();
    assertThat(lines).singleElement().asString().startsWith("Access was withdrawn: ").contains("\"requestId\"");
    assertThat(bench.events(DS)).anyMatch(event -> event.contains("The operator has already disabled access."))
        .noneMatch(event -> event.contains("left as is"));
  }

  @Test
  void aFinalizerThatMayNotBeRemovedIsReported() {
    ready(DS);
    bench.apiServerAnswers((request, _) -> removesAFinalizer(request)
        ? Optional.of(MockApiServer.refusal(403, "Forbidden", "cannot patch trustedserviceaccesses"))
        : Optional.empty());
    bench.delete(DS);
    bench.awaitReady(DS, "False", "WriteRefused");
    assertThat(bench.message(DS, "Stalled")).contains("cannot patch trustedserviceaccesses")
        .endsWith("kubectl patch tsa " + DS + " --type merge -p '{\"metadata\":{\"finalizers\":null}}'")
        .hasSizeLessThan(350);
    assertThat(bench.departures()).hasSize(1);
  }

  /** The spec was stored while the schema was disabled, or by an older version. */
  @Test
  void aDeletionThatIsCalledBackWithAnUnreadableSpecLeavesADepartureToo() {
    String uid = ready(DS).getUid();
    bench.apiServerAnswers((request, _) -> request.getMethod().equals("PUT")
        && request.getPath().contains("/organizationconnections/")
            ? Optional.of(MockApiServer.refusal(500, "InternalError", "etcd has no leader"))
            : Optional.empty());
    bench.delete(DS);
    bench.await(DS, object -> Optional.ofNullable(object.ownStatus())
        .map(TrustedServiceAccessStatus::lastChange)
        .filter(change -> "Disable".equals(change.action()) && change.requestId() != null)
        .isPresent());
    bench.patch(DS, "{\"spec\":{\"deletionPolicy\":\"Retain\",\"mode\":\"Sometimes\"}}");
    bench.apiServerAnswers((_, _) -> Optional.empty());
    bench.awaitGone(DS);
    assertThat(bench.departures()).extracting(Departure::declarationUid).containsExactly(uid);
    assertThat(bench.departures().getFirst().evidence()).isNotNull();
  }

  @Test
  void accessThatStaysEnabledOrThatOthersDisableMakesNone() {
    ready(DS, "deletionPolicy: Retain");
    ready(SSO, "initialization: {mode: None}");
    bench.delete(DS);
    bench.awaitGone(DS);
    bench.delete(SSO);
    bench.awaitReady(SSO, "False", "ImpactNotConfirmed");
    bench.organization().disableAccess(SSO);
    bench.awaitGone(SSO);
    assertThat(bench.departures()).isEmpty();
    assertThat(bench.organization().isEnabled(DS)).isTrue();
  }
}
