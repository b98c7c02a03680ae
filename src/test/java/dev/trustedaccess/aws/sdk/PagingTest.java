package dev.trustedaccess.aws.sdk;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.simulator.Simulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Lists that do not end, and a pod without credentials. */
class PagingTest {
  private final Simulator aws = Simulator.start();
  private final Clients clients = new Clients(Optional.of(aws.endpoint()), "test");
  private final AtomicInteger pages = new AtomicInteger();

  private record Page(List<String> items, @Nullable String next) {}

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  @Test
  void pagesAreReadUntilThereIsNoToken() {
    assertThat(list(number -> number < 5 ? "token-" + number : null)).hasSize(5).endsWith("item-5");
    assertThat(list(number -> "")).as("an empty token is none").hasSize(1);
  }

  @Test
  void aTokenThatComesBackEndsTheList() {
    assertNoEnd(number -> "always-the-same");
    assertThat(pages).hasValue(2);
  }

  @Test
  void aListWithoutEndIsGivenUp() {
    assertNoEnd(number -> "token-" + number);
    assertThat(pages).hasValue(1_000);
  }

  @Test
  void aPodWithoutCredentialsIsTold() {
    AwsCredentialsProvider none = () -> {
      throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
    };

    assertThatThrownBy(() -> caller(none).accountId()).isInstanceOfSatisfying(AwsFailure.class,
        thrown -> assertThat(thrown.failure()).isEqualTo(new Failure(
            Failure.Kind.NO_CREDENTIALS, "the pod's own identity")));
  }

  private void assertNoEnd(Function<Integer, @Nullable String> next) {
    assertThatThrownBy(() -> list(next)).isInstanceOfSatisfying(AwsFailure.class,
        thrown -> assertThat(thrown.failure()).isEqualTo(new Failure(
            Failure.Kind.UNAVAILABLE,
            "sts:GetCallerIdentity in account 111111111111 (pages without end)")));
  }

  private List<String> list(Function<Integer, @Nullable String> next) {
    pages.set(0);
    var account = aws.world().account("111111111111").orElseGet(() -> aws.standaloneAccount("111111111111"));
    var keys = account.keys();
    return caller(() -> AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())).list(
        "sts:GetCallerIdentity",
        (sts, as, token) -> {
          int number = pages.incrementAndGet();
          return new Page(List.of("item-" + number), next.apply(number));
        },
        Page::items,
        Page::next);
  }

  private Caller<StsClient> caller(AwsCredentialsProvider pod) {
    Wire wire = new Wire(clients, new Limiter(InstantSource.system()), "o-exampleorgid", "eu-central-1");
    Sessions sessions = new Sessions(wire, pod, "cluster", InstantSource.system());
    return Caller.of(wire, sessions,
        () -> new Actor(new Identity.Pod(), Optional.empty(), SessionPolicy.ofReads(List.of("sts:GetCallerIdentity"))),
        Wire.GLOBAL, StsClient.class, StsClient::builder);
  }
}
