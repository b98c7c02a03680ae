package dev.trustedaccess.aws.parts;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import dev.trustedaccess.aws.sdk.AwsFailure;
import software.amazon.awssdk.core.exception.AbortedException;

/** Asks several places at the same time, within the rate limits that every request keeps to. */
final class SideBySide {
  private SideBySide() {}

  /** The answers, in the order of the questions. Throws what the first of them threw. */
  static <T, R> List<R> map(List<T> places, Function<? super T, ? extends R> ask) {
    if (places.size() == 1) {
      return List.of(ask.apply(places.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> answers = places.stream()
          .<Future<R>>map(place -> threads.submit(() -> ask.apply(place)))
          .toList();
      return answers.stream().<R>map(SideBySide::answer).toList();
    }
  }

  private static <R> R answer(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while asking several places", e);
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
