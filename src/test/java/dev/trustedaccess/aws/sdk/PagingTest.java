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
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructList;
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
    assertThat(items(Stream.of("one", "two", "three"))).containsExactly("one", "two", "three");
    assertThat(items(Stream.empty())).isEmpty();
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

  /** The SDK shows both as the same empty list. */
  @Test
  void aMissingListIsEmptyOnlyWhereTheProtocolLeavesAnEmptyOneOut() {
    List<String> missing = DefaultSdkAutoConstructList.getInstance();

    assertThatThrownBy(() -> list(Stream.of(new Page(missing)))).isInstanceOfSatisfying(AwsFailure.class,
        thrown -> assertThat(thrown.failure()).isEqualTo(new Failure(
            Failure.Kind.UNAVAILABLE, "sts:GetCallerIdentity (response without its list)")));
    assertThat(list(Stream.of(new Page(Answer.emptyIfMissing(missing))))).isEmpty();
    assertThat(list(Stream.of(new Page(Answer.emptyIfMissing(List.of("one")))))).containsExactly("one");
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
    assertThatThrownBy(() -> items(items)).isInstanceOfSatisfying(AwsFailure.class,
        thrown -> assertThat(thrown.failure()).isEqualTo(new Failure(
            Failure.Kind.UNAVAILABLE,
            "sts:GetCallerIdentity in account 111111111111 (pages without end)")));
  }

  /** A page for each of these items. */
  private List<String> items(Stream<String> items) {
    return list(items.map(item -> new Page(List.of(item))));
  }

  private List<String> list(Stream<Page> all) {
    pages.set(0);
    var account = aws.world().account("111111111111").orElseGet(() -> aws.standaloneAccount("111111111111"));
    var keys = account.keys();
    Iterator<Page> answers = all.peek(_ -> pages.incrementAndGet()).iterator();
    return caller(() -> AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())).list(
        "sts:GetCallerIdentity", (sts, override) -> () -> answers, Page::items);
  }

  private ServiceClient<StsClient> caller(AwsCredentialsProvider pod) {
    RequestSender wire = new RequestSender(clients, new RateLimiter(InstantSource.system()), "o-exampleorgid",
        "eu-central-1");
    Sessions sessions = new Sessions(wire, pod, Caller.pod(), "cluster", InstantSource.system());
    return ServiceClient.of(wire, sessions,
        () -> new Actor(new Identity.Pod(), Optional.empty(), SessionPolicy.ofReads(List.of("sts:GetCallerIdentity"))),
        RequestSender.GLOBAL, StsClient.class, StsClient::builder);
  }
}
