package dev.trustedaccess.kube;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.mapping.ReconcileRequests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * When each generation, and each request to reconcile, was first seen. A snapshot counts for it only if it began later.
 * This is kept only in memory: after a restart, every snapshot is newer than anything reported before. Status records
 * which request was served. For each name only the newest object is remembered, because nothing reports the deletion of
 * an object whose name is reused at once.
 */
final class Generations {
  /**
   * A visit.
   *
   * @param since earlier snapshots do not count
   * @param request a person's request that no pass has served yet; empty if there is none
   */
  record Visit(Instant since, Optional<String> request) {}

  private record Seen(String uid, long generation, Optional<String> request, Instant first) {}

  private final Map<String, Seen> byName = new ConcurrentHashMap<>();

  /**
   * Records a visit to {@code object}, whose status reports generation {@code observed} and has {@code served} a
   * request.
   */
  Visit visit(HasMetadata object, @Nullable Long observed, @Nullable String served, Instant now) {
    long generation = Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
    Optional<String> request = ReconcileRequests.of(object).filter(asked -> !asked.equals(served));
    String uid = object.getMetadata().getUid();
    Seen before = byName.get(object.getMetadata().getName());
    if (before != null && !before.uid().equals(uid)) {
      before = null;
    }
    if (before != null && before.generation() == generation
        && (request.isEmpty() || before.request().equals(request))) {
      return new Visit(before.first(), request);
    }
    boolean reported = before == null && Long.valueOf(generation).equals(observed) && request.isEmpty();
    Instant first = reported ? Instant.MIN : now;
    byName.put(object.getMetadata().getName(), new Seen(uid, generation, request, first));
    return new Visit(first, request);
  }

  /** Forgets a deleted object; a later object of the same name is a different one. */
  void forget(HasMetadata object) {
    byName.computeIfPresent(
        object.getMetadata().getName(), (_, known) -> known.uid().equals(object.getMetadata().getUid()) ? null : known);
  }

  /** Number of objects with stored state. */
  int size() {
    return byName.size();
  }
}
