package dev.trustedaccess.aws.sdk;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.simulator.Simulator;
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

  private record Page(List<String> items) {}

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  @Test
  void theItemsOfAllPagesAreRead() {
    assertThat(list(Stream.of("one", "two", "three"))).containsExactly("one", "two", "three");
    assertThat(list(Stream.empty())).isEmpty();
  }

  /** AWS's answer to a token that it gave before. */
  @Test
  void aPageThatComesAgainEndsTheList() {
    assertNoEnd(Stream.generate(() -> "always the same"));
    assertThat(pages).hasValue(2);
  }

  @Test
  void aListWithoutEndIsGivenUp() {
    assertNoEnd(Stream.iterate(0, number -> number + 1).map(number -> "item-" + number));
    assertThat(pages).hasValue(1_001);
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

  private void assertNoEnd(Stream<String> items) {
    assertThatThrownBy(() -> list(items)).isInstanceOfSatisfying(AwsFailure.class,
        thrown -> assertThat(thrown.failure()).isEqualTo(new Failure(
            Failure.Kind.UNAVAILABLE,
            "sts:GetCallerIdentity in account 111111111111 (pages without end)")));
  }

  /** A page for each of these items. */
  private List<String> list(Stream<String> items) {
    pages.set(0);
    var account = aws.world().account("111111111111").orElseGet(() -> aws.standaloneAccount("111111111111"));
    var keys = account.keys();
    Iterator<Page> answers = items.peek(_ -> pages.incrementAndGet()).map(item -> new Page(List.of(item))).iterator();
    return caller(() -> AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())).list(
        "sts:GetCallerIdentity", (sts, override) -> () -> answers, Page::items);
  }

  private ServiceClient<StsClient> caller(AwsCredentialsProvider pod) {
    RequestSender wire = new RequestSender(clients, new RateLimiter(InstantSource.system()), "o-exampleorgid",
        "eu-central-1");
    Sessions sessions = new Sessions(wire, pod, "cluster", InstantSource.system());
    return ServiceClient.of(wire, sessions,
        () -> new Actor(new Identity.Pod(), Optional.empty(), SessionPolicy.ofReads(List.of("sts:GetCallerIdentity"))),
        RequestSender.GLOBAL, StsClient.class, StsClient::builder);
  }
}
