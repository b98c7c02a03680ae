package dev.trustedaccess.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.ServiceCatalog;

/** Lives of the pure core by the thousand. */
final class CoreLives {
  /**
   * What came of a number of lives.
   *
   * @param lives how many
   * @param passes passes of the operator
   * @param faults reads and calls that failed
   * @param deaths processes that died in the middle of something
   * @param changes changes carried out at AWS
   * @param checked how often each invariant was held against something that was done
   * @param violations the seeds that broke one, with what was broken
   */
  record Sum(long lives, long passes, long faults, long deaths, long changes,
      Map<CoreInvariants.Invariant, Long> checked, List<String> violations) {
    static final Sum NONE = new Sum(0, 0, 0, 0, 0, Map.of(), List.of());

    static Sum of(CoreLife life) {
      CoreOperator operator = life.operator();
      return new Sum(1, operator.passes, life.faults(), operator.deaths, operator.changes,
          operator.invariants().checked(), List.of());
    }

    static Sum of(ServiceLife life) {
      ServiceOperator operator = life.operator();
      return new Sum(
          1, operator.passes, life.faults(), operator.deaths, operator.changes, Map.of(), List.of());
    }

    Sum and(Sum other) {
      Map<CoreInvariants.Invariant, Long> sums = new EnumMap<>(CoreInvariants.Invariant.class);
      Stream.of(checked, other.checked).forEach(each -> each.forEach((of, times) -> sums.merge(of, times, Long::sum)));
      return new Sum(lives + other.lives, passes + other.passes, faults + other.faults, deaths + other.deaths,
          changes + other.changes, sums, Stream.concat(violations.stream(), other.violations.stream()).toList());
    }
  }

  private CoreLives() {}

  /** A life of each of these seeds, on all processors; each that breaks an invariant is named with its seed. */
  static Sum live(LongStream seeds, ServiceCatalog catalog) {
    return seeds.parallel().mapToObj(seed -> {
      try {
        return Sum.of(live(seed, catalog)).and(Sum.of(liveOfOneService(seed, catalog)));
      } catch (AssertionError broken) {
        return new Sum(1, 0, 0, 0, 0, Map.of(), List.of(broken.getMessage() + ": " + broken.getCause()));
      }
    }).reduce(Sum.NONE, Sum::and);
  }

  /** The life of this seed, of one service with administrators or calls of its own. */
  static ServiceLife liveOfOneService(long seed, ServiceCatalog catalog) {
    ServiceLife life = new ServiceLife(seed, catalog);
    try {
      life.live();
      return life;
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed " + seed + " of one service " + life, broken);
    }
  }

  /** The life of this seed. */
  static CoreLife live(long seed, ServiceCatalog catalog) {
    CoreLife life = new CoreLife(seed, catalog);
    try {
      life.live();
      return life;
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed " + seed + " " + life, broken);
    }
  }
}
