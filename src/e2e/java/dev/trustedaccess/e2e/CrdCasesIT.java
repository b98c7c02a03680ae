package dev.trustedaccess.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How the kinds come, are upgraded and go with the chart; and, by copies of the chart, why not in another way. */
class CrdCasesIT {
  private static final String KIND = "trustedserviceaccesses.trustedaccess.dev";
  private static final String NEWER = "Newer than before.";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path scratch;
  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;

  @BeforeAll
  static void start() {
    server = Chart.bareServer();
    server.kubectl("create", "namespace", Chart.NAMESPACE).orFail();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void clean() {
    Chart.remove(server);
  }

  @Test
  void anUpgradeBringsTheKindsOfTheNewChart() {
    server.shell(Chart.PRESENT.helm("install tao")).orFail();
    declare();
    assertThat(explained()).doesNotContain(NEWER);

    server.shell(newer("files/crds").helm("upgrade tao")).orFail();

    assertThat(explained()).contains(NEWER);
    isDeclared();
  }

  /** Helm installs what lies in {@code crds/} of a chart once, and never updates it. */
  @Test
  void inAFolderOfTheirOwnTheKindsWouldNeverBeUpgraded() throws IOException {
    server.shell(inFolderOfTheirOwn(Chart.PRESENT.copy(scratch)).helm("install tao")).orFail();

    server.shell(inFolderOfTheirOwn(newer("files/crds")).helm("upgrade tao")).orFail();

    assertThat(explained()).doesNotContain(NEWER);
  }

  @Test
  void anUninstallLeavesTheKindsAndWhatIsDeclared() {
    server.shell(Chart.PRESENT.helm("install tao")).orFail();
    declare();

    var said = server.shell("helm uninstall tao -n trusted-access").orFail();

    assertThat(said).contains("These resources were kept due to the resource policy", KIND);
    isDeclared();
  }

  @Test
  void handingTheKindsOverLeavesThemToo() {
    server.shell(Chart.PRESENT.helm("install tao")).orFail();
    declare();

    server.shell(Chart.PRESENT.helm("upgrade tao", "--set crds.enabled=false")).orFail();

    isDeclared();
  }

  /** Without an operator there is no finalizer to wait for; {@link UninstallIT} has the case with one. */
  @Test
  void notKeptTheKindsGoAtUninstallWithWhatIsDeclared() {
    server.shell(Chart.PRESENT.helm("install tao", "--set crds.keep=false")).orFail();
    declare();

    server.shell("helm uninstall tao -n trusted-access").orFail();

    server.kubectl("wait", "--for=delete", "crd/" + KIND, "--timeout=30s").orFail();
  }

  @Test
  void anotherReleaseIsRefusedTheKindsUntilItTakesThem() {
    server.shell(Chart.PRESENT.helm("install tao")).orFail();
    declare();
    server.shell("helm uninstall tao -n trusted-access").orFail();

    var refused = server.shell(Chart.PRESENT.helm("install another"));
    assertThat(refused.stderr()).contains("invalid ownership metadata", "trustedaccess.dev")
        .contains("must equal \"another\": current value is \"tao\"");

    server.shell(Chart.PRESENT.helm("install another", "--take-ownership")).orFail();
    isDeclared();
  }

  @Test
  void kindsAppliedByHandAreRefusedToTheChart() {
    server.applyCrds(SharedCluster.CRDS);

    var refused = server.shell(Chart.PRESENT.helm("install tao"));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains("invalid ownership metadata", "CustomResourceDefinition");
  }

  @Test
  void kindsAppliedByHandCanBeTakenOver() {
    server.applyCrds(SharedCluster.CRDS);
    declare();

    server.shell(Chart.PRESENT.helm("install tao", "--take-ownership")).orFail();
    server.shell(newer("files/crds").helm("upgrade tao")).orFail();

    assertThat(explained()).contains(NEWER);
    isDeclared();
  }

  @Test
  void orStayInThoseHands() throws IOException {
    server.applyCrds(SharedCluster.CRDS);
    declare();

    server.shell(Chart.PRESENT.helm("install tao", "--set crds.enabled=false")).orFail();
    server.applyCrds(newer("files/crds").folder().resolve("files/crds"));

    assertThat(explained()).contains(NEWER);
    isDeclared();
  }

  /** Helm skips what exists already, and prints nothing. */
  @Test
  void inAFolderOfTheirOwnKindsAppliedByHandWouldPass() throws IOException {
    server.applyCrds(SharedCluster.CRDS);

    server.shell(inFolderOfTheirOwn(Chart.PRESENT.copy(scratch)).helm("install tao")).orFail();
  }

  @Test
  void applyingByHandOverTheChartsKindsIsAConflict() throws IOException {
    server.shell(Chart.PRESENT.helm("install tao")).orFail();
    var newer = newer("files/crds").folder().resolve("files/crds");

    var refused = server.kubectl("apply", "--server-side", "-f", newer.toString());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains("conflict with \"helm\"");
    assertThat(explained()).doesNotContain(NEWER);
  }

  /** Why the chart brings no declaration: Helm reads all of a chart before it makes the kinds. */
  @Test
  void aDeclarationInTheSameChartWouldBeOfNoKnownKind() throws IOException {
    var chart = Chart.PRESENT.copy(scratch);
    Files.copy(Path.of("examples/30-directory-service.yaml"), chart.folder().resolve("templates/declaration.yaml"));

    var refused = server.shell(chart.helm("install tao"));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains("no matches for kind \"TrustedServiceAccess\"");
  }

  private static void declare() {
    Live.await("the kind").until(() -> apply().exitCode() == 0);
  }

  private static Command.Result apply() {
    return server.kubectl("apply", "-f", "examples/30-directory-service.yaml");
  }

  private static void isDeclared() {
    assertThat(server.kubectl("get", "tsa", "-o", "name").orFail().strip())
        .isEqualTo("trustedserviceaccess.trustedaccess.dev/ds.amazonaws.com");
  }

  private static String explained() {
    return server
        .kubectl("get", "crd", KIND, "-o",
            "jsonpath={.spec.versions[0].schema.openAPIV3Schema.properties.spec.description}")
        .orFail();
  }

  /** The chart with a schema that says something else of a declaration's spec. */
  private Chart newer(String folder) {
    return Chart.PRESENT.copy(scratch)
        .edit(folder + "/" + KIND + ".yaml", text -> text.replace("description: \"The desired state.\"",
            "description: \"" + NEWER + "\""));
  }

  private static Chart inFolderOfTheirOwn(Chart copy) throws IOException {
    Files.delete(copy.folder().resolve("templates/kinds.yaml"));
    Files.move(copy.folder().resolve("files/crds"), copy.folder().resolve("crds"));
    return copy;
  }
}
