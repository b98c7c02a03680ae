package dev.trustedaccess.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fault suite: {@code mvn -Pfaults}. Prints the tables of {@code docs/reliability.md}; exit code 1 where an invariant was
 * broken. System properties:
 *
 * <ul>
 *   <li>{@code faults.parts}: which of {@code cells,core,whole}; all of them if absent
 *   <li>{@code faults.cells}: words that a cell's name has, such as {@code FIREWALL_MANAGER}
 *   <li>{@code faults.core}, {@code faults.whole}: how many seeds
 *   <li>{@code faults.seed}: lives this seed alone, in the parts of lives that are asked for
 *   <li>{@code faults.write}: writes the tables into the page
 * </ul>
 */
public final class FaultSuite {
  private static final Logger LOG = LoggerFactory.getLogger(FaultSuite.class);

  private FaultSuite() {}

  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    // Threads of processes that were killed come to an end in their own ways.
    Thread.setDefaultUncaughtExceptionHandler((thread, late) -> LOG.warn("{}", thread, late));
    ServiceCatalog catalog = CatalogFile.load();
    List<String> parts = Arrays.asList(System.getProperty("faults.parts", "cells,core,whole").split(","));
    FaultTable table = new FaultTable();
    List<String> violations = new ArrayList<>();
    if (parts.contains("cells")) {
      String words = System.getProperty("faults.cells", "");
      Cells.Sum cells = Cells.run(catalog, cell -> cell.toString().contains(words));
      table.cells(cells);
      violations.addAll(cells.violations());
    }
    if (parts.contains("core")) {
      CoreLives.Sum lives = CoreLives.live(seeds("faults.core", 2000), catalog);
      table.core(lives);
      violations.addAll(lives.violations());
    }
    if (parts.contains("whole")) {
      List<WholeLife.Outcome> lives = WholeLives.live(seeds("faults.whole", 200), catalog);
      table.whole(lives);
      lives.forEach(life -> violations.addAll(life.violations()));
    }
    violations.forEach(broken -> System.out.println("VIOLATION " + broken));
    System.out.println(table.text(violations.size()));
    if (Boolean.getBoolean("faults.write")) {
      Page.write("mvn -Pfaults -Dfaults.write=true", table.text(violations.size()));
    }
    System.exit(violations.isEmpty() ? 0 : 1);
  }

  /** Half of them are the same in each run, half are drawn anew; each that breaks something is named with its seed. */
  private static LongStream seeds(String property, long many) {
    String one = System.getProperty("faults.seed", "");
    if (!one.isEmpty()) {
      return LongStream.of(Long.parseLong(one));
    }
    long fresh = ThreadLocalRandom.current().nextLong(1L << 40);
    long count = Long.getLong(property, many);
    System.out.printf("%s: seeds 0 to %d and %d to %d%n", property, count / 2 - 1, fresh,
        fresh + count - count / 2 - 1);
    return LongStream.concat(LongStream.range(0, count / 2), LongStream.range(fresh, fresh + count - count / 2));
  }
}
