package dev.trustedaccess.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures one after the other and prints the table. Arguments choose among the benchmarks; none means all. */
public final class Benchmarks {
  private static final String LINE = "%-66s  %-46s  %s%n";

  @FunctionalInterface
  private interface Benchmark {
    List<Row> run() throws Exception;
  }

  private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of(
      "snapshot", SnapshotCalls::run,
      "restart", Restart::run,
      "plan", PlanCalls::run,
      "apply", ApplyToEnabled::run,
      "large", LargeOrganization::run,
      "landing-zone", LandingZone::run,
      "start", StartUp::run,
      "integrations", EveryIntegration::run,
      "size", Dependencies::run));

  private Benchmarks() {}

  public static void main(String[] chosen) throws Exception {
    List<String> names = chosen.length == 0 ? List.copyOf(ALL.keySet()) : List.of(chosen);
    if (!ALL.keySet().containsAll(names)) {
      System.err.println("There is " + ALL.keySet());
      System.exit(2);
    }
    System.out.printf(LINE, "WHAT", "BUDGET", "TODAY");
    for (String name : names) {
      Benchmark benchmark = ALL.get(name);
      if (benchmark != null) {
        benchmark.run().forEach(row -> System.out.printf(LINE, row.what(), row.budget(), row.today()));
      }
    }
    System.out.println(machine());
    System.exit(0);
  }

  private static String machine() throws IOException {
    var system = ManagementFactory.getOperatingSystemMXBean();
    String model = Files.readString(Path.of("/proc/cpuinfo"))
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .findFirst()
        .orElse(system.getArch());
    return "%d cores of %s, load %.1f, Java %s. Doubles on loopback, their time included.".formatted(
        system.getAvailableProcessors(), model, system.getSystemLoadAverage(), Runtime.version());
  }
}
