package dev.trustedaccess.kube;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.desired.Requests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * When each generation, and each request to reconcile, was first seen, so that a look counts for it only if it began later.
 * That is kept in memory alone: after a restart every look is younger than whatever was reported before it. Which request
 * was served is kept in status. Of each name only the newest object is remembered, since nobody tells of the end of one
 * whose name another has taken at once.
 */
final class Generations {
  /**
   * A visit.
   *
   * @param since looks that began earlier do not count
   * @param request what a person asked for and no pass has served yet; empty where nothing is open
   */
  record Visit(Instant since, Optional<String> request) {}

  private record Seen(String uid, long generation, Optional<String> request, Instant first) {}

  private final Map<String, Seen> byName = new ConcurrentHashMap<>();

  /** Notes a visit to {@code object}, whose status speaks of generation {@code observed} and has {@code served} a request. */
  Visit visit(HasMetadata object, @Nullable Long observed, @Nullable String served, Instant now) {
    long generation = Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
    Optional<String> request = Requests.of(object).filter(asked -> !asked.equals(served));
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

  /** This object is gone; a later one under its name is another one. */
  void forget(HasMetadata object) {
    byName.computeIfPresent(
        object.getMetadata().getName(), (_, known) -> known.uid().equals(object.getMetadata().getUid()) ? null : known);
  }

  /** Of how many objects something is kept. */
  int size() {
    return byName.size();
  }
}
