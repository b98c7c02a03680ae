package dev.trustedaccess.component;

import java.io.FileInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of access when a declaration is deleted: each of the deletion rules. */
class DeletionRulesTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String ENABLE = "EnableAWSServiceAccess " + DS;
  private static final String RETAIN = "{\"spec\":{\"deletionPolicy\":\"Retain\"}}";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  private void enabled(String hold) {
    bench.connect(hold);
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
  }

  private void isLeftEnabled() {
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).isTrue();
    assertThat(bench.changes()).doesNotContain("DisableAWSServiceAccess " + DS);
  }

  private void staysWithReason(String reason) {
    // A last pass over the living declaration may have said the same reason, in words for the living.
    String wayBack = "kubectl patch tsa " + DS + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'";
    bench.await("the way back in the message", () -> bench.message(DS, "Stalled").endsWith(wayBack));
    bench.awaitReady(DS, "False", reason);
    assertThat(bench.declaration(DS)).isPresent();
    assertThat(bench.changes()).containsExactly(ENABLE);
  }

  @Test
  void row1TheKindItselfIsDeleted() throws IOException {
    enabled("0s");
    CustomResourceDefinition crd;
    try (var in = new FileInputStream("crds/trustedserviceaccesses.trustedaccess.dev.yaml")) {
      crd = bench.cluster().getKubernetesSerialization().unmarshal(in, CustomResourceDefinition.class);
    }
    crd.getMetadata().setFinalizers(List.of("customresourcecleanup.apiextensions.k8s.io"));
    bench.cluster().resource(crd).create();
    bench.cluster().resource(crd).delete();
    bench.delete(DS);
    isLeftEnabled();
    bench.await("an Event that says so",
        () -> bench.events(DS).stream().anyMatch(e -> e.contains("because the CRD is being deleted")));
  }

  @Test
  void row1TheKindItselfIsGoneAlready() {
    enabled("0s");
    bench.withoutKinds();
    bench.delete(DS);
    isLeftEnabled();
  }

  @Test
  void whatOthersHoldAfterTheClosingSaysThatAccessIsOff() {
    enabled("0s");
    bench.patch(DS, "{\"metadata\":{\"finalizers\":[\"trustedaccess.dev/access\",\"example.com/other\"]}}");
    bench.delete(DS);
    bench.await("our finalizer's end", () -> bench.declaration(DS)
        .filter(left -> left.getMetadata().getFinalizers().equals(List.of("example.com/other")))
        .isPresent());
    bench.awaitSnapshots(1);

    assertThat(bench.condition(DS, "AccessEnabled").orElseThrow().status()).isEqualTo("False");
    assertThat(bench.condition(DS, "Ready").orElseThrow().reason()).isEqualTo("Disabled");
    assertThat(bench.events(DS)).noneMatch(event -> event.contains("Retained"));
    bench.patch(DS, "{\"metadata\":{\"finalizers\":null}}");
    bench.awaitGone(DS);
  }

  @Test
  void row2RetainNeedsNoConnectionAndNoAws() {
    enabled("1h");
    bench.delete(DS);
    bench.awaitReady(DS, "False", "DeletionHeld");
    bench.aws().faults().every(_ -> true).fail("ServiceException", 500);
    bench.cluster().resources(OrganizationConnection.class).withName("default").edit(connection -> {
      connection.getMetadata().setFinalizers(null);
      return connection;
    });
    bench.cluster().resources(OrganizationConnection.class).withName("default").delete();
    bench.awaitReady(DS, "False", "ConnectionNotFound");
    bench.patch(DS, RETAIN);
    isLeftEnabled();
  }

  @Test
  void row2AnObservingDeclarationLeaves() {
    enabled("0s");
    bench.patch(DS, "{\"spec\":{\"mode\":\"Observe\"}}");
    bench.awaitReady(DS, "True", "Ready");
    bench.delete(DS);
    isLeftEnabled();
  }

  @Test
  void row3WhatNeverPassedTheChecksLeaves() {
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "Unknown", "ConnectionNotFound");
    bench.delete(DS);
    bench.awaitGone(DS);
    assertThat(bench.aws().calls().all()).isEmpty();
  }

  @Test
  void row4WhatOthersEnabledIsLeftEnabled() {
    bench.organization().enabled(DS, LONG_AGO);
    enabled("0s");
    bench.delete(DS);
    isLeftEnabled();
    assertThat(bench.aws().calls().changes()).isEmpty();
  }

  @Test
  void row4DoesNotHoldForDisable() {
    bench.organization().enabled(DS, LONG_AGO);
    bench.connect("0s");
    bench.startOperator().declareService(DS, "deletionPolicy: Disable");
    bench.awaitReady(DS, "True", "Ready");
    bench.delete(DS);
    bench.awaitGone(DS);
    assertThat(bench.changes()).containsExactly("DisableAWSServiceAccess " + DS);
  }

  /** Whoever sets the annotation means to pause, however they write it. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "yes"})
  void row5APausedOneStaysUntilItGoesOn(String value) {
    enabled("0s");
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/paused\":\"%s\"}}}".formatted(value));
    bench.awaitReady(DS, "Unknown", "Paused");
    bench.delete(DS);
    staysWithReason("Paused");
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/paused\":null}}}");
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).isFalse();
  }

  @Test
  void aMisspelledPauseStopsADeletionToo() {
    enabled("1h");
    bench.delete(DS);
    bench.awaitReady(DS, "False", "DeletionHeld");
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/pause\":\"true\"}}}");
    bench.awaitReady(DS, "False", "InvalidSpec");
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/pause\":null}}}");
    bench.awaitReady(DS, "False", "DeletionHeld");
  }

  @Test
  void row6WhatIsAlreadyDisabledIsReleased() {
    enabled("1h");
    bench.delete(DS);
    bench.awaitReady(DS, "False", "DeletionHeld");
    bench.organization().disableAccess(DS);
    bench.awaitGone(DS);
    assertThat(bench.changes()).containsExactly(ENABLE);
  }

  @Test
  void row8AfterTheHoldItIsDisabled() {
    enabled("5s");
    bench.delete(DS);
    bench.awaitReady(DS, "False", "DeletionHeld");
    assertThat(bench.message(DS, "CleanedUp")).contains("deletionHold").contains("Retain");
    Instant deleted = Instant.parse(bench.declaration(DS).orElseThrow().getMetadata().getDeletionTimestamp());
    bench.awaitGone(DS);
    assertThat(bench.aws().calls().of("organizations:DisableAWSServiceAccess")).singleElement()
        .satisfies(call -> assertThat(call.at()).isAfter(deleted.plusSeconds(5)));
  }

  @Test
  void row8WhileAwsIsNotReachableItWaits() {
    enabled("0s");
    bench.aws().faults().every("organizations:DescribeOrganization").fail("ServiceException", 500);
    bench.delete(DS);
    bench.awaitReady(DS, "False", "ServiceUnavailable");
    assertThat(bench.message(DS, "Ready")).contains("Retain");
    bench.aws().faults().clear();
    bench.awaitGone(DS);
    assertThat(bench.changes()).containsExactly(ENABLE, "DisableAWSServiceAccess " + DS);
  }
}
