package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.component.MockApiServer;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ConfirmCommandTest {
  private static final String NAME = "fms.amazonaws.com";
  private static final String ENABLED = "2026-01-31T08:00:00Z";
  /** As once the operator has read what remains for the deletion. */
  private static final String READ = "enabledTime: \"" + ENABLED + "\", cleanup: {remainingCount: 0}";

  private final AtomicInteger conflicts = new AtomicInteger();
  private final List<String> patches = new CopyOnWriteArrayList<>();
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private volatile boolean kindMissing;
  private final KubernetesMockServer server = MockApiServer.start((request, _) -> conflict(request));
  private final KubernetesClient client = MockApiServer.clients(server).standard();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** As where others were faster. */
  private Optional<MockResponse> conflict(RecordedRequest request) {
    if (kindMissing && request.getPath().contains("/trustedserviceaccesses")) {
      return Optional.of(MockApiServer.refusal(404, "NotFound", "the server could not find the requested resource"));
    }
    if (!request.getMethod().equals("GET") && request.getPath().contains("/serviceconfirmations")) {
      writes.add(request.getMethod() + " " + request.getPath());
    }
    if (!request.getMethod().equals("PATCH")) {
      return Optional.empty();
    }
    patches.add(new String(request.getBody().getBytes(), UTF_8));
    return conflicts.getAndDecrement() > 0
        ? Optional.of(MockApiServer.refusal(409, "Conflict", "the object has been modified"))
        : Optional.empty();
  }

  @AfterEach
  void stop() {
    client.close();
    server.destroy();
  }

  private int confirm(String... arguments) {
    return new CommandLine(new ConfirmCommand(_ -> MockApiServer.clients(server)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  /** A declaration with a status of its own. */
  private TrustedServiceAccess declare(String status) {
    TrustedServiceAccess created = create(status);
    String own = "---\n{uid: " + created.getMetadata().getUid() + ", " + status + "}";
    created.setStatus(client.getKubernetesSerialization().unmarshal(own, TrustedServiceAccessStatus.class));
    return client.resource(created).update();
  }

  private TrustedServiceAccess create(String status) {
    return client.resource(client.getKubernetesSerialization().unmarshal("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: fms.amazonaws.com, finalizers: [trustedaccess.dev/access]}
        spec: {servicePrincipal: fms.amazonaws.com}
        status: {%s}
        """.formatted(status), TrustedServiceAccess.class)).create();
  }

  private ServiceConfirmationSpec said() {
    ServiceConfirmation confirmation = client.resources(ServiceConfirmation.class).withName(NAME).get();
    assertThat(confirmation).isNotNull();
    return confirmation.getSpec() == null ? new ServiceConfirmationSpec(null, null) : confirmation.getSpec();
  }

  @Test
  void initializedSpeaksAboutThisLifeOfAccess() {
    String uid = declare("enabledTime: \"" + ENABLED + "\"").getMetadata().getUid();
    assertThat(confirm("initialized", NAME)).isZero();
    assertThat(said()).isEqualTo(
        new ServiceConfirmationSpec(new ServiceConfirmationSpec.Initialized(uid, ENABLED), null));
    assertThat(out.toString()).isEqualTo("Confirmed: " + NAME + " is initialized." + System.lineSeparator());
  }

  /** The list that was read last may lag behind, and show the date of before a time off. */
  @Test
  void initializedSpeaksAboutTheLifeAfterATimeOff() {
    String reenabled = "2026-02-01T08:00:00Z";
    String uid = declare("enabledTime: \"" + ENABLED + "\", reenabledTime: \"" + reenabled + "\"").getMetadata()
        .getUid();
    assertThat(confirm("initialized", NAME)).isZero();
    assertThat(said()).isEqualTo(
        new ServiceConfirmationSpec(new ServiceConfirmationSpec.Initialized(uid, reenabled), null));
  }

  private void declareMode(String mode) {
    client.resources(TrustedServiceAccess.class)
        .withName(NAME)
        .edit(object -> {
          TrustedServiceAccess declared = client.getKubernetesSerialization()
              .unmarshal(
                  "spec: {servicePrincipal: fms.amazonaws.com, initialization: {mode: " + mode + "}}",
                  TrustedServiceAccess.class);
          object.setSpec(declared.getSpec());
          return object;
        });
  }

  private void refuses(String type, String... parts) {
    assertThat(confirm(type, NAME)).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Nothing was confirmed.").contains(parts);
    assertThat(writes).isEmpty();
  }

  @Test
  void initializedThatTheOperatorReadsItselfIsNotConfirmed() {
    declare("enabledTime: \"" + ENABLED + "\", integration: firewall-manager");
    refuses("initialized", "operator reads itself", "set spec.initialization.mode to Confirmed");
  }

  @Test
  void initializedThatNobodyAwaitsIsNotConfirmed() {
    declare("enabledTime: \"" + ENABLED + "\"");
    declareMode("None");
    refuses("initialized", "spec.initialization.mode is None");
  }

  /** Nobody knows yet what they would give up. */
  @Test
  void cleanedUpIsNotConfirmedBeforeTheOperatorHasReadWhatRemains() {
    declare("enabledTime: \"" + ENABLED + "\", conditions: [{type: Ready, status: 'False', reason: DeletionHeld,"
        + " message: 'No change is made for this deletion yet.'}]");
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();
    refuses("cleaned-up", "has not yet read what remains of " + NAME, "It reports DeletionHeld.",
        "kubectl describe tsa " + NAME);
  }

  @Test
  void cleanedUpThatAMessageAsksForCounts() {
    declare("enabledTime: \"" + ENABLED + "\", conditions: [{type: Ready, status: 'False', reason: ImpactNotConfirmed,"
        + " message: 'To accept this, run: trusted-access-operator confirm cleaned-up " + NAME + "'}]");
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();
    assertThat(confirm("cleaned-up", NAME)).isZero();
    assertThat(out.toString().lines()).containsExactly("Confirmed: " + NAME + " is cleaned up.");
  }

  @Test
  void cleanedUpThatDoesNotEndTheWaitSaysWhy() {
    declare(READ + ", conditions: [{type: Ready, status: 'False', reason: DelegatedAdministratorsRegistered,"
        + " message: 'Disabling is blocked by: an administrator.'}]");
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();
    assertThat(confirm("cleaned-up", NAME)).isZero();
    assertThat(out.toString()).contains("is cleaned up.", "this alone may not let it continue",
        "It reports DelegatedAdministratorsRegistered.", "kubectl describe tsa " + NAME);
  }

  /** As after a time off, when a person restores what the operator cannot read. */
  @Test
  void initializedThatAMessageAsksForCountsInEveryMode() {
    declare(
        "enabledTime: \"" + ENABLED + "\", integration: firewall-manager, conditions: [{type: Ready, status: 'False',"
            + " message: 'Restore it, then run: trusted-access-operator confirm initialized " + NAME + "'}]");

    assertThat(confirm("initialized", NAME)).isZero();

    assertThat(out.toString().lines()).containsExactly("Confirmed: " + NAME + " is initialized.");
  }

  @Test
  void initializedThatADeclarationLeavesToAPersonCounts() {
    declare("enabledTime: \"" + ENABLED + "\", integration: firewall-manager");
    declareMode("Confirmed");

    assertThat(confirm("initialized", NAME)).isZero();

    assertThat(out.toString().lines()).containsExactly("Confirmed: " + NAME + " is initialized.");
  }

  @Test
  void initializedIsNotConfirmedDuringADeletion() {
    declare("enabledTime: \"" + ENABLED + "\"");
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();

    assertThat(confirm("initialized", NAME)).isEqualTo(1);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().strip()).isEqualTo(NAME + " is being deleted; to confirm its cleanup:"
        + " trusted-access-operator confirm cleaned-up " + NAME);
    assertThat(client.resources(ServiceConfirmation.class).withName(NAME).get()).isNull();
  }

  @Test
  void cleanedUpNamesThisDeletionAndKeepsTheOtherConfirmation() {
    String uid = declare(READ).getMetadata().getUid();
    assertThat(confirm("initialized", NAME)).isZero();
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();
    String deleted = client.resources(TrustedServiceAccess.class)
        .withName(NAME)
        .get()
        .getMetadata()
        .getDeletionTimestamp();
    assertThat(confirm("cleaned-up", NAME)).isZero();
    assertThat(said()).isEqualTo(new ServiceConfirmationSpec(
        new ServiceConfirmationSpec.Initialized(uid, ENABLED), new ServiceConfirmationSpec.CleanedUp(uid, deleted)));
    assertThat(confirm("cleaned-up", NAME)).as("said twice").isZero();
  }

  /** The API server's record of writers is what status.departures names as who confirmed. */
  @Test
  void aConfirmationNamesItsWriter() {
    declare(READ);
    assertThat(confirm("initialized", NAME)).isZero();
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();
    assertThat(confirm("cleaned-up", NAME)).isZero();

    assertThat(writes).hasSize(2)
        .allMatch(write -> write.contains("fieldManager=trusted-access-operator-confirm"))
        .satisfiesExactly(
            write -> assertThat(write).startsWith("POST "), write -> assertThat(write).startsWith("PATCH "));
  }

  @Test
  void aClusterWithoutTheKindsIsSaid() {
    kindMissing = true;
    assertThat(confirm("initialized", NAME)).isEqualTo(1);
    assertThat(err.toString())
        .contains("does not have the CRD trustedserviceaccesses.trustedaccess.dev",
            "kubectl apply --server-side -f crds/")
        .doesNotContain("does not exist");
  }

  private ServiceConfirmation confirmationOf(String uid, String more) {
    return client.resource(client.getKubernetesSerialization().unmarshal("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: ServiceConfirmation
        metadata: {name: fms.amazonaws.com%s}
        spec: {initialized: {accessUid: %s, enabledTime: "%s"}}
        """.formatted(more, uid, ENABLED), ServiceConfirmation.class)).create();
  }

  private ObjectMeta metadata() {
    return client.resources(ServiceConfirmation.class).withName(NAME).get().getMetadata();
  }

  /** Such as {@code kubectl delete --cascade=foreground} leaves behind. */
  @Test
  void anOldConfirmationThatIsBeingDeletedAndHeldByOthersIsLeftAloneAndSaid() {
    String uid = declare(READ).getMetadata().getUid();
    confirmationOf(uid, ", finalizers: [foregroundDeletion, example.com/held]");
    client.resources(ServiceConfirmation.class).withName(NAME).delete();
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();

    assertThat(confirm("cleaned-up", NAME)).isEqualTo(1);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("is being deleted", "foregroundDeletion, example.com/held",
            "kubectl wait --for=delete svcconf/" + NAME);
    assertThat(metadata().getFinalizers()).containsExactly("foregroundDeletion", "example.com/held");
    assertThat(said().cleanedUp()).as("a confirmation that would be lost").isNull();
  }

  @Test
  void whatOthersNotedOnAConfirmationStaysThere() {
    String uid = declare(READ).getMetadata().getUid();
    confirmationOf(uid, ", labels: {team: network}, annotations: {note: asked by Ann}, finalizers: [example.com/held]");
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();

    assertThat(confirm("cleaned-up", NAME)).isZero();

    assertThat(metadata().getFinalizers()).containsExactly("example.com/held");
    assertThat(metadata().getLabels()).containsEntry("team", "network");
    assertThat(metadata().getAnnotations()).containsEntry("note", "asked by Ann");
    assertThat(said().cleanedUp()).isNotNull();
    assertThat(said().initialized()).isEqualTo(new ServiceConfirmationSpec.Initialized(uid, ENABLED));
  }

  @Test
  void aConfirmationThatOthersChangeMeanwhileIsReadAgainAndWrittenAtTheVersionThatWasRead() {
    String uid = declare(READ).getMetadata().getUid();
    String version = confirmationOf(uid, "").getMetadata().getResourceVersion();
    conflicts.set(1);

    assertThat(confirm("initialized", NAME)).isZero();

    assertThat(patches).hasSize(2)
        .allSatisfy(patch -> assertThat(patch).contains("\"resourceVersion\":\"" + version + "\""));
  }

  @Test
  void aConfirmationThatOthersChangeAllTheTimeIsSaidAndNotWritten() {
    String uid = declare(READ).getMetadata().getUid();
    confirmationOf(uid, "");
    client.resources(TrustedServiceAccess.class).withName(NAME).delete();
    conflicts.set(100);

    assertThat(confirm("cleaned-up", NAME)).isEqualTo(1);

    assertThat(err.toString()).contains("nothing was confirmed", "kubectl get svcconf " + NAME);
    assertThat(said().cleanedUp()).isNull();
  }

  @Test
  void whatWasNotSeenEnabledIsNotConfirmed() {
    declare("");
    assertThat(confirm("initialized", NAME)).isEqualTo(1);
    assertThat(err.toString()).contains("nothing to confirm", "kubectl get tsa " + NAME);
    assertThat(client.resources(ServiceConfirmation.class).withName(NAME).get()).isNull();
  }

  @Test
  void whatABackupSaysWasEnabledIsNotConfirmed() {
    create("uid: another-one, enabledTime: \"" + ENABLED + "\"");
    assertThat(confirm("initialized", NAME)).isEqualTo(1);
    assertThat(err.toString()).contains("nothing to confirm");
  }

  @Test
  void whatIsNotBeingDeletedIsNotConfirmedAsCleanedUp() {
    declare("enabledTime: \"" + ENABLED + "\"");
    assertThat(confirm("cleaned-up", NAME)).isEqualTo(1);
    assertThat(err.toString()).contains("kubectl delete tsa " + NAME + " --wait=false");
  }

  @Test
  void anUnknownDeclarationIsRefused() {
    assertThat(confirm("initialized", "nobody.amazonaws.com")).isEqualTo(1);
    assertThat(err.toString()).contains("TrustedServiceAccess nobody.amazonaws.com does not exist");
    assertThat(confirm("initialized")).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void anApiServerThatCannotBeReachedIsSaid() {
    CommandLine command = new CommandLine(
        new ConfirmCommand(_ -> KubernetesClients.of(new ConfigBuilder(Config.empty())
            .withMasterUrl("http://localhost:1/")
            .withRequestRetryBackoffLimit(0)
            .build())))
        .setErr(new PrintWriter(err));
    assertThat(command.execute("initialized", NAME)).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("The cluster at http://localhost:1/ could not be read: it refuses connections."
            + " Choose another cluster with --context or KUBECONFIG.");
  }

  @Test
  void theProgramSaysItsVersionAndItsVerbs() {
    CommandLine program = TrustedAccessCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err));
    assertThat(program.execute("version")).isZero();
    assertThat(out.toString()).contains("(Java " + Runtime.version().feature() + ")");
    assertThat(program.execute("help")).isZero();
    assertThat(out.toString()).contains("run", "confirm", "version");
    assertThat(program.execute("destroy")).isEqualTo(CommandLine.ExitCode.USAGE);
  }
}
