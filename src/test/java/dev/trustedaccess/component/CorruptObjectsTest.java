package dev.trustedaccess.component;

import java.time.Instant;
import java.time.InstantSource;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.telemetry.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Objects that were stored while the schema was off, or restored, with the schema on again: it refuses what is written on them. */
class CorruptObjectsTest extends OnBench {
  private static final String BAD = "ssm.amazonaws.com";
  private static final String GOOD = "ds.amazonaws.com";

  private void spoilt(String yaml) {
    bench.everDeclared().add(GOOD);
    bench.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        """ + yaml);
  }

  private long refusals(String name) {
    return bench.schema().refused().stream().filter(write -> write.contains("/" + name)).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spec: null", "spec: everything", "spec: {servicePrincipal: [1, 2]}"})
  void aDeclarationWhoseStatusIsRefusedIsToldByEventAndMetricAndTriedEverMoreRarely(String spec) {
    bench.connect("0s");
    spoilt("metadata: {name: ssm.amazonaws.com}\n" + spec);
    bench.schema().turnOn();
    bench.startOperator();

    bench.await("an Event", () -> !bench.events(BAD).isEmpty());
    bench.await("a metric", () -> bench.metric("trusted_access_declaration_stalled", BAD).equals("1.0"));
    assertThat(bench.metric("trusted_access_declaration_ready", BAD)).isEqualTo("0.0");
    bench.declareService(GOOD);
    bench.awaitReady(GOOD, "True", "Ready");
    bench.await("a second attempt", () -> refusals(BAD) >= 2);
    assertThat(bench.events(BAD)).as("told once").singleElement().asString().startsWith("Warning InvalidSpec: spec");
    bench.awaitSnapshots(3);
    assertThat(refusals(BAD)).as("after 5 s, 10 s, 20 s").isLessThanOrEqualTo(3);
    assertThat(bench.aws().calls().about(BAD)).isEmpty();
  }

  @Test
  void aConnectionWhoseStatusIsRefusedIsToldByEventAndMetric() {
    bench.apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: other}
        spec: null
        """);
    bench.connect("0s");
    bench.schema().turnOn();
    bench.startOperator();

    bench.await("an Event", () -> !bench.events("other").isEmpty());
    assertThat(bench.metric("trusted_access_connection_stalled", "other")).isEqualTo("1.0");
    bench.await("a second attempt", () -> refusals("other") >= 2);
    assertThat(bench.events("other")).as("told once")
        .singleElement()
        .asString()
        .startsWith("Warning ConnectionInvalid: spec");
    bench.declareService(GOOD);
    bench.awaitReady(GOOD, "True", "Ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{conditions: [null]}", "spoilt", "{roles: {a: b}}",
      "{conditions: [{type: Ready, status: \"True\"}], observedGeneration: 1}"})
  void aSpoiltStatusIsMadeWholeFirstAndThenLifeGoesOn(String status) {
    bench.connect("0s");
    spoilt("metadata: {name: ds.amazonaws.com}\nspec: {servicePrincipal: ds.amazonaws.com}\nstatus: " + status);
    bench.schema().turnOn();
    bench.startOperator();

    bench.awaitReady(GOOD, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + GOOD);
    bench.delete(GOOD);
    bench.awaitGone(GOOD);
  }

  /** Its finalizer is taken away by a write that is refused too. */
  @Test
  void whatIsLeftIsLetGoThoughItsStatusIsSpoilt() {
    bench.organization().enabled(GOOD, Instant.parse("2024-05-01T00:00:00Z"));
    bench.connect("0s");
    spoilt("""
        metadata: {name: ds.amazonaws.com, finalizers: [trustedaccess.dev/access]}
        spec: {servicePrincipal: ds.amazonaws.com, deletionPolicy: Retain}
        status: {conditions: [null]}
        """);
    bench.schema().turnOn();
    bench.delete(GOOD);
    bench.startOperator();

    bench.awaitGone(GOOD);
    assertThat(bench.changes()).isEmpty();
  }

  /** A bug of ours, as any dependency may have one too. */
  @Test
  void aPassThatFailsIsToldByConditionEventAndMetric() {
    bench.connect("0s");
    bench.declareService(GOOD);
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    AwsGateway broken = _ -> {
      throw new IllegalStateException("a bug");
    };
    var operator = OperatorRuntime.start(bench.clients(), broken, CatalogFile.load(), Timing.STANDARD,
        new Metrics(registry), Leadership.SOLE, InstantSource.system());
    try {
      bench.awaitReady(GOOD, "Unknown", "InternalError");
      assertThat(bench.message(GOOD, "Stalled")).contains("IllegalStateException", "kubectl logs")
          .hasSizeLessThan(350);
      bench.awaitConnection("default", "Stalled", "True", "InternalError");
      assertThat(bench.events(GOOD)).singleElement().asString().startsWith("Warning InternalError: A bug");
      assertThat(registry.scrape()).containsPattern(
          "trusted_access_declaration_reason\\{organization=\"default\",principal=\"" + GOOD
              + "\",reason=\"InternalError\"");
    } finally {
      operator.close();
    }
  }
}
