package dev.trustedaccess.component;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The end of a deletion while others also hold the object, and the API server refuses a write. */
class RefusedRemovalTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String THEIRS = "backup.example/keep";
  private final AtomicInteger refused = new AtomicInteger();

  @BeforeEach
  void heldByOthersToo() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    bench.patch(DS, "{\"metadata\":{\"finalizers\":[\"trustedaccess.dev/access\",\"" + THEIRS + "\"]}}");
  }

  private static boolean removesTheFinalizer(RecordedRequest request) {
    return request.getMethod().equals("PATCH") && request.getPath().endsWith("/trustedserviceaccesses/" + DS)
        && new String(request.getBody().getBytes(), UTF_8).contains("\"finalizers\":[\"" + THEIRS + "\"]");
  }

  private void finalizersStay() {
    bench.apiServerAnswers((request, _) -> removesTheFinalizer(request)
        ? Optional.of(MockApiServer.refusal(403, "Forbidden", "answer " + refused.incrementAndGet()))
        : Optional.empty());
  }

  private void tryAgain() {
    int before = refused.get();
    bench.patch(DS,
        "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"" + before + "\"}}}");
    bench.await("another attempt", () -> refused.get() > before);
  }

  @Test
  void conditionsStayAsLongAsTheRefusalDoes() {
    finalizersStay();
    bench.delete(DS);
    bench.awaitReady(DS, "False", "WriteRefused");
    List<String> reasons = new CopyOnWriteArrayList<>();
    try (var _ = bench.cluster().resources(TrustedServiceAccess.class).withName(DS).watch(into(reasons))) {
      tryAgain();
      tryAgain();
      tryAgain();
      bench.patch(DS, "{\"metadata\":{\"annotations\":{\"example/last\":\"yes\"}}}");
      bench.await("the last of them", () -> reasons.contains("last"));
    }
    assertThat(reasons).containsOnly("WriteRefused", "last");
    assertThat(bench.condition(DS, "Stalled")).isPresent();
  }

  @Test
  void onceItMayBeRemovedOthersSeeThatAccessIsDisabled() {
    finalizersStay();
    bench.delete(DS);
    bench.awaitReady(DS, "False", "WriteRefused");
    bench.apiServerAnswers((_, _) -> Optional.empty());
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"now\"}}}");
    bench.awaitReady(DS, "False", "Disabled");
    assertThat(bench.declaration(DS).orElseThrow().getFinalizers()).containsExactly(THEIRS);
    assertThat(bench.condition(DS, "Stalled")).isEmpty();
    assertThat(bench.message(DS, "Ready")).contains("disabled");
  }

  @Test
  void onceItMayBeRemovedOthersSeeThatAccessIsDisabledWhoeverDisabledIt() {
    finalizersStay();
    bench.organization().disableAccess(DS);
    bench.delete(DS);
    bench.awaitReady(DS, "False", "WriteRefused");
    bench.apiServerAnswers((_, _) -> Optional.empty());
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"now\"}}}");
    bench.await(DS, object -> object.getFinalizers().equals(List.of(THEIRS)));
    bench.await("another reason", () -> !"WriteRefused".equals(bench.condition(DS, "Ready").orElseThrow().reason()));
    assertThat(bench.condition(DS, "Ready").orElseThrow().reason()).isEqualTo("Disabled");
    assertThat(bench.message(DS, "Ready")).startsWith("Access is disabled.");
  }

  @Test
  void aRefusedStatusHoldsNoDeletionAndIsNotTakenForARefusedFinalizer() {
    bench.apiServerAnswers((request, _) -> tellsTheEnd(request));
    bench.delete(DS);
    bench.await(DS, object -> object.getFinalizers().equals(List.of(THEIRS)));
    bench.await("the Event", () -> bench.events(DS).stream().anyMatch(event -> event.startsWith("Normal Disabled: ")));
    assertThat(bench.events(DS)).noneMatch(event -> event.contains("WriteRefused"));
    bench.apiServerAnswers((_, _) -> Optional.empty());
    bench.patch(DS, "{\"metadata\":{\"finalizers\":[]}}");
    bench.awaitGone(DS);
  }

  /** The spec was stored while the schema was disabled, or by an older version. */
  @Test
  void aDeclarationThatCannotBeReadReportsTheRefusalAndNotItsSpec() {
    finalizersStay();
    bench.patch(DS, "{\"spec\":{\"deletionPolicy\":\"Retain\",\"mode\":\"Sometimes\"}}");
    bench.awaitReady(DS, "False", "InvalidSpec");
    bench.delete(DS);
    bench.awaitReady(DS, "False", "WriteRefused");
    assertThat(bench.message(DS, "Stalled")).contains("Grant the operator patch on trustedserviceaccesses.")
        .endsWith("-p '{\"metadata\":{\"finalizers\":[\"" + THEIRS + "\"]}}'");
  }

  private static Optional<MockResponse> tellsTheEnd(RecordedRequest request) {
    return request.getMethod().equals("PUT")
        && request.getPath().endsWith("/trustedserviceaccesses/" + DS + "/status")
        && new String(request.getBody().getBytes(), UTF_8).contains("\"reason\":\"Disabled\"")
            ? Optional.of(MockApiServer.refusal(403, "Forbidden", "cannot update trustedserviceaccesses/status"))
            : Optional.empty();
  }

  private static Watcher<TrustedServiceAccess> into(List<String> reasons) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, TrustedServiceAccess object) {
        Optional.ofNullable(object.getStatus())
            .map(TrustedServiceAccessStatus::conditions)
            .orElse(List.of())
            .stream()
            .filter(condition -> "Ready".equals(condition.type()))
            .forEach(ready -> reasons.add(String.valueOf(ready.reason())));
        if (object.getMetadata().getAnnotations().containsKey("example/last")) {
          reasons.add("last");
        }
      }

      @Override
      public void onClose(WatcherException cause) {}
    };
  }
}
