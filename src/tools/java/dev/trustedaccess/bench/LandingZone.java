package dev.trustedaccess.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.trustedaccess.component.Bench;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.front.CallLog;
import org.awaitility.Awaitility;

import static dev.trustedaccess.bench.Row.seconds;

/**
 * The 30 services of {@code examples/organization} in an organization of 1,000 accounts and four Regions: applied, in a
 * steady hour, restarted, and deleted. AWS's published limits are enforced. What a person has to do is done as soon as
 * status asks for it.
 */
final class LandingZone implements AutoCloseable {
  private static final Pattern BETWEEN_OBJECTS = Pattern.compile("(?m)^---$");
  private static final int ACCOUNTS = 1_000;
  private static final int SNAPSHOTS_AN_HOUR = 12;
  private static final int DECLARATIONS = 30;
  private static final String SCANNED = "trusted_access_role_inventory_accounts{";
  /** The default of spec.observeInterval, and what stands for it in the hour: clocks are moved by the rest. */
  private static final Duration INTERVAL = Timing.OBSERVE_INTERVAL;
  private static final Duration ROUND = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofMinutes(45);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final List<String> PHASES = List.of("apply", "hour", "restart", "deletion");

  private final Bench bench = new Bench();
  private final LandingZoneUsers users = new LandingZoneUsers(bench);
  private final Map<String, List<Call>> calls = new TreeMap<>();
  private final List<Row> rows = new ArrayList<>();

  private interface Part {
    void run() throws InterruptedException;
  }

  static List<Row> run() throws IOException, InterruptedException {
    try (var zone = new LandingZone()) {
      return zone.live();
    }
  }

  private List<Row> live() throws IOException, InterruptedException {
    bench.organization()
        .accounts(ACCOUNTS - bench.organization().accounts().size())
        .forEach(account -> account.role("trusted-access-read"));
    bench.aws().throttling().enforce();
    apply(Path.of("examples", "organization"));

    bench.startOperator(Timing.STANDARD.settle());
    phase("apply", "30 services, 1,000 accounts, 4 Regions: apply until all are Ready", this::allAreReady);
    observeEvery(ROUND);
    // The first hour scans again for roles that services create late.
    bench.timePasses(Duration.ofHours(1));
    rounds(2);
    phase("hour", "... a steady hour, %d snapshots".formatted(SNAPSHOTS_AN_HOUR), () -> rounds(SNAPSHOTS_AN_HOUR));
    bench.stopOperator();

    observeEvery(INTERVAL);
    phase("restart", "... a restart until all are Ready again", () -> {
      bench.startOperator(Timing.STANDARD.settle());
      await("all to be seen again", () -> readyByMetrics() == DECLARATIONS && bench.metrics().contains(SCANNED));
    });
    phase("deletion", "... deletion of all, without the hold, until all are gone", this::allAreDeleted);
    operations();
    return rows;
  }

  private void apply(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        BETWEEN_OBJECTS.splitAsStream(Files.readString(file)).forEach(bench::apply);
      }
    }
  }

  private void phase(String name, String what, Part part) throws InterruptedException {
    long before = bench.aws().calls().last();
    long begun = System.nanoTime();
    part.run();
    double took = (System.nanoTime() - begun) / 1e9;
    List<Call> made = bench.aws().calls().since(before);
    calls.put(name, made);
    long organizations = made.stream().filter(call -> call.action().startsWith("organizations:")).count();
    long changes = made.stream().filter(Call::changing).count();
    rows.add(new Row(what, "-", "%s%,d calls, %,d of Organizations, %d changes".formatted(
        name.equals("hour") ? "" : seconds(took) + "; ", made.size(), organizations, changes)));
  }

  private void allAreReady() {
    await("all to be Ready", () -> users.awaitedReasons().isEmpty());
  }

  /** How many declarations this process has seen as Ready. */
  private long readyByMetrics() {
    return bench.metrics()
        .lines()
        .filter(line -> line.startsWith("trusted_access_declaration_ready{") && line.endsWith(" 1.0"))
        .count();
  }

  private void allAreDeleted() {
    patchConnection("deletionHold", Duration.ZERO);
    users.declarations().forEach(one -> bench.delete(one.getMetadata().getName()));
    await("all to be gone", () -> users.declarations().isEmpty());
  }

  /** Waits, and meanwhile does what status asks people to do. */
  private void await(String what, Callable<Boolean> happens) {
    Awaitility.await(what).atMost(MOST).pollDelay(Duration.ZERO).pollInterval(LOOK).until(() -> {
      users.doWhatStatusAsks();
      return happens.call();
    });
  }

  /** So many times: what is due within the interval is done, and then the interval is over. */
  private void rounds(int many) throws InterruptedException {
    for (int round = 0; round < many; round++) {
      TimeUnit.MILLISECONDS.sleep(ROUND.toMillis());
      bench.timePasses(INTERVAL.minus(ROUND));
    }
  }

  private void observeEvery(Duration interval) {
    patchConnection("observeInterval", interval);
  }

  private void patchConnection(String field, Duration time) {
    bench.patchConnection("default", "{\"spec\":{\"%s\":\"%ds\"}}".formatted(field, time.toSeconds()));
  }

  /** A line for each operation, by phase. */
  private void operations() {
    Map<String, Long[]> counts = new TreeMap<>();
    for (int phase = 0; phase < PHASES.size(); phase++) {
      int column = phase;
      CallLog.counts(calls.getOrDefault(PHASES.get(phase), List.of()))
          .forEach((action, many) -> counts.computeIfAbsent(action, _ -> new Long[]{0L, 0L, 0L, 0L})[column] = many);
    }
    rows.add(new Row("... calls by operation", "", String.join(" / ", PHASES)));
    counts.forEach((action, many) -> rows.add(
        new Row("    " + action, "", "%,d / %,d / %,d / %,d".formatted((Object[]) many))));
  }

  @Override
  public void close() {
    bench.close();
  }
}
