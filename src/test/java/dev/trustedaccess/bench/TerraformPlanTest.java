package dev.trustedaccess.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.trustedaccess.simulator.ExampleOrganization;
import dev.trustedaccess.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where Terraform or its provider is missing, the row says so, and nothing runs. */
class TerraformPlanTest {
  private static final String PRINCIPAL = "ds.amazonaws.com";

  @TempDir
  private Path empty;

  private void isNotCompared(Map<String, String> environment) throws Exception {
    try (var aws = Simulator.start()) {
      assertThat(TerraformPlan.found(environment).run(aws, ExampleOrganization.in(aws), List.of(PRINCIPAL)))
          .startsWith("not compared:")
          .contains("`terraform` in PATH", "TERRAFORM_PLUGIN_DIR");
      assertThat(aws.calls().all()).isEmpty();
    }
  }

  @Test
  void withoutTerraformTheRowSaysWhatToSet() throws Exception {
    isNotCompared(Map.of("PATH", empty.toString(), "TERRAFORM_PLUGIN_DIR", empty.toString()));
  }

  @Test
  void withoutTheFolderOfTheProviderTheRowSaysWhatToSet() throws Exception {
    Path terraform = empty.resolve("terraform");
    assertThat(terraform.toFile().createNewFile() && terraform.toFile().setExecutable(true)).isTrue();

    isNotCompared(Map.of("PATH", empty.toString()));
    isNotCompared(Map.of("PATH", empty.toString(), "TERRAFORM_PLUGIN_DIR", empty.resolve("none").toString()));
  }
}
