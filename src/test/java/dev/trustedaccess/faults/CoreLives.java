package dev.trustedaccess.faults;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import dev.trustedaccess.domain.ServiceCatalog;

/** Lives by the thousand: a fixed half, and a half that is another one in each run. */
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
   */
  record Sum(long lives, long passes, long faults, long deaths, long changes,
      Map<CoreInvariants.Invariant, Long> checked) {}

  private CoreLives() {}

  /** So many lives; an AssertionError names the seed of the first one that broke an invariant. */
  static Sum live(int lives, ServiceCatalog catalog) {
    long fresh = ThreadLocalRandom.current().nextLong(1L << 40);
    long passes = 0;
    long faults = 0;
    long deaths = 0;
    long changes = 0;
    Map<CoreInvariants.Invariant, Long> checked = new EnumMap<>(CoreInvariants.Invariant.class);
    for (int i = 0; i < lives; i++) {
      CoreLife life = live(i % 2 == 0 ? i : fresh + i, catalog);
      passes += life.operator().passes;
      faults += life.faults();
      deaths += life.operator().deaths;
      changes += life.operator().changes;
      life.operator().invariants().checked().forEach((invariant, times) -> checked.merge(invariant, times, Long::sum));
    }
    return new Sum(lives, passes, faults, deaths, changes, checked);
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
