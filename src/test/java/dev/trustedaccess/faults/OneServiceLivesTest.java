package dev.trustedaccess.faults;

import java.util.stream.LongStream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lives of services with administrators by Region or by Organizations, and with calls of their own. */
class OneServiceLivesTest {
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  /** The first life and how many; more of them are lived by hand, and one of them again. */
  private static final long FIRST = Long.getLong("lives.first", 0);
  private static final long LIVES = Long.getLong("lives", 400);
  private static final int LIVES_A_TEST = 20;

  static LongStream seeds() {
    return LongStream.iterate(FIRST, seed -> seed < FIRST + LIVES, seed -> seed + LIVES_A_TEST);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLeftOrTakenInAnyLifeOfOneService(long first) {
    for (long seed = first; seed < Math.min(first + LIVES_A_TEST, FIRST + LIVES); seed++) {
      CoreLives.liveOfOneService(seed, CATALOG);
    }
  }

  /** Others registered the account seconds before our call that registers it, and no list shows theirs yet. */
  @Test
  void nobodyCanTellWhoseARegistrationIsThatNoListShowsYet() {
    CoreLives.liveOfOneService(869_233_022_869L, CATALOG);
  }
}
