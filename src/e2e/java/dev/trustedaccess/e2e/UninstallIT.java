package dev.trustedaccess.e2e;

import java.time.Duration;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.docs.DocumentedCommand;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is removed in which order: in order all goes, and out of order nothing is disabled and the documentation's commands
 * get out of it. One declaration is of access that the operator enabled, so that a deletion in order does disable it. The
 * operator's process stands in for the pod: it is started where the pod would start, and ends where that would end.
 */
class UninstallIT {
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String KIND = "trustedserviceaccesses." + Kinds.GROUP;

  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;
  @SuppressWarnings("NullAway.Init")
  private Live live;

  @BeforeAll
  static void startServer() {
    server = Chart.bareServer();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void start() {
    live = new Live(server);
  }

  @AfterEach
  void stop() {
    live.leave();
    Chart.remove(server);
  }

  private void install(String... options) {
    server.shell(Chart.PRESENT.helm("install tao", "--create-namespace " + String.join(" ", options))).orFail();
    live.startOperator();
    live.connect("0s");
    live.declare(DIRECTORIES);
    live.awaitReady(DIRECTORIES, "True Ready");
  }

  private void removeOperator() {
    live.stopOperator();
    server.shell("helm uninstall tao -n trusted-access").orFail();
  }

  @Test
  void inOrderAccessGoesOffAndNothingIsLeft() {
    install();

    server.shell(DocumentedCommand.UNINSTALL.text()).orFail();
    live.stopOperator();
    server.shell(DocumentedCommand.DELETE_KINDS.text()).orFail();

    assertThat(live.organization().enabledPrincipals()).isEmpty();
    assertThat(server.kubectl("get", "crd", "-o", "name").orFail()).isEmpty();
  }

  @Test
  void inOrderAccessStaysOnIfThatIsSaidFirst() {
    install();

    server.shell(DocumentedCommand.RETAIN_ALL.text()).orFail();
    server.shell(DocumentedCommand.UNINSTALL.text()).orFail();

    isOn();
  }

  @Test
  void whereTheOperatorWasRemovedFirstADeletionWaitsAndIsMadeAfterAnotherInstall() {
    install();
    removeOperator();
    deletionWaits();

    server.shell(DocumentedCommand.INSTALL_AGAIN.text()).orFail();
    live.startOperator();

    live.awaitGone(DIRECTORIES);
    assertThat(live.organization().enabledPrincipals()).isEmpty();
  }

  @Test
  void whereTheOperatorWasRemovedFirstADeclarationIsLetGoByHand() {
    install();
    removeOperator();
    deletionWaits();

    server.shell(DocumentedCommand.LET_GO.with("NAME", DIRECTORIES)).orFail();

    live.awaitGone(DIRECTORIES);
    isOn();
  }

  @Test
  void deletingTheKindsIsRefusedAndOnceItIsAllowedTheOperatorLeavesAccessOn() {
    install();
    Live.await("the guard").until(() -> server.kubectl("delete", "crd", KIND, "--dry-run=server").exitCode() == 1);
    var refused = server.kubectl("delete", "crd", KIND, "--wait=false");
    var disableMethod = DocumentedCommand.ALLOW_DELETE.with("NAME", KIND);
    assertThat(refused.stderr()).contains("Access at AWS would stay unchanged").contains(disableMethod);

    server.shell(disableMethod).orFail();
    live.kubectl("delete", "crd", KIND, "--timeout=60s");
    live.staysQuiet(Duration.ofSeconds(3));
    isOn();

    comesBackAsOthers();
  }

  @Test
  void withoutAnOperatorTheKindsWaitUntilTheirObjectsAreLetGo() {
    install();
    removeOperator();
    // Without the chart nothing guards the kinds; their policies end within a second.
    server.kubectl("annotate", "crd", KIND, "trustedaccess.dev/allow-delete=true").orFail();
    server.kubectl("delete", "crd", KIND, "--wait=false").orFail();
    Live.await("the deletion").until(() -> live.get(DIRECTORIES).isMarkedForDeletion());

    server.shell(DocumentedCommand.LET_ALL_GO.text()).orFail();

    server.kubectl("wait", "--for=delete", "crd/" + KIND, "--timeout=30s").orFail();
    isOn();
  }

  @Test
  void notKeptTheKindsWaitForTheirObjectsToo() {
    install("--set crds.keep=false");
    removeOperator();
    Live.await("the deletion").until(() -> live.get(DIRECTORIES).isMarkedForDeletion());

    server.shell(DocumentedCommand.LET_ALL_GO.text()).orFail();

    Live.await("the end of the kinds")
        .until(() -> server.kubectl("get", "crd", "-o", "name").orFail(), String::isEmpty);
    isOn();
  }

  /** As a pod does that is still ending: it sees its rights, its kinds and its objects go. */
  @Test
  void anOperatorThatOutlivesItsChartDisablesNothing() {
    install("--set crds.keep=false");

    server.shell("helm uninstall tao -n trusted-access").orFail();

    live.staysQuiet(Duration.ofSeconds(5));
    isOn();
  }

  private void deletionWaits() {
    live.kubectl("delete", "tsa", DIRECTORIES, "--wait=false");
    assertThat(server.kubectl("wait", "--for=delete", "tsa/" + DIRECTORIES, "--timeout=2s").exitCode()).isEqualTo(1);
    isOn();
  }

  private void comesBackAsOthers() {
    server.shell(DocumentedCommand.BRING_KINDS_BACK.text()).orFail();
    live.restartOperator();
    live.hurry("0s");
    live.awaitReady(DIRECTORIES, "True Ready");
    assertThat(live.kubectl("get", "tsa", DIRECTORIES, "-o", "jsonpath={.status.enabledBy}")).isEqualTo("Other");
  }

  /** As it was enabled: nothing disabled it meanwhile. */
  private void isOn() {
    assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(DIRECTORIES);
    assertThat(live.witness().moments()).extracting(Witness.Moment::words).containsExactly("Enable " + DIRECTORIES);
  }
}
