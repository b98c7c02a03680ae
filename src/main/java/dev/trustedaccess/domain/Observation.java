package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one pass knows of the world: what the cluster tells, and the answers to what was asked so far.
 *
 * @param times when what was known
 * @param prompted whether a person asked for a pass and no pass has served that yet: waits are cut short
 * @param connection the declaration's connection
 * @param siblings the other declarations for the same organization, by whatever connection
 * @param confirmation the service administrator's words
 * @param integration what knows the principal's own API; empty where there is none, or the connection gives no service duty
 * @param circumstances what could cure a refused change, as it is now; empty where that is not known
 * @param missed by question, how often in a row it was not answered
 * @param answers by question
 */
public record Observation(
    Times times,
    boolean prompted,
    ConnectionView connection,
    List<Sibling> siblings,
    Confirmation confirmation,
    Optional<Integration> integration,
    Optional<String> circumstances,
    Map<Question<?>, Integer> missed,
    Map<Question<?>, Fact<?>> answers) {
  /**
   * What knows a principal's own API.
   *
   * @param name of the integration
   * @param initializes whether it can initialize, or must wait for a person
   * @param regions every Region in which it looks for what remains, managed or not
   * @param looksIntoAdministrators whether it looks for what remains in the accounts of the service's administrators too
   */
  public record Integration(
      String name, boolean initializes, List<String> regions, boolean looksIntoAdministrators) {
    public Integration {
      regions = List.copyOf(regions);
    }
  }

  /**
   * When what was known, all by our clock.
   *
   * @param passBegun when the pass began
   * @param readSince when the oldest answer was asked for, looks and what the cluster tells aside; empty while there is none
   * @param readUntil when the newest answer was given, looks aside; the begin of the pass while there is none
   * @param asOf when the newest answer was given, looks included
   * @param reachedSince when the organization was reached again after looks that failed; empty where none failed
   */
  public record Times(
      Instant passBegun, Optional<Instant> readSince, Instant readUntil, Instant asOf,
      Optional<Instant> reachedSince) {}

  public Observation {
    siblings = List.copyOf(siblings);
    missed = Map.copyOf(missed);
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
        new Times(passBegun, Optional.empty(), passBegun, passBegun, Optional.empty()), prompted, connection, siblings,
        confirmation,
        integration, Optional.empty(), Map.of(), Map.of());
  }

  public Instant passBegun() {
    return times.passBegun;
  }

  public Optional<Instant> readSince() {
    return times.readSince;
  }

  public Instant readUntil() {
    return times.readUntil;
  }

  public Instant asOf() {
    return times.asOf.isBefore(times.readUntil) ? times.readUntil : times.asOf;
  }

  public Optional<Instant> reachedSince() {
    return times.reachedSince;
  }

  /** Looks that failed in a row. */
  public int missedLooks() {
    return missed(Question.LOOK);
  }

  /** How often in a row the question was not answered. */
  public int missed(Question<?> question) {
    return missed.getOrDefault(question, 0);
  }

  /** The same answers of AWS, with the cluster read again. */
  public Observation withCluster(ConnectionView view, List<Sibling> others, Confirmation words, boolean kindDeleting) {
    return new Observation(
        times, prompted, view, others, words, integration, circumstances, missed, answers)
        .with(Question.CRD_DELETING, Fact.known(kindDeleting));
  }

  /** The answer so far; not asked if there is none. */
  @SuppressWarnings("unchecked") // with() pairs each question with a fact of its own type
  public <T> Fact<T> answer(Question<T> question) {
    Fact<?> fact = answers.get(question);
    return fact == null ? Fact.notAsked() : (Fact<T>) fact;
  }

  public <T> Observation with(Question<T> question, Fact<T> fact) {
    return new Observation(
        times, prompted, connection, siblings, confirmation, integration, circumstances, missed,
        and(answers, question, fact));
  }

  /** With a look, and the good look before it. */
  public Observation withLook(Fact<Look> look, int missedLooks, Optional<Look> before) {
    return withMissed(Question.LOOK, missedLooks).with(Question.LOOK, look)
        .with(Question.LOOK_BEFORE, before.map(Fact::known).orElseGet(Fact::notAsked));
  }

  /** The good look before the one that answers {@link Question#LOOK}; empty where none is known. */
  public Optional<Look> lookBefore() {
    return answer(Question.LOOK_BEFORE).toOptional();
  }

  /** The same, with a question that was not answered so often in a row. */
  public Observation withMissed(Question<?> question, int inARow) {
    return new Observation(
        times, prompted, connection, siblings, confirmation, integration, circumstances, and(missed, question, inARow),
        answers);
  }

  /** The same, with an answer of AWS that was asked for at {@code begun} and given at {@code ended}. */
  public Observation read(Instant begun, Instant ended) {
    Instant oldest = times.readSince.filter(begun::isAfter).orElse(begun);
    return at(new Times(times.passBegun, Optional.of(oldest), ended, times.asOf, times.reachedSince));
  }

  /** The same, with its newest answer given at {@code time}. */
  public Observation asOf(Instant time) {
    return at(new Times(times.passBegun, times.readSince, times.readUntil, time, times.reachedSince));
  }

  /** The same, where the organization was reached again at {@code time}, after looks that failed. */
  public Observation reachedSince(Optional<Instant> time) {
    return at(new Times(times.passBegun, times.readSince, times.readUntil, times.asOf, time));
  }

  private Observation at(Times newer) {
    return new Observation(
        newer, prompted, connection, siblings, confirmation, integration, circumstances, missed, answers);
  }

  /** The same under these circumstances. */
  public Observation under(String seenCircumstances) {
    return new Observation(
        times, prompted, connection, siblings, confirmation, integration, Optional.of(seenCircumstances), missed,
        answers);
  }

  private static <K, V> Map<K, V> and(Map<K, V> before, K key, V value) {
    Map<K, V> more = new HashMap<>(before);
    more.put(key, value);
    return more;
  }
}
