package dev.trustedaccess.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.ServiceCatalog;

/** Every call of every life, with every fault. */
final class Cells {
  private static final int STAGES = 12;
  /** Cells of one stage, and how many of them live at once. A kill there is felt by all of them. */
  private static final int CELLS = 40;
  private static final int AT_ONCE = 10;
  private static final int KILLED_CELLS = 12;
  private static final int KILLED_AT_ONCE = 4;

  /** What came of all of them. */
  record Sum(List<Cell.Outcome> outcomes, Map<Invariant, Long> checked, List<String> violations, int mostInASecond) {
    static Sum none() {
      return new Sum(new ArrayList<>(), new EnumMap<>(Invariant.class), new ArrayList<>(), 0);
    }

    /** Those whose call was not made. */
    List<Cell> notMet() {
      return outcomes.stream().filter(each -> !each.met()).map(Cell.Outcome::cell).toList();
    }

    /** The same without them. */
    Sum met() {
      return new Sum(outcomes.stream().filter(Cell.Outcome::met).toList(), checked, violations, mostInASecond);
    }

    Sum and(Sum other) {
      List<Cell.Outcome> all = new ArrayList<>(outcomes);
      all.addAll(other.outcomes);
      Map<Invariant, Long> sums = new EnumMap<>(Invariant.class);
      checked.forEach((invariant, times) -> sums.merge(invariant, times, Long::sum));
      other.checked.forEach((invariant, times) -> sums.merge(invariant, times, Long::sum));
      List<String> broken = new ArrayList<>(violations);
      broken.addAll(other.violations);
      return new Sum(all, sums, broken, Math.max(mostInASecond, other.mostInASecond));
    }
  }

  private Cells() {}

  /** Lives each life undisturbed, and then with every fault at every point that it passed. */
  static Sum run(ServiceCatalog catalog, Predicate<Cell> wanted) throws InterruptedException, ExecutionException {
    Sum undisturbed = stage(catalog, Life.all().map(life -> new Cell(life, null, null)).toList(), AT_ONCE);
    List<Cell> cells = new ArrayList<>();
    for (Cell.Outcome outcome : undisturbed.outcomes()) {
      for (Cell.Point point : new LinkedHashSet<>(outcome.points())) {
        Stream.of(Fault.values())
            .map(fault -> new Cell(outcome.cell().life(), point, fault))
            .filter(wanted)
            .forEach(cells::add);
      }
    }
    Sum first = undisturbed.and(live(catalog, cells));
    // What a background scan or a shared session asks for is not asked for in every life.
    Sum again = live(catalog, first.notMet());
    return first.met().and(again);
  }

  private static Sum live(ServiceCatalog catalog, List<Cell> cells) throws InterruptedException, ExecutionException {
    Sum sum = Sum.none();
    try (ExecutorService stages = Executors.newFixedThreadPool(STAGES)) {
      List<Future<Sum>> runs = new ArrayList<>();
      for (boolean kills : List.of(true, false)) {
        List<Cell> some = cells.stream().filter(cell -> cell.fault() != null && cell.fault().kills() == kills).toList();
        int most = kills ? KILLED_CELLS : CELLS;
        for (int first = 0; first < some.size(); first += most) {
          List<Cell> part = some.subList(first, Math.min(some.size(), first + most));
          runs.add(stages.submit(() -> stage(catalog, part, kills ? KILLED_AT_ONCE : AT_ONCE)));
        }
      }
      for (Future<Sum> run : runs) {
        Sum part = run.get();
        part.violations().forEach(System.out::println);
        sum = sum.and(part);
        System.out.printf("%d of %d cells, %d violations%n", sum.outcomes().size(), cells.size(),
            sum.violations().size());
      }
    }
    return sum;
  }

  private static Sum stage(ServiceCatalog catalog, List<Cell> cells, int atOnce) throws InterruptedException {
    try (FaultEnvironment stage = new FaultEnvironment(catalog).start(Duration.ZERO);
        ExecutorService lives = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Cell.Outcome>> runs = cells.stream().map(cell -> lives.submit(() -> cell.live(stage))).toList();
      List<Cell.Outcome> outcomes = new ArrayList<>();
      List<String> violations = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        try {
          outcomes.add(runs.get(i).get());
        } catch (ExecutionException broken) {
          violations.add(cells.get(i) + " broke off: " + broken.getCause());
        }
      }
      for (int i = 0; i < stage.kills.get(); i++) {
        stage.ledger().check(Invariant.I9, true, "");
      }
      stage.ledger()
          .check(Invariant.I8, stage.aws().throttling().excesses().isEmpty(),
              "above AWS's limits: " + stage.aws().throttling().excesses());
      violations.addAll(stage.ledger().findings().violations());
      return new Sum(outcomes, stage.ledger().findings().checked(), violations,
          Rates.of(stage.aws().calls().all()).inASecond());
    }
  }
}
