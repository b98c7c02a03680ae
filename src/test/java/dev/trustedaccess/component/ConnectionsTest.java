package dev.trustedaccess.component;

import java.time.Instant;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection's own life: who uses it, when it may go, and which of two counts. */
class ConnectionsTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  /** So that the next connection is younger: a creation is told to the second. */
  private void awaitASecondSince(String name) {
    bench.await("a second to be older", () -> bench.connection(name)
        .filter(
            elder -> Instant.parse(elder.getMetadata().getCreationTimestamp()).plusSeconds(1).isBefore(Instant.now()))
        .isPresent());
  }

  private void deleteConnection(String name) {
    bench.cluster().resources(OrganizationConnection.class).withName(name).delete();
  }

  @Test
  void itShowsWhatIsOnAndWhatNobodyDeclares() {
    bench.organization().enabled(LONG_AGO, DS, "sso.amazonaws.com", "ram.amazonaws.com");
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitConnection("default", "Ready", "True", "Ready");
    assertThat(bench.awaitConnectionStatus(
        "its declaration", status -> Integer.valueOf(1).equals(status.declarations()))).satisfies(status -> {
          assertThat(status.enabledCount()).isEqualTo(3);
          assertThat(status.undeclaredCount()).isEqualTo(2);
          assertThat(status.managementAccountId()).isEqualTo(Bench.MANAGEMENT);
          assertThat(status.featureSet()).isEqualTo("ALL");
        });
    assertThat(bench.metric("trusted_access_undeclared_principals", "default")).isEqualTo("2.0");
  }

  @Test
  void itStaysWhileADeclarationIsHeldAndNewOnesAreNotTaken() {
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    deleteConnection("default");
    bench.awaitConnection("default", "Reconciling", "True", "ConnectionDeleting");
    bench.declareService("ram.amazonaws.com");
    bench.awaitReady("ram.amazonaws.com", "False", "ConnectionDeleting");

    bench.organization().disableAccess(DS);
    bench.await("live declarations to work on", () -> bench.organization().isEnabled(DS));
    bench.delete(DS);
    bench.awaitGone(DS);
    bench.await("the connection's end", () -> bench.connection("default").isEmpty());
    assertThat(bench.organization().isEnabled(DS)).isFalse();
    assertThat(bench.aws().calls().about("ram.amazonaws.com")).isEmpty();
    bench.awaitReady("ram.amazonaws.com", "Unknown", "ConnectionNotFound");
  }

  /** Ready by the connection default, and declared once more by a younger one to the same organization; its name there. */
  private String declaredTwice(String younger, String mode) {
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    awaitASecondSince("default");
    bench.connect(younger, spec -> spec.put("mode", mode));
    String name = DS + "." + younger;
    bench.declare("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %s}
        spec: {servicePrincipal: %s, organizationRef: {name: %s}}
        """.formatted(name, DS, younger));
    bench.awaitReady(name, "False", "OrganizationAlreadyConnected");
    return name;
  }

  @Test
  void aDeclarationThatMovesToAnotherConnectionOfTheOrganizationLosesNoAccess() {
    String moved = declaredTwice("new", "Manage");

    bench.delete(DS);
    bench.awaitGone(DS);
    deleteConnection("default");
    bench.awaitReady(moved, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS);
  }

  @Test
  void whatAnotherConnectionOnlyObservesIsStillDisabled() {
    declaredTwice("audit", "Observe");

    bench.delete(DS);
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).isFalse();
  }

  @Test
  void itsDeletionIsCalledBackByDroppingTheFinalizerAndApplyingItAgain() {
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    deleteConnection("default");
    bench.awaitConnection("default", "Reconciling", "True", "ConnectionDeleting");
    assertThat(bench.connectionCondition("default", "Ready").orElseThrow().message())
        .endsWith("kubectl patch orgconn default --type merge -p '{\"metadata\":{\"finalizers\":null}}'");
    bench.cluster()
        .resources(OrganizationConnection.class)
        .withName("default")
        .edit(connection -> {
          connection.getMetadata().setFinalizers(null);
          return connection;
        });
    bench.await("the connection's end", () -> bench.connection("default").isEmpty());
    bench.connect("0s");
    bench.organization().disableAccess(DS);
    bench.await("drift put back", () -> bench.organization().isEnabled(DS));
    bench.awaitReady(DS, "True", "Ready");
    bench.delete(DS);
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).as("it was ours before, and is still").isFalse();
  }

  @Test
  void theYoungerOfTwoToOneOrganizationChangesNothingUntilTheOlderIsGone() {
    bench.connect("elder", spec -> {});
    bench.startOperator();
    bench.awaitConnection("elder", "Ready", "True", "Ready");
    awaitASecondSince("elder");
    bench.connect("0s");
    bench.declareService(DS);
    bench.awaitConnection("default", "Stalled", "True", "OrganizationAlreadyConnected");
    bench.awaitReady(DS, "False", "OrganizationAlreadyConnected");
    assertThat(bench.message(DS, "Stalled")).contains("elder");
    assertThat(bench.aws().calls().changes()).isEmpty();

    deleteConnection("elder");
    bench.awaitConnection("default", "Ready", "True", "Ready");
    bench.awaitReady(DS, "True", "Ready");
  }

  @Test
  void whatItDoesNotAllowIsNotChanged() {
    bench.connect(spec -> spec.put("allowedServicePrincipals", java.util.List.of("ram.amazonaws.com")));
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "False", "PrincipalNotAllowed");
    assertThat(bench.message(DS, "Stalled")).endsWith("spec.allowedServicePrincipals.");
    assertThat(bench.aws().calls().changes()).isEmpty();
  }
}
