package dev.trustedaccess.kube;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeQueueTest {
  private final ChangeQueue turns = new ChangeQueue();

  @Test
  void oneAtATimeForAnOrganizationAndNothingStays() throws InterruptedException, ExecutionException {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> all = IntStream.range(0, 400).mapToObj(i -> threads.submit(() -> {
        try (var _ = turns.await("o-1")) {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          LockSupport.parkNanos(20_000);
          done.incrementAndGet();
          atOnce.decrementAndGet();
        }
      })).toList();
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(done.get()).isEqualTo(400);
    assertThat(most.get()).isEqualTo(1);
    assertThat(turns.size()).isZero();
  }

  @Test
  void organizationsDoNotWaitForEachOther() {
    try (var _ = turns.await("o-1"); var _ = turns.await("o-2")) {
      assertThat(turns.size()).isEqualTo(2);
    }
    assertThat(turns.size()).isZero();
  }
}
