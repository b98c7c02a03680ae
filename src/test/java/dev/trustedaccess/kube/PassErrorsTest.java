package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What ends a pass over one object. */
class PassErrorsTest {
  private final PassErrors guarded = new PassErrors();

  private Duration cutOff(String name) {
    return guarded.run(name, () -> {
      throw new KubernetesClientException("the API server does not answer");
    }, _ -> {});
  }

  @Test
  void whileTheApiServerIsAwayEachObjectComesBackEverMoreRarely() {
    List<Duration> waits = Stream.generate(() -> cutOff("ds.amazonaws.com")).limit(12).toList();
    assertThat(waits).isSorted().startsWith(Duration.ofSeconds(5)).last().isEqualTo(cutOff("ds.amazonaws.com"));
    assertThat(waits.getLast()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(67));
    assertThat(cutOff("fms.amazonaws.com")).as("another object").isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void kindsThatAreTooOldAreNoBug() {
    List<String> told = new ArrayList<>();
    guarded.run("ds.amazonaws.com", () -> {
      throw new StatusFieldsDropped();
    }, told::add);
    assertThat(told).singleElement().asString().startsWith("The kinds in the cluster are older").hasSizeLessThan(300);
  }

  @Test
  void aPassThatEndsWellBeginsTheRowAnew() {
    Stream.generate(() -> cutOff("ds.amazonaws.com")).limit(12).forEach(_ -> {});
    guarded.run("ds.amazonaws.com", () -> Duration.ofMinutes(5), _ -> {});
    assertThat(cutOff("ds.amazonaws.com")).isEqualTo(Duration.ofSeconds(5));
  }
}
