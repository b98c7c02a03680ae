package dev.trustedaccess.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import dev.trustedaccess.domain.catalog.ServiceCatalog;

/** Lives of the whole operator, several side by side: a fixed half, and a half that is another one in each run. */
final class WholeLives {
  private static final int AT_ONCE = 24;

  private WholeLives() {}

  static List<WholeLife.Outcome> live(LongStream seeds, ServiceCatalog catalog)
      throws InterruptedException, ExecutionException {
    List<WholeLife.Outcome> outcomes = new ArrayList<>();
    try (ExecutorService lives = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<WholeLife.Outcome>> runs = seeds
          .mapToObj(seed -> lives.submit(() -> new WholeLife(seed, catalog).live()))
          .toList();
      for (Future<WholeLife.Outcome> run : runs) {
        outcomes.add(run.get());
        outcomes.getLast().violations().forEach(System.out::println);
        if (outcomes.size() % 20 == 0) {
          System.out.println(outcomes.size() + " whole lives");
        }
      }
    }
    return outcomes;
  }
}
