package dev.trustedaccess.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.trustedaccess.cli.PlanRun;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.simulator.ExampleOrganization;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.front.CallLog;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.testbed.ScratchFolder;

/** What {@code plan} of 40 services asks AWS, none of them enabled, and beside it {@code terraform plan} of the same ones. */
final class PlanCalls {
  private static final int SERVICES = 40;
  private static final String ORGANIZATIONS = "organizations:";

  private PlanCalls() {}

  static List<Row> run() throws Exception {
    List<String> principals = enabledByOrganizations();
    try (var aws = Simulator.start()) {
      Organization organization = ExampleOrganization.in(aws);
      return List.of(
          new Row("calls of `plan`, %d services to enable".formatted(SERVICES), "at most 3 of Organizations",
              plan(aws, organization, principals)),
          new Row("... of `terraform plan`, the same list, importing the organization", "-",
              TerraformPlan.found(System.getenv()).run(aws, organization, principals)));
    }
  }

  /** Terraform's list takes no others. */
  private static List<String> enabledByOrganizations() {
    List<String> all = Scene.CATALOG.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .filter(facts -> facts.enableMethod().by() == AccessMethod.By.ORGANIZATIONS)
        .map(PrincipalFacts::principal)
        .limit(SERVICES)
        .toList();
    if (all.size() < SERVICES) {
      throw new IllegalStateException("Organizations enables only " + all.size() + " principals of the catalog");
    }
    return all;
  }

  private static String plan(Simulator aws, Organization organization, List<String> principals) throws Exception {
    try (var folder = new ScratchFolder("plan")) {
      Files.copy(Path.of("examples", "00-connection.yaml"), folder.resolve("00-connection.yaml"));
      for (String principal : principals) {
        folder.write(principal + ".yaml", """
            apiVersion: trustedaccess.dev/v1alpha1
            kind: TrustedServiceAccess
            metadata: {name: %1$s}
            spec: {servicePrincipal: %1$s, initialization: {mode: None}}
            """.formatted(principal));
      }
      long before = aws.calls().last();
      PlanRun run = PlanRun.of(aws, organization.management(), "-f", folder.toString());
      if (run.exit() != 2 || run.out().lines().filter(line -> line.startsWith("enable ")).count() != SERVICES) {
        throw new IllegalStateException("plan does not enable them all: " + run);
      }
      return counted(aws.calls().since(before));
    }
  }

  /** Those of Organizations by operation, and how many others by action. */
  static String counted(List<Call> calls) {
    Map<String, Long> organizations = new TreeMap<>();
    Map<String, Long> others = new TreeMap<>();
    CallLog.counts(calls)
        .forEach((action, many) -> {
          if (action.startsWith(ORGANIZATIONS)) {
            organizations.put(action.substring(ORGANIZATIONS.length()), many);
          } else {
            others.put(action, many);
          }
        });
    return "%d of Organizations %s, %d others %s".formatted(sum(organizations), organizations, sum(others), others);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
