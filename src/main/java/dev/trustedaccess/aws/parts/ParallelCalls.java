package dev.trustedaccess.aws.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import dev.trustedaccess.aws.sdk.AwsFailure;
import software.amazon.awssdk.core.exception.AbortedException;

/** Asks several places, at most {@value #WIDTH} at the same time, within the rate limits that every request keeps to. */
final class ParallelCalls {
  /** Enough to hide the latency of every Region of two accounts; few enough for any host. */
  private static final int WIDTH = 32;

  private ParallelCalls() {}

  /** The answers, in the order of the questions. Throws what the first of them threw. */
  static <T, R> List<R> map(List<T> places, Function<? super T, ? extends R> ask) {
    if (places.size() == 1) {
      return List.of(ask.apply(places.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Semaphore width = new Semaphore(WIDTH);
      List<Future<R>> answers = new ArrayList<>();
      for (T place : places) {
        acquire(width);
        answers.add(threads.submit(() -> {
          try {
            return ask.apply(place);
          } finally {
            width.release();
          }
        }));
      }
      return answers.stream().<R>map(ParallelCalls::answer).toList();
    }
  }

  private static void acquire(Semaphore width) {
    try {
      width.acquire();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static AbortedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return AbortedException.create("interrupted while asking several places", e);
  }

  private static <R> R answer(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AwsFailure failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
