package dev.trustedaccess.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.mapping.KubectlConfirmation;
import dev.trustedaccess.states.Columns;
import dev.trustedaccess.states.Masked;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;
import dev.trustedaccess.states.Verdict;
import dev.trustedaccess.testbed.GitOpsTools;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The recorded objects, back on a real API server, as Argo CD, kstatus and kubectl see them. */
@ExtendWith(SharedCluster.class)
class GitOpsStatesIT {
  static final Path SCRIPTS = Path.of("examples/argocd");
  static final Path ACTIONS = SCRIPTS.resolve("actions");
  private static final Set<State> WAITING_FOR_A_WORD = Set.of(
      State.CLEANUP_PENDING, State.CLEANUP_NOT_VERIFIABLE, State.IMPACT_NOT_CONFIRMED);
  private static final JsonMapper JSON = new JsonMapper();

  @SuppressWarnings("NullAway.Init")
  private Live live;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server);
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void allSeeThemAlike() {
    List<String> differ = new ArrayList<>();
    try (var _ = new LooseSchema(live)) {
      for (var recorded : Recorded.all()) {
        var restored = new RestoredObject(live, recorded);
        var json = restored.json();
        var seen = new Verdict(
            said(GitOpsTools.kstatus(json)), said(GitOpsTools.argoHealth(SCRIPTS.resolve("health.lua"), json)),
            restored.waitEnds());
        if (!seen.equals(Verdict.of(recorded))) {
          differ.add(recorded.state().label() + ": " + seen + " instead of " + Verdict.of(recorded));
        }
        assertThat(restored.line()).as(recorded.state().label()).isEqualTo(line(recorded));
        restored.remove();
      }
    }
    assertThat(differ).isEmpty();
    System.out.printf("kstatus, Argo CD and kubectl wait agree on %d of %d recorded states%n",
        Recorded.all().size() - differ.size(), Recorded.all().size());
  }

  /** As kubectl prints it, but for the columns of time. */
  private static String line(Recorded recorded) {
    return Columns.of(recorded).row(recorded).stream().filter(cell -> !cell.isEmpty()).collect(Collectors.joining(" "));
  }

  @Test
  void argoTellsWhatADeletionWaitsFor() throws JsonProcessingException {
    for (var recorded : Recorded.declarations().stream().filter(Recorded::deleting).toList()) {
      var health = JSON.readTree(GitOpsTools.argoHealth(SCRIPTS.resolve("health.lua"), recorded.object().toString()));
      assertThat(health.path("message").asText()).as(recorded.state().label())
          .contains(KubectlConfirmation.without(recorded.message()));
    }
  }

  @Test
  void actionsAreOfferedWhereTheyHelp() throws JsonProcessingException {
    for (var recorded : Recorded.declarations()) {
      Map<String, Boolean> offered = new TreeMap<>();
      JSON.readTree(GitOpsTools.argoActions(ACTIONS.resolve("discovery.lua"), recorded.object().toString()))
          .forEach(action -> offered.put(action.path("name").asText(), !action.path("disabled").asBoolean()));
      assertThat(offered).as(recorded.state().label())
          .isEqualTo(Map.of(
              "reconcile", true,
              "confirm-cleanup", WAITING_FOR_A_WORD.contains(recorded.state()),
              "keep", recorded.deleting()));
    }
  }

  @Test
  void keepAndReconcileChangeOneThing() throws JsonProcessingException {
    for (var recorded : Recorded.declarations()) {
      var kept = act("keep", recorded);
      var keptWanted = recorded.copy();
      ((ObjectNode) keptWanted.path("spec")).put("deletionPolicy", "Retain");
      assertThat(kept).isEqualTo(JSON.createArrayNode().add(operation("patch", keptWanted)));

      var resource = act("reconcile", recorded).path(0).path("resource");
      assertThat(resource.at("/metadata/annotations/trustedaccess.dev~1reconcile-requested-at").asText())
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
      assertThat(resource.path("spec")).isEqualTo(recorded.object().path("spec"));
    }
  }

  @Test
  void aConfirmationSpeaksOfThisDeletionAlone() throws JsonProcessingException {
    for (var state : WAITING_FOR_A_WORD) {
      var recorded = Recorded.of(state);
      assertThat(act("confirm-cleanup", recorded)).isEqualTo(JSON.readTree("""
          [{"operation": "create", "resource": {
            "apiVersion": "trustedaccess.dev/v1alpha1",
            "kind": "ServiceConfirmation",
            "metadata": {"name": "%s"},
            "spec": {"cleanedUp": {"accessUid": "%s", "deletionTimestamp": "%s"}}}}]
          """.formatted(recorded.objectName(), Masked.UID, Masked.DELETED)));
    }
  }

  private static JsonNode act(String action, Recorded recorded) throws JsonProcessingException {
    return JSON.readTree(
        GitOpsTools.argoAct(ACTIONS.resolve(action).resolve("action.lua"), recorded.object().toString()));
  }

  private static ObjectNode operation(String word, JsonNode resource) {
    ObjectNode operation = JSON.createObjectNode();
    operation.put("operation", word).set("resource", resource);
    return operation;
  }

  private static String said(String answer) {
    try {
      return JSON.readTree(answer).path("status").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(answer, e);
    }
  }
}
