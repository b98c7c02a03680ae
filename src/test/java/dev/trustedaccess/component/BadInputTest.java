package dev.trustedaccess.component;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a schema would have refused, or what another writer has spoilt: said on that object, and all others go on. */
class BadInputTest extends OnBench {
  private static final String BAD = "ssm.amazonaws.com";
  private static final String GOOD = "ds.amazonaws.com";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  private void othersGoOn() {
    bench.declareService(GOOD);
    bench.awaitReady(GOOD, "True", "Ready");
    assertThat(bench.aws().calls().about(BAD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "mode: Magane | spec.mode | Magane",
      "deletionPolicy: Purge | spec.deletionPolicy | Purge",
      "initialization: {mode: Sometimes} | spec.initialization.mode | Sometimes",
      "delegatedAdministrators: [\"12\"] | spec.delegatedAdministrators | 12",
      "serviceLinkedRoles: {expectation: Nowhere} | spec.serviceLinkedRoles.expectation | Nowhere"})
  void anUnknownValueIsReportedWithItsField(String line, String field, String word) {
    bench.declareService(BAD, line);
    bench.awaitReady(BAD, "False", "InvalidSpec");
    assertThat(bench.message(BAD, "Stalled")).contains(field, word);
    othersGoOn();
  }

  @Test
  void aWrongNameIsSaidWithTheRightOne() {
    bench.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: my-ssm}
        spec: {servicePrincipal: ssm.amazonaws.com}
        """);
    bench.awaitReady("my-ssm", "False", "InvalidSpec");
    assertThat(bench.message("my-ssm", "Ready")).contains("metadata.name", BAD);
    othersGoOn();
    bench.delete("my-ssm");
    bench.awaitGone("my-ssm");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "spec: everything",
      "spec: {servicePrincipal: [1, 2]}",
      "spec: {servicePrincipal: ssm.amazonaws.com, initialization: 7, mode: {a: b}, serviceLinkedRoles: []}",
      "spec: {}"})
  void aSpecOfTheWrongShapeEndsNothing(String spec) {
    bench.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: ssm.amazonaws.com}
        """ + spec.replace("ssm.amazonaws.com", "nothing.here"));
    bench.awaitReady(BAD, "False", "InvalidSpec");
    othersGoOn();
    bench.delete(BAD);
    bench.awaitGone(BAD);
    assertThat(bench.metrics()).contains("principal=\"" + GOOD + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "status: spoilt",
      "status: {uid: [own], enabledBy: Operator, enabledTime: '2024-05-01T00:00:00Z'}",
      "status: {uid: own, enabledBy: Nobody, enabledTime: yesterday, lastChange: {time: soon, action: Explode, attempt: many}}",
      "status: {uid: own, conditions: [7, null, {type: Ready}], setUp: [null, {kind: administrator}], corrections: [x]}",
      "status: {uid: own, observedGeneration: high, roles: {a: b}, cleanup: [], serviceLinkedRoles: {x: y}, lastChange: 3}"})
  void aStatusThatAnotherWriterSpoiltIsWrittenAnew(String status) {
    bench.stopOperator();
    bench.organization().enabled(GOOD, java.time.Instant.parse("2024-05-01T00:00:00Z"));
    bench.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: ds.amazonaws.com, finalizers: [trustedaccess.dev/access]}
        spec: {servicePrincipal: ds.amazonaws.com}
        """ + status);
    if (status.contains("uid: own")) {
      String uid = bench.declaration(GOOD).orElseThrow().getMetadata().getUid();
      bench.patch(GOOD, "{\"status\":{\"uid\":\"" + uid + "\"}}");
    }
    bench.startOperator();
    bench.awaitReady(GOOD, "True", "Ready");
    assertThat(bench.status(GOOD).enabledBy()).as("whatever is uncertain is Other").isEqualTo("Other");
    bench.delete(GOOD);
    bench.awaitGone(GOOD);
    assertThat(bench.aws().calls().changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "mode | Mange", "observeInterval | soon", "observeInterval | 1s", "deletionHold | -5m"})
  void aConnectionOfTheWrongShapeIsSaidOnItAndOnItsDeclarations(String field, String value) {
    bench.connect("other", spec -> spec.putAll(Map.of("organizationId", "o-another12345", field, value)));
    bench.declare("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: ssm.amazonaws.com.other}
        spec: {servicePrincipal: ssm.amazonaws.com, organizationRef: {name: other}}
        """);
    bench.awaitConnection("other", "Stalled", "True", "ConnectionInvalid");
    bench.awaitReady(BAD + ".other", "False", "ConnectionInvalid");
    assertThat(bench.message(BAD + ".other", "Stalled")).contains("spec." + field);
    othersGoOn();
  }

  @Test
  void anUnreadableDeclarationThatIsDeletedStaysUnlessItAsksToLeaveAccessOn() {
    bench.declareService(GOOD);
    bench.awaitReady(GOOD, "True", "Ready");
    bench.patch(GOOD, "{\"spec\":{\"mode\":\"Magane\"}}");
    bench.awaitReady(GOOD, "False", "InvalidSpec");
    bench.delete(GOOD);
    bench.awaitSnapshots(2);
    assertThat(bench.declaration(GOOD)).isPresent();
    bench.patch(GOOD, "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
    bench.awaitGone(GOOD);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + GOOD);
    assertThat(bench.organization().isEnabled(GOOD)).isTrue();
  }

  @Test
  void whatCannotBeReadAnyMoreIsNotReadyInTheMetricsEither() {
    bench.declareService(GOOD);
    bench.awaitReady(GOOD, "True", "Ready");
    bench.patch(GOOD, "{\"spec\":{\"mode\":\"Magane\"}}");
    bench.awaitReady(GOOD, "False", "InvalidSpec");
    bench.await("the metrics", () -> bench.metric("trusted_access_declaration_ready", GOOD).equals("0.0"));
    assertThat(bench.metric("trusted_access_declaration_stalled", GOOD)).isEqualTo("1.0");
  }

  @Test
  void aConnectionThatNeverComesIsToldAndOneThatComesLateIsWaitedFor() {
    bench.declare("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: ds.amazonaws.com.late}
        spec: {servicePrincipal: ds.amazonaws.com, organizationRef: {name: late}}
        """);
    String late = GOOD + ".late";
    bench.awaitCondition(late, "Reconciling", "True", "ConnectionNotFound");
    assertThat(bench.condition(late, "Stalled")).isEmpty();
    assertThat(bench.message(late, "Ready")).contains("late").endsWith("spec.organizationRef.name.");
    bench.cluster().resources(dev.trustedaccess.api.v1alpha1.OrganizationConnection.class).withName("default").delete();
    bench.await("the first connection's end", () -> bench.connection("default").isEmpty());
    bench.connect("late", spec -> {});
    bench.awaitReady(late, "True", "Ready");
  }
}
