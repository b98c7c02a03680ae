package dev.trustedaccess.aws.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.trustedaccess.domain.organization.Failure;
import io.github.bucket4j.Bucket;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RateLimiterTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final RateLimiter limiter = new RateLimiter(now::get);

  @Test
  void aChangeWhoseTimeIsUpIsNotSent() {
    SendPermit permit = change(ENABLE, "111111111111", NOW.plusSeconds(5));
    permit.pass();

    now.set(NOW.plusSeconds(5));

    assertThatThrownBy(permit::pass).isInstanceOfSatisfying(PermitDenied.class,
        closed -> assertThat(closed.kind()).isEqualTo(Failure.Kind.NOT_SENT));
  }

  @Test
  void aChangeThatWouldWaitTooLongForItsTokenIsNotSent() {
    change(ENABLE, "111111111111", NOW.plusSeconds(5)).pass();
    change(DISABLE, "111111111111", NOW.plusSeconds(5)).pass();

    assertThatThrownBy(() -> change(ENABLE, "111111111111", NOW.plusMillis(200)).pass())
        .isInstanceOfSatisfying(PermitDenied.class,
            closed -> assertThat(closed.kind()).isEqualTo(Failure.Kind.NOT_SENT));
    assertThat(change(ENABLE, "222222222222", NOW.plusMillis(200)))
        .as("another account has a bucket of its own")
        .satisfies(SendPermit::pass);
  }

  @Test
  void afterTheBurstCallsComeAtTheGivenRate() {
    long begun = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      read("organizations:ListRoots", "111111111111").pass();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("a burst of 2, of which one is kept back, and three more at less than one a second")
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
  }

  @Test
  void anInterruptEndsTheWait() {
    Bucket empty = Bucket.builder()
        .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofSeconds(20)))
        .build();
    empty.tryConsume(1);
    SendPermit permit = new SendPermit(List.of(empty), Optional.empty(), InstantSource.system());
    Thread.currentThread().interrupt();

    assertThatThrownBy(permit::pass)
        .isInstanceOf(AbortedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anOrganizationsCallWithoutAPublishedLimitIsABug() {
    assertThatThrownBy(() -> read("organizations:CreateAccount", "111111111111"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private SendPermit change(String action, String account, Instant sendBefore) {
    return limiter.permit(action, account, RequestSender.GLOBAL, "o-exampleorgid", Optional.of(sendBefore));
  }

  private SendPermit read(String action, String account) {
    return limiter.permit(action, account, RequestSender.GLOBAL, "o-exampleorgid", Optional.empty());
  }
}
