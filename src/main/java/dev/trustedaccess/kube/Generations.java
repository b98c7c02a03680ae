package dev.trustedaccess.kube;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.api.v1alpha1.Kinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * When each generation was first seen, so that a look counts for it only if it began later. Kept in memory alone: after a
 * restart every look is younger than whatever was reported before it.
 */
final class Generations {
  /**
   * A visit.
   *
   * @param since looks that began earlier do not count
   * @param prompted whether a person just acted
   */
  record Visit(Instant since, boolean prompted) {}

  private record Seen(long generation, String request, Instant first) {}

  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /** Notes a visit to {@code object}, whose status speaks of generation {@code observed}. */
  Visit visit(HasMetadata object, @Nullable Long observed, Instant now) {
    long generation = Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
    String request = Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(all -> all.get(Kinds.RECONCILE_ANNOTATION))
        .orElse("");
    Seen before = seen.get(object.getMetadata().getUid());
    if (before != null && before.generation() == generation && before.request().equals(request)) {
      return new Visit(before.first(), false);
    }
    boolean reported = before == null && Long.valueOf(generation).equals(observed);
    Instant first = reported ? Instant.MIN : now;
    seen.put(object.getMetadata().getUid(), new Seen(generation, request, first));
    return new Visit(first, !reported);
  }

  void forget(String uid) {
    seen.remove(uid);
  }
}
