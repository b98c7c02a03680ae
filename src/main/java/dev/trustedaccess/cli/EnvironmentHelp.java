package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The environment variables that a command reads, in its help. {@code docs/install.md} has the same table. */
final class EnvironmentHelp {
  /** Read by {@code run} alone. */
  static final Map<String, String> PROCESS = rows(
      "TRUSTED_ACCESS_HTTP_PORT",
      "port of the health endpoints (/healthz/started, /healthz/ready, /healthz/live) and of"
          + " /metrics; 8080",
      "TRUSTED_ACCESS_PAGE_PORT", "port of the page on the loopback interface; 8081; 0: no page",
      "TRUSTED_ACCESS_SETTLE_TIME", "how long AWS's lists may lag behind a change; PT2M",
      "TRUSTED_ACCESS_LEADER_ELECTION", "true if several processes run: the one that holds the Lease"
          + " trusted-access-operator works, the others stand by",
      "TRUSTED_ACCESS_NAMESPACE", "the namespace of that Lease");
  /** Read wherever there is a cluster. */
  static final Map<String, String> CLUSTER = rows("KUBECONFIG", "the kubeconfig, outside a pod; ~/.kube/config");
  /** Read by the AWS SDK; a few of its many. */
  static final Map<String, String> AWS = rows(
      "AWS_PROFILE", "the profile in ~/.aws whose credentials are used",
      "AWS_REGION", "the Region, where neither the connection nor an option names one",
      "AWS_ENDPOINT_URL", "another address for all services, such as that of a simulator",
      "AWS_*", "the AWS SDK's other settings, such as keys");

  private static final String SECTION = "environment";

  private EnvironmentHelp() {}

  /** Adds to each command's help what it reads. */
  static void addTo(CommandLine program) {
    add(program, "run", List.of(PROCESS, CLUSTER, AWS));
    add(program, "preflight", List.of(CLUSTER, AWS));
    add(program, "plan", List.of(AWS));
    add(program, "export", List.of(AWS));
    add(program, "confirm", List.of(CLUSTER));
  }

  private static void add(CommandLine program, String name, List<Map<String, String>> groups) {
    Map<String, String> rows = new LinkedHashMap<>();
    groups.forEach(rows::putAll);
    CommandLine command = Objects.requireNonNull(program.getSubcommands().get(name), name);
    List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
    sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING), SECTION);
    command.setHelpSectionKeys(sections);
    command.getHelpSectionMap()
        .put(SECTION, help -> help.createHeading("%nEnvironment variables:%n") + help.createTextTable(rows));
  }

  private static Map<String, String> rows(String... namesAndMeanings) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (int i = 0; i < namesAndMeanings.length; i += 2) {
      rows.put(namesAndMeanings[i], namesAndMeanings[i + 1]);
    }
    return rows;
  }
}
