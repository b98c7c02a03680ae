package dev.trustedaccess.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A directory is planned and then applied, in many organizations at once, and the running operator does what was planned:
 * the changes at AWS are those of the plan, and each declaration ends as the plan says, with its reason and message.
 *
 * <p>{@code -Dplan.seeds=1000} compares more of them; {@code -Dplan.seed=17} compares one.
 */
@Execution(ExecutionMode.CONCURRENT)
class PlanThenApplyTest {
  private static final int SEEDS = 24;
  /** So many share an operator. */
  private static final int AT_ONCE = 24;
  private static final int MOST_DECLARED = 4;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir
  Path directories;

  @Test
  void theOperatorDoesExactlyWhatWasPlanned() {
    Map<String, Integer> outcomes = new TreeMap<>();
    Optional.ofNullable(Long.getLong("plan.seed"))
        .map(LongStream::of)
        .orElseGet(() -> LongStream.range(0, Long.getLong("plan.seeds", SEEDS)))
        .boxed()
        .collect(Collectors.groupingBy(seed -> seed / AT_ONCE, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(seeds -> compare(seeds).forEach(end -> outcomes.merge(end, 1, Integer::sum)));
    if (Long.getLong("plan.seed") == null) {
      // Each kind of end is compared, and changes in numbers.
      assertThat(outcomes).containsOnlyKeys("changes", "ready", "wait", "observe", "refuse", "unread");
      assertThat(outcomes.get("changes")).isGreaterThan(25);
    }
  }

  /** How the declarations were planned to end, and the word for each planned change. */
  private List<String> compare(List<Long> seeds) {
    try (Bench bench = new Bench()) {
      Account pod = bench.aws().standaloneAccount("999999999999");
      List<RandomDirectory> drawn = IntStream.range(0, seeds.size())
          .mapToObj(i -> new RandomDirectory(bench.aws(), seeds.get(i), i + 1, MOST_DECLARED, pod))
          .toList();
      List<PlannedDirectory> all = drawn.parallelStream()
          .map(each -> PlannedDirectory.of(bench.aws(), each, directories, pod))
          .toList();
      long begun = bench.aws().calls().last();
      bench.podIn(pod).startOperator();
      apply(bench, all);
      try {
        Awaitility.await()
            .atMost(LONGEST)
            .pollInterval(Duration.ofMillis(500))
            .until(() -> differences(bench, all, begun).isEmpty());
      } catch (ConditionTimeoutException different) {
        assertThat(differences(bench, all, begun)).isEmpty();
      }
      awaitTwoSnapshots(bench, all);
      assertThat(differences(bench, all, begun)).isEmpty();
      return all.stream()
          .flatMap(each -> Stream.concat(each.outcomes(), Stream.generate(() -> "changes").limit(each.changes())))
          .toList();
    }
  }

  /** One object of each directory a second: of two declarations for the same access, the one with the older time works. */
  private static void apply(Bench bench, List<PlannedDirectory> all) {
    all.forEach(each -> bench.apply(each.directory.connectionYaml));
    int most = all.stream().mapToInt(each -> each.directory.declarations.size()).max().orElseThrow();
    for (int i = 0; i < most; i++) {
      int nth = i;
      all.stream()
          .map(each -> each.directory.declarations)
          .filter(declared -> declared.size() > nth)
          .forEach(declared -> bench.apply(declared.get(nth).yaml()));
      Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
      Awaitility.await().until(() -> !Instant.now().isBefore(next));
    }
  }

  private static List<String> differences(Bench bench, List<PlannedDirectory> all, long begun) {
    List<Call> calls = bench.aws().calls().since(begun);
    Map<String, TrustedServiceAccess> cluster = bench.cluster()
        .resources(TrustedServiceAccess.class)
        .list()
        .getItems()
        .stream()
        .collect(Collectors.toMap(each -> each.getMetadata().getName(), each -> each));
    return all.stream().flatMap(each -> each.difference(calls, cluster).stream()).toList();
  }

  /** Of each organization that can be read: what the operator has not done by then, it does not do. */
  private static void awaitTwoSnapshots(Bench bench, List<PlannedDirectory> all) {
    long since = bench.aws().calls().last();
    Awaitility.await().atMost(LONGEST).until(() -> {
      Map<String, Long> lists = bench.aws()
          .calls()
          .since(since)
          .stream()
          .filter(call -> call.done() && call.action().equals("organizations:ListAWSServiceAccessForOrganization"))
          .collect(Collectors.groupingBy(Call::account, Collectors.counting()));
      return all.stream()
          .filter(PlannedDirectory::isRead)
          .allMatch(each -> each.directory.accounts().stream().anyMatch(id -> lists.getOrDefault(id, 0L) >= 2));
    });
  }
}
