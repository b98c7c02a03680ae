package dev.trustedaccess.e2e;

import java.time.Instant;
import java.util.List;

import dev.trustedaccess.component.WithoutIntegration;
import dev.trustedaccess.docs.DocumentedCommand;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of docs/deletion.md and docs/admission.md, as they stand there, where the page says to use them. One cluster with
 * the chart for all; each test has a service of its own.
 */
class DeletionCommandsIT {
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String SIGN_ON = "sso.amazonaws.com";
  private static final String AGENT = WithoutIntegration.AGENT;
  private static final String ACCOUNT_ACCESS = WithoutIntegration.ACCOUNT_ACCESS;
  private static final String BILLING = WithoutIntegration.BILLING;
  private static final String PROTECTIONS = WithoutIntegration.NETWORK_SECURITY_MANAGER;

  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;
  @SuppressWarnings("NullAway.Init")
  private static Live live;
  @SuppressWarnings("NullAway.Init")
  private static Terminal terminal;

  @BeforeAll
  static void install() {
    server = Chart.bareServer();
    live = new Live(server);
    terminal = Terminal.of(server, live);
    terminal.type(Chart.PRESENT.helm("install tao", "--create-namespace"));
    live.startOperator().connect("0s");
    live.declare(DIRECTORIES, SIGN_ON, AGENT, ACCOUNT_ACCESS, PROTECTIONS, BILLING);
    live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "tsa", "--all");
  }

  @AfterAll
  static void leave() {
    live.leave();
    server.close();
  }

  @Test
  void aDeletionIsCalledBackAndItsAccessIsOthersFromThenOn() {
    var since = enabledSince(SIGN_ON);
    deletionWaits(SIGN_ON, "False ImpactNotConfirmed");

    terminal.run(DocumentedCommand.CALL_BACK, "NAME", SIGN_ON);

    live.awaitGone(SIGN_ON);
    assertThat(enabledSince(SIGN_ON)).isEqualTo(since);
    live.declare(SIGN_ON);
    live.awaitReady(SIGN_ON, "True Ready");
    live.kubectl("delete", "tsa", SIGN_ON, "--timeout=60s");
    assertThat(enabledSince(SIGN_ON)).as("Restore leaves enabled what others enabled").isEqualTo(since);
    assertThat(changesOf(SIGN_ON)).containsExactly("Enable " + SIGN_ON);
  }

  @Test
  void aConfirmationEndsADeletionThatNothingBlocksAndCanBeWithdrawn() {
    live.organization().delegate(AGENT, SECURITY);
    deletionWaits(AGENT, "False DelegatedAdministratorsRegistered");

    assertThat(terminal.run(DocumentedCommand.CONFIRM_CLEANED_UP, "NAME", AGENT))
        .contains("Confirmed: " + AGENT + " is cleaned up.");
    live.awaitAnotherSnapshot();
    assertThat(live.ready(AGENT)).isEqualTo("False DelegatedAdministratorsRegistered");
    terminal.run(DocumentedCommand.TAKE_WORD_BACK, "NAME", AGENT);
    live.organization().endDelegation(AGENT, SECURITY);
    live.awaitReady(AGENT, "False CleanupNotVerifiable");
    assertThat(live.organization().isEnabled(AGENT)).isTrue();

    terminal.run(DocumentedCommand.CONFIRM_CLEANED_UP, "NAME", AGENT);
    live.awaitGone(AGENT);
    assertThat(live.organization().isEnabled(AGENT)).isFalse();
  }

  /** The command of one deletion, once more for the next one of the same name. */
  @Test
  void kubectlAloneConfirmsOneDeletionAndNoOther() {
    deletionWaits(BILLING, "False ImpactNotConfirmed");
    var first = kubectlCommand(BILLING);
    terminal.type(first);
    live.awaitGone(BILLING);
    assertThat(live.organization().isEnabled(BILLING)).isFalse();

    live.declare(BILLING);
    live.awaitReady(BILLING, "True Ready");
    deletionWaits(BILLING, "False ImpactNotConfirmed");
    terminal.type(first);
    live.awaitAnotherSnapshot();
    assertThat(live.ready(BILLING)).isEqualTo("False ImpactNotConfirmed");
    assertThat(live.organization().isEnabled(BILLING)).isTrue();

    terminal.type(kubectlCommand(BILLING));
    live.awaitGone(BILLING);
  }

  /** As it stands at the end of the message. */
  private static String kubectlCommand(String name) {
    var message = terminal.run(DocumentedCommand.READ_MESSAGE, "NAME", name);
    return message.substring(message.indexOf("echo '"));
  }

  @Test
  void aPausedDeletionGoesOnWithoutTheAnnotation() {
    live.kubectl("annotate", "tsa", ACCOUNT_ACCESS, "trustedaccess.dev/paused=true");
    deletionWaits(ACCOUNT_ACCESS, "False Paused");

    terminal.run(DocumentedCommand.UNPAUSE, "NAME", ACCOUNT_ACCESS);

    live.awaitReady(ACCOUNT_ACCESS, "False CleanupNotVerifiable");
  }

  @Test
  void whatIsProtectedIsDeletedOnlyAfterTheWayOutThatTheRefusalNames() {
    terminal.run(DocumentedCommand.PROTECT, "NAME", PROTECTIONS);
    var disableMethod = DocumentedCommand.UNPROTECT.with("NAME", PROTECTIONS);
    Live.await("the guard")
        .until(() -> server.kubectl("delete", "tsa", PROTECTIONS, "--dry-run=server").exitCode() == 1);
    assertThat(server.kubectl("delete", "tsa", PROTECTIONS, "--wait=false").stderr()).contains(disableMethod);
    assertThat(live.get(PROTECTIONS).isMarkedForDeletion()).isFalse();

    terminal.type(disableMethod);

    deletionWaits(PROTECTIONS, "False CleanupNotVerifiable");
  }

  /** The other cluster got the chart without Helm. */
  @Test
  void aDeclarationMovesToAnotherClusterAndNothingChangesAtAws() {
    var since = enabledSince(DIRECTORIES);
    try (var other = Chart.bareServer()) {
      Terminal.of(other, live).run(DocumentedCommand.INSTALL_WITHOUT_HELM);
      other.kubectl("wait", "--for=condition=Established", "crd", "--all").orFail();
      other.kubectl("apply", "-f", Live.EXAMPLES + "00-connection.yaml").orFail();
      try (var _ = live.startIn(other)) {
        terminal.type("export KUBECONFIG=\"$KUBECONFIG:%s\"\ncd \"$HOME\"\n%s".formatted(
            other.endpoint().kubeconfig(RealApiServer.ADMIN),
            DocumentedCommand.MOVE.with("OLD", server.endpoint().context(RealApiServer.ADMIN),
                "NEW", other.endpoint().context(RealApiServer.ADMIN), "NAME", DIRECTORIES)));

        other.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "tsa/" + DIRECTORIES).orFail();
        assertThat(live.ready(DIRECTORIES)).isEqualTo("gone");
        assertThat(other.kubectl("get", "tsa", DIRECTORIES, "-o", "jsonpath={.status.enabledBy}").orFail())
            .isEqualTo("Other");
        other.kubectl("delete", "tsa", DIRECTORIES, "--timeout=60s").orFail();
        assertThat(enabledSince(DIRECTORIES)).as("Restore leaves it on there too").isEqualTo(since);
      }
    }
  }

  @Test
  void whoMayDeclareIsAnsweredByRbac() {
    assertThat(terminal.run(DocumentedCommand.MAY_I)).isEqualTo("yes\n");
    var operator = server.endpoint().shell(SharedCluster.OPERATOR).run(DocumentedCommand.MAY_I.text());
    assertThat(operator.stdout()).isEqualTo("no\n");
  }

  private static void deletionWaits(String name, String ready) {
    live.kubectl("delete", "tsa", name, "--wait=false");
    live.awaitReady(name, ready);
  }

  private static Instant enabledSince(String principal) {
    return live.organization().enabledSince(principal).orElseThrow();
  }

  private static List<String> changesOf(String name) {
    return live.witness().moments().stream().filter(moment -> moment.isFor(name)).map(Witness.Moment::words).toList();
  }
}
