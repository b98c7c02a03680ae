package dev.trustedaccess.faults;

import java.util.stream.LongStream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
