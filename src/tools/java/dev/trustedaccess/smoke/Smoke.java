package dev.trustedaccess.smoke;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.aws.service.Registered;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.port.ServiceActions;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.WebIdentity;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;

/**
 * Runs {@link EveryCall} in a JVM of its own against the simulator.
 *
 * @param java the {@code java} to run it with
 * @param options the JVM's options
 * @param jar the operator's jar, with its libraries where its manifest says
 */
public record Smoke(Path java, List<String> options, Path jar) {
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");
  private static final String POD_ROLE = "trusted-access-pod";
  private static final List<Class<?>> PROGRAM = List.of(EveryCall.class, Footprint.class);

  public Smoke {
    options = List.copyOf(options);
  }

  /**
   * What came of it. All memory is in MiB.
   *
   * @param failures what failed, in words; every action of an integration that was not carried out is one
   * @param actions how many actions of integrations there are
   * @param metaspaceMore how much more metaspace the JVM uses than before it asked the integrations
   * @param residentBefore resident memory before it asked them
   * @param residentAfter resident memory afterwards
   */
  public record Result(
      List<String> failures, int actions, double metaspaceMore, double residentBefore, double residentAfter) {}

  /** Asks everything once. */
  public Result run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("trusted-access-smoke-");
    List<String> principals = CatalogFile.load()
        .services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .map(PrincipalFacts::principal)
        .toList();
    try (Simulator aws = Simulator.start();
        WebIdentity pod = new WebIdentity(aws, organization(aws, principals).management(), POD_ROLE)) {
      Process process = start(folder, pod.environment(folder));
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return new Result(List.of("it did not end within two minutes"), 0, 0, 0, 0);
      }
      List<String> failures = new ArrayList<>();
      if (process.exitValue() != 0) {
        failures.addAll(Files.readAllLines(folder.resolve("stderr")));
        failures.add("exit code " + process.exitValue());
      }
      Set<String> actions = actions(principals);
      Set<String> done = aws.calls().all().stream().filter(Call::done).map(Call::action).collect(Collectors.toSet());
      actions.stream()
          .filter(action -> !done.contains(action))
          .map(action -> "not carried out: " + action)
          .forEach(
              failures::add);
      return result(failures, actions.size(), Files.readAllLines(folder.resolve("stdout")));
    }
  }

  private static Result result(List<String> failures, int actions, List<String> printed) {
    List<Footprint> footprints = printed.stream().filter(Footprint::isLine).map(Footprint::of).toList();
    if (footprints.size() != 2) {
      return new Result(Stream.concat(failures.stream(), printed.stream()).toList(), actions, 0, 0, 0);
    }
    Footprint before = footprints.getFirst();
    Footprint after = footprints.getLast();
    return new Result(
        failures, actions, (after.metaspace() - before.metaspace()) / 1024.0, before.resident() / 1024.0,
        after.resident() / 1024.0);
  }

  private static Organization organization(Simulator aws, List<String> principals) {
    Organization organization = aws.organization(EveryCall.ORGANIZATION, EveryCall.MANAGEMENT);
    organization.management()
        .role(POD_ROLE)
        .role(EveryCall.ORGANIZATIONS_ROLE)
        .role(EveryCall.SERVICE_ROLE);
    Account administrator = organization.account(EveryCall.ADMINISTRATOR, "administrator")
        .role(EveryCall.MEMBER_READ_ROLE)
        .role(EveryCall.MEMBER_SERVICE_ROLE);
    for (String principal : principals) {
      ServiceActions actions = Integrations.actions(principal);
      if (!actions.equals(ServiceActions.NONE)) {
        organization.enabled(principal, LONG_AGO);
      }
      if (actions.delegates()) {
        organization.delegate(principal, EveryCall.ADMINISTRATOR);
      }
    }
    // Shares are listed directory by directory, members detector by detector.
    for (ServiceIntegration integration : Registered.integrations()) {
      for (Parts.Asked<?, ?> asked : Parts.asked(integration)) {
        String region = asked.listing().place().regions().named().orElse(EveryCall.REGION);
        for (String parents : Parts.parents(asked)) {
          organization.management().things(region).put(parents, "d-1111111111");
          administrator.things(region).put(parents, "d-1111111111");
        }
      }
    }
    return organization;
  }

  /** The calls of every integration, by their IAM actions. */
  private static Set<String> actions(List<String> principals) {
    Set<String> all = new TreeSet<>();
    for (String principal : principals) {
      ServiceActions actions = Integrations.actions(principal);
      all.addAll(actions.inManagement());
      all.addAll(actions.inAdministrator());
      all.addAll(actions.inEveryAccount());
      all.addAll(actions.administrator().appoint());
      // What follows the first is done by the service in the caller's name.
      actions.administrator().dismiss().stream().limit(1).forEach(all::add);
      actions.enable().actions().stream().limit(1).forEach(all::add);
      actions.disable().actions().stream().limit(1).forEach(all::add);
    }
    return all;
  }

  private Process start(Path folder, Map<String, String> environment) throws IOException {
    List<String> line = new ArrayList<>(List.of(java.toString()));
    line.addAll(options);
    line.addAll(List.of("-cp", jar + ":" + program(folder.resolve("program")), EveryCall.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(line)
        .redirectOutput(folder.resolve("stdout").toFile())
        .redirectError(folder.resolve("stderr").toFile());
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.environment().putAll(environment);
    builder.environment().put("HOME", folder.toString());
    return builder.start();
  }

  /** The program's classes alone: the folder that they are in has logging and class path of the tests. */
  private static Path program(Path folder) throws IOException {
    for (Class<?> type : PROGRAM) {
      String name = type.getName().replace('.', '/') + ".class";
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      try (InputStream in = Objects.requireNonNull(type.getResourceAsStream("/" + name))) {
        Files.copy(in, file);
      }
    }
    return folder;
  }
}
