package dev.trustedaccess.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.ScratchFolder;

/**
 * {@code terraform plan} of an organization that is imported, against the simulator. It downloads nothing: the provider
 * comes from a folder of this machine.
 *
 * @param program the path of {@code terraform}, empty if PATH has none
 * @param plugins what {@code terraform init -plugin-dir} gets, empty if nobody named a folder
 */
record TerraformPlan(Optional<Path> program, Optional<Path> plugins) {
  static final String PLUGINS = "TERRAFORM_PLUGIN_DIR";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int CHANGES = 2;
  private static final JsonMapper JSON = new JsonMapper();

  /** What this environment has of both. */
  static TerraformPlan found(Map<String, String> environment) {
    Optional<Path> program = Optional.ofNullable(environment.get("PATH"))
        .stream()
        .flatMap(path -> List.of(path.split(File.pathSeparator)).stream())
        .map(folder -> Path.of(folder, "terraform"))
        .filter(Files::isExecutable)
        .findFirst();
    return new TerraformPlan(program,
        Optional.ofNullable(environment.get(PLUGINS)).map(Path::of).filter(Files::isDirectory));
  }

  /**
   * Plans that these principals are on, and counts the calls.
   *
   * @return the calls with the versions of both programs, or that it was not compared and why
   */
  String run(Simulator aws, Organization organization, List<String> principals) throws Exception {
    if (program.isEmpty() || plugins.isEmpty()) {
      return "not compared: needs `terraform` in PATH and %s, a folder with hashicorp/aws as `-plugin-dir` takes it"
          .formatted(PLUGINS);
    }
    try (var folder = new ScratchFolder("terraform")) {
      folder.write("main.tf", configuration(aws, organization, principals));
      folder.write("empty.tfrc", "");
      Map<String, String> environment = new HashMap<>(aws.environment(organization.management()));
      environment
          .putAll(Map.of("HOME", folder.toString(), "TF_CLI_CONFIG_FILE", folder.resolve("empty.tfrc").toString(),
              "CHECKPOINT_DISABLE", "1", "TF_IN_AUTOMATION", "1"));
      terraform(folder, environment, "init", "-input=false", "-no-color",
          "-plugin-dir=" + plugins.get().toAbsolutePath())
          .orFail();
      String versions = versions(JSON.readTree(terraform(folder, environment, "version", "-json").orFail()));
      long before = aws.calls().last();
      Command.Result planned = terraform(folder, environment, "plan", "-input=false", "-no-color",
          "-detailed-exitcode");
      List<Call> calls = aws.calls().since(before);
      if (planned.exitCode() != CHANGES) {
        throw new IllegalStateException("terraform plan shows no change after " + calls + ": " + planned);
      }
      return PlanCalls.counted(calls) + "; " + versions;
    }
  }

  private Command.Result terraform(ScratchFolder folder, Map<String, String> environment, String... arguments) {
    List<String> line = new ArrayList<>(List.of(program.orElseThrow().toString(), "-chdir=" + folder));
    line.addAll(List.of(arguments));
    return new Command(line, environment, LIMIT).run();
  }

  private static String versions(JsonNode said) {
    return "Terraform %s, hashicorp/aws %s".formatted(said.path("terraform_version").asText(),
        said.path("provider_selections").elements().next().asText());
  }

  /** The endpoints are also in the file: a provider that does not know the variable must not leave this machine. */
  private static String configuration(Simulator aws, Organization organization, List<String> principals) {
    return """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }
        }
        provider "aws" {
          skip_credentials_validation = true
          skip_requesting_account_id  = true
          skip_metadata_api_check     = true
          endpoints {
            organizations = "%1$s"
            sts           = "%1$s"
          }
        }
        import {
          to = aws_organizations_organization.this
          id = "%2$s"
        }
        resource "aws_organizations_organization" "this" {
          feature_set                   = "ALL"
          aws_service_access_principals = [%3$s]
        }
        """.formatted(aws.endpoint(), organization.id(),
        principals.stream().map(principal -> "\"" + principal + "\"").collect(Collectors.joining(", ")));
  }
}
