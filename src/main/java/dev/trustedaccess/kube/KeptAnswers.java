package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.Fact;

/**
 * The latest answers to one question, for each connection and service principal, so that steady state need not ask AWS
 * again in each pass. Kept only in memory: another process reads anew. Failures are not kept, and after one the previous
 * answer does not count any more.
 *
 * @param <T> the type of the answers
 */
final class KeptAnswers<T> {
  private final Duration longest;
  private final InstantSource clock;
  private final Map<Key, Kept<T>> answers = new ConcurrentHashMap<>();

  private record Key(String connection, String principal) {}

  /** An answer, when its read began, and the settings that it was read with. */
  private record Kept<T>(T answer, Instant begun, ConnectionSettings settings) {}

  /**
   * Keeps nothing yet.
   *
   * @param longest an older answer does not count
   */
  KeptAnswers(Duration longest, InstantSource clock) {
    this.longest = longest;
    this.clock = clock;
  }

  /** The answer of a read with these settings that began at or after {@code since} and not too long ago; else empty. */
  Optional<T> since(Instant since, ConnectionSettings settings, String principal) {
    return between(since, Instant.MAX, settings, principal);
  }

  /** The same, of a read that began before {@code end}. */
  Optional<T> between(Instant since, Instant end, ConnectionSettings settings, String principal) {
    return Optional.ofNullable(answers.get(new Key(settings.name(), principal)))
        .filter(kept -> kept.settings().equals(settings) && !kept.begun().isBefore(since))
        .filter(kept -> kept.begun().isBefore(end))
        .filter(kept -> Duration.between(kept.begun(), clock.instant()).compareTo(longest) < 0)
        .map(Kept::answer);
  }

  /** The answer that {@code read} gives now; it replaces the one kept. */
  Fact<T> now(ConnectionSettings settings, String principal, Supplier<Fact<T>> read) {
    Key key = new Key(settings.name(), principal);
    Instant begun = clock.instant();
    Fact<T> answer = read.get();
    answer.toOptional()
        .ifPresentOrElse(known -> answers.put(key, new Kept<>(known, begun, settings)), () -> answers.remove(key));
    return answer;
  }

  /** Forgets the answer about one principal. */
  void forget(String connection, String principal) {
    answers.remove(new Key(connection, principal));
  }

  /** Forgets a deleted connection. */
  void forget(String connection) {
    answers.keySet().removeIf(key -> key.connection().equals(connection));
  }

  /** Number of answers that are stored. */
  int size() {
    return answers.size();
  }
}
