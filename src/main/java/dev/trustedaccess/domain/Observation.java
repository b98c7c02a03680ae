package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one pass knows of the world: what the cluster tells, and the answers to what was asked so far.
 *
 * @param passBegun when the pass began, by our clock
 * @param readSince when the oldest answer was asked for, looks and what the cluster tells aside, by our clock; empty while
 *     there is none
 * @param readUntil when the newest answer was given, looks aside, by our clock; the begin of the pass while there is none
 * @param prompted whether a person just acted (a new generation, or a request to reconcile): waits are cut short
 * @param connection the declaration's connection
 * @param siblings the other declarations for the same organization, by whatever connection
 * @param confirmation the service administrator's words
 * @param integration what knows the principal's own API; empty where there is none, or the connection gives no service duty
 * @param missedLooks looks that failed in a row
 * @param answers by question
 */
public record Observation(
    Instant passBegun,
    Optional<Instant> readSince,
    Instant readUntil,
    boolean prompted,
    ConnectionView connection,
    List<Sibling> siblings,
    Confirmation confirmation,
    Optional<Integration> integration,
    int missedLooks,
    Map<Question<?>, Fact<?>> answers) {
  /** An integration's name, and whether it can initialize or must wait for a person. */
  public record Integration(String name, boolean initializes) {}

  public Observation {
    siblings = List.copyOf(siblings);
    answers = Map.copyOf(answers);
  }

  /** What the cluster alone tells. */
  public static Observation ofCluster(
      Instant passBegun,
      boolean prompted,
      ConnectionView connection,
      List<Sibling> siblings,
      Confirmation confirmation,
      Optional<Integration> integration) {
    return new Observation(
        passBegun, Optional.empty(), passBegun, prompted, connection, siblings, confirmation, integration, 0, Map.of());
  }

  /** The same answers of AWS, with the cluster read again. */
  public Observation withCluster(ConnectionView view, List<Sibling> others, Confirmation words, boolean kindDeleting) {
    return new Observation(
        passBegun, readSince, readUntil, prompted, view, others, words, integration, missedLooks, answers)
        .with(Question.CRD_DELETING, Fact.known(kindDeleting));
  }

  /** The answer so far; not asked if there is none. */
  @SuppressWarnings("unchecked") // with() pairs each question with a fact of its own type
  public <T> Fact<T> answer(Question<T> question) {
    Fact<?> fact = answers.get(question);
    return fact == null ? Fact.notAsked() : (Fact<T>) fact;
  }

  public <T> Observation with(Question<T> question, Fact<T> fact) {
    Map<Question<?>, Fact<?>> more = new HashMap<>(answers);
    more.put(question, fact);
    return new Observation(
        passBegun, readSince, readUntil, prompted, connection, siblings, confirmation, integration, missedLooks, more);
  }

  public Observation withLook(Fact<Look> look, int missed) {
    return new Observation(
        passBegun, readSince, readUntil, prompted, connection, siblings, confirmation, integration, missed, answers)
        .with(Question.LOOK, look);
  }

  /** The same, with an answer of AWS that was asked for at {@code begun} and given at {@code ended}. */
  public Observation read(Instant begun, Instant ended) {
    Instant oldest = readSince.filter(begun::isAfter).orElse(begun);
    return new Observation(
        passBegun, Optional.of(oldest), ended, prompted, connection, siblings, confirmation, integration, missedLooks,
        answers);
  }
}
