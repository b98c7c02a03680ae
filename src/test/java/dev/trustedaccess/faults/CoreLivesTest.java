package dev.trustedaccess.faults;

import java.util.stream.LongStream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Some of the lives that {@link CoreLives} lives by the thousand, the same ones in each build. */
class CoreLivesTest {
  private static final ServiceCatalog CATALOG = CatalogFile.load();

  static LongStream fives() {
    return LongStream.range(0, 10);
  }

  @ParameterizedTest
  @MethodSource("fives")
  void theInvariantsHoldInAnyLife(long five) {
    for (long seed = five * 5; seed < (five + 1) * 5; seed++) {
      CoreLives.live(seed, CATALOG);
    }
  }

  /**
   * 920165849222: something remained in a service in which, by the catalog, nothing can. 472344940772: others appointed an
   * account again of which the operator remembered nothing but that it had registered it.
   */
  @ParameterizedTest
  @ValueSource(longs = {920_165_849_222L, 472_344_940_772L})
  void theInvariantsHoldInALifeThatOnceBrokeOne(long seed) {
    CoreLives.live(seed, CATALOG);
  }
}
