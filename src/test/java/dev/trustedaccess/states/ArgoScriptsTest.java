package dev.trustedaccess.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The ConfigMap for Argo CD carries the very scripts that the tests run, and the applications ask before they delete. */
class ArgoScriptsTest {
  private static final Path FOLDER = Path.of("examples/argocd");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String PREFIX = "resource.customizations.";
  private static final String GROUP = "trustedaccess.dev_";

  private static String script(String path) throws IOException {
    return Files.readString(FOLDER.resolve(path));
  }

  @Test
  void theConfigMapCarriesTheScripts() throws IOException {
    JsonNode data = YAML.readTree(script("resource-customizations.yaml")).path("data");
    assertThat(data.properties()).extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            PREFIX + "health." + GROUP + "TrustedServiceAccess", PREFIX + "health." + GROUP + "OrganizationConnection",
            PREFIX + "actions." + GROUP + "TrustedServiceAccess", PREFIX + "health.argoproj.io_Application");
    assertThat(data.path(PREFIX + "health.argoproj.io_Application").asText())
        .isEqualTo(script("application-health.lua"));
    assertThat(data.path(PREFIX + "health." + GROUP + "TrustedServiceAccess").asText()).isEqualTo(script("health.lua"));
    assertThat(data.path(PREFIX + "health." + GROUP + "OrganizationConnection").asText())
        .isEqualTo(script("health.lua"));

    JsonNode actions = YAML.readTree(data.path(PREFIX + "actions." + GROUP + "TrustedServiceAccess").asText());
    assertThat(actions.path("discovery.lua").asText()).isEqualTo(script("actions/discovery.lua"));
    Map<String, String> defined = new LinkedHashMap<>();
    actions.path("definitions")
        .forEach(each -> defined.put(each.path("name").asText(), each.path("action.lua").asText()));
    assertThat(defined).isEqualTo(Map.of(
        "reconcile", script("actions/reconcile/action.lua"),
        "confirm-cleanup", script("actions/confirm-cleanup/action.lua"),
        "keep", script("actions/keep/action.lua")));
  }

  @Test
  void theOperatorComesFirstAndDeclarationsAskBeforeTheyGo() throws IOException {
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    YAML.readerFor(JsonNode.class)
        .<JsonNode>readValues(script("applications.yaml"))
        .forEachRemaining(each -> documents.put(each.at("/metadata/name").asText(), each));
    assertThat(documents.entrySet())
        .extracting(each -> each.getKey() + " " + each.getValue()
            .at("/metadata/annotations/argocd.argoproj.io~1sync-wave")
            .asText())
        .containsExactly("trusted-access -1", "trusted-access-operator 0", "trusted-access-declarations 1");
    JsonNode declarations = documents.getOrDefault("trusted-access-declarations", YAML.nullNode());
    List<String> options = declarations.at("/spec/syncPolicy/syncOptions").valueStream().map(JsonNode::asText).toList();
    assertThat(options).containsExactlyInAnyOrder("ServerSideApply=true", "Prune=confirm", "Delete=confirm");
    assertThat(declarations.path("spec").has("ignoreDifferences")).isFalse();
  }
}
