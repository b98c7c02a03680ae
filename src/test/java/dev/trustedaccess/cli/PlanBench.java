package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/** A directory that is planned for the examples' organization. */
abstract class PlanBench {
  static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");

  final Simulator aws = Simulator.start();
  final Organization organization = Bench.exampleOrganization(aws);
  String out = "";
  String err = "";

  @AfterEach
  void stop() {
    aws.close();
  }

  int plan(String... arguments) {
    PlanRun run = PlanRun.of(aws, organization.management(), arguments);
    out = run.out();
    err = run.err();
    return run.exit();
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** The directory, with the examples' connection and one declaration. */
  static String declared(Path directory, String principal, String spec) throws IOException {
    Files.copy(Path.of("examples/00-connection.yaml"), directory.resolve("00-connection.yaml"));
    declare(directory, principal, principal, spec);
    return directory.toString();
  }

  static void declare(Path directory, String name, String principal, String spec) throws IOException {
    Files.writeString(directory.resolve(name + ".yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %s}
        spec: {servicePrincipal: %s%s}
        """.formatted(name, principal, spec));
  }

  /** What is asked and not merely read would be a change, and the calls of STS give sessions. */
  void changedNothing() {
    assertThat(aws.calls().changes()).filteredOn(call -> !call.action().startsWith("sts:")).isEmpty();
  }
}
