package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.ReportedReady;
import dev.trustedaccess.domain.declaration.ReportedRoles;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;

/**
 * Everything that one pass knows: the state of the cluster, and the answers to the questions asked up to now.
 *
 * @param times when each part was read
 * @param cluster the state of the cluster
 * @param previousSnapshot the successful snapshot before the one that answers {@link Question#SNAPSHOT}, from any pass;
 *     empty if none is known
 * @param missed for each question, how many times in a row it was not answered
 * @param answers the answer to each question
 */
public record Observation(
    Times times,
    Cluster cluster,
    Optional<OrganizationSnapshot> previousSnapshot,
    Map<Question<?>, Integer> missed,
    Map<Question<?>, Fact<?>> answers) {
  /**
   * What the cluster contains for the declaration, apart from the declaration itself.
   *
   * @param prompted whether a person made a request to reconcile that no pass has served yet; refused changes are then
   *     due at once
   * @param connection the declaration's connection
   * @param siblings the other declarations for the same organization, through any connection
   * @param confirmation the service administrator's statements
   * @param integration the integration for the principal's own API; empty if there is none, or if the connection has no
   *     service role
   * @param circumstances what could resolve the refusal of a change, as it is now; empty if that is not known
   * @param reportedRoles what status reports about the roles at this generation; empty if it reports nothing
   * @param reportedReady why the declaration is or is not ready according to status; empty if status does not tell
   * @param reportedDisabled whether status reports that access is disabled
   */
  public record Cluster(
      boolean prompted,
      ConnectionView connection,
      List<Sibling> siblings,
      Confirmation confirmation,
      Optional<Integration> integration,
      Optional<String> circumstances,
      Optional<ReportedRoles> reportedRoles,
      Optional<ReportedReady> reportedReady,
      boolean reportedDisabled) {
    public Cluster {
      siblings = List.copyOf(siblings);
    }
  }

  /**
   * The integration for a principal's own API.
   *
   * @param name the integration's name
   * @param initializes whether it can initialize the service; if not, the operator waits for a person
   * @param regions every Region in which it reads what remains, managed or not
   * @param kinds where it reads each kind of thing that may remain
   * @param enables whether it has the service's own call that enables access
   * @param alsoEnables the other principals whose access that call enables
   * @param disables whether it has the service's own call that disables access
   * @param administratorDismissesItself whether an administrator is dismissed by a call in its own account; if not, by one
   *     in the management account
   */
  public record Integration(
      String name, boolean initializes, List<String> regions, List<KindPlaces> kinds, boolean enables,
      List<String> alsoEnables, boolean disables, boolean administratorDismissesItself) {
    public Integration {
      regions = List.copyOf(regions);
      kinds = List.copyOf(kinds);
      alsoEnables = List.copyOf(alsoEnables);
    }

    /** Whether it also reads what remains in the accounts of the service's administrators. */
    boolean readsAdministratorAccounts() {
      return kinds.stream().anyMatch(KindPlaces::inAdministratorAccounts);
    }
  }

  /**
   * When each part was read, all by our clock.
   *
   * @param passBegun when the pass began
   * @param readSince when the oldest answer was requested, apart from snapshots and the cluster's state; empty while
   *     there is none
   * @param readUntil when the newest answer arrived, apart from snapshots; the beginning of the pass while there is
   *     none
   * @param asOf when the newest answer arrived, snapshots included
   * @param reachedSince when the organization was reached again after failed snapshots; empty if none failed
   */
  public record Times(
      Instant passBegun, Optional<Instant> readSince, Instant readUntil, Instant asOf,
      Optional<Instant> reachedSince) {}

  public Observation {
    missed = Map.copyOf(missed);
    answers = Map.copyOf(answers);
  }

  /** An observation of the cluster alone, without any answer. */
  public static Observation ofCluster(
      Instant passBegun,
      boolean prompted,
      ConnectionView connection,
      List<Sibling> siblings,
      Confirmation confirmation,
      Optional<Integration> integration) {
    return new Observation(
        new Times(passBegun, Optional.empty(), passBegun, passBegun, Optional.empty()),
        new Cluster(prompted, connection, siblings, confirmation, integration, Optional.empty(), Optional.empty(),
            Optional.empty(), false),
        Optional.empty(), Map.of(), Map.of());
  }

  /** See {@link Cluster#prompted}. */
  public boolean prompted() {
    return cluster.prompted;
  }

  /** See {@link Cluster#connection}. */
  public ConnectionView connection() {
    return cluster.connection;
  }

  /** See {@link Cluster#siblings}. */
  public List<Sibling> siblings() {
    return cluster.siblings;
  }

  /** See {@link Cluster#confirmation}. */
  public Confirmation confirmation() {
    return cluster.confirmation;
  }

  /** See {@link Cluster#integration}. */
  public Optional<Integration> integration() {
    return cluster.integration;
  }

  /** See {@link Cluster#circumstances}. */
  public Optional<String> circumstances() {
    return cluster.circumstances;
  }

  /** See {@link Cluster#reportedRoles}. */
  public Optional<ReportedRoles> reportedRoles() {
    return cluster.reportedRoles;
  }

  /** See {@link Cluster#reportedReady}. */
  public Optional<ReportedReady> reportedReady() {
    return cluster.reportedReady;
  }

  /** See {@link Cluster#reportedDisabled}. */
  public boolean reportedDisabled() {
    return cluster.reportedDisabled;
  }

  /** When the pass began, by our clock. */
  public Instant passBegun() {
    return times.passBegun;
  }

  /** See {@link Times#readSince}. */
  public Optional<Instant> readSince() {
    return times.readSince;
  }

  /** See {@link Times#readUntil}. */
  public Instant readUntil() {
    return times.readUntil;
  }

  /** When the newest answer arrived, snapshots included, by our clock. */
  public Instant asOf() {
    return times.asOf.isBefore(times.readUntil) ? times.readUntil : times.asOf;
  }

  /** See {@link Times#reachedSince}. */
  public Optional<Instant> reachedSince() {
    return times.reachedSince;
  }

  /** When the snapshot began, by our clock; without a snapshot, when the pass began. */
  public Instant snapshotBegun() {
    return answer(Question.SNAPSHOT).toOptional().map(OrganizationSnapshot::begun).orElse(passBegun());
  }

  /** How many snapshots failed in a row. */
  public int missedSnapshots() {
    return missed(Question.SNAPSHOT);
  }

  /** How many times in a row the question was not answered. */
  public int missed(Question<?> question) {
    return missed.getOrDefault(question, 0);
  }

  /** The same answers from AWS, with the cluster's state read again. */
  public Observation withCluster(ConnectionView newConnection, List<Sibling> newSiblings, Confirmation newConfirmation,
      boolean crdDeleting) {
    return withCluster(new Cluster(prompted(), newConnection, newSiblings, newConfirmation, integration(),
        circumstances(), reportedRoles(), reportedReady(), reportedDisabled()))
        .with(Question.CRD_DELETING, Fact.known(crdDeleting));
  }

  /** The answer to the question; NotAsked if there is none yet. */
  @SuppressWarnings("unchecked") // with() pairs each question with a fact of its own type
  public <T> Fact<T> answer(Question<T> question) {
    Fact<?> fact = answers.get(question);
    return fact == null ? Fact.notAsked() : (Fact<T>) fact;
  }

  /** The same, with the answer to one more question. */
  public <T> Observation with(Question<T> question, Fact<T> fact) {
    return new Observation(times, cluster, previousSnapshot, missed, plus(answers, question, fact));
  }

  /** The same, with an organization snapshot and the successful one before it. */
  public Observation withSnapshot(Fact<OrganizationSnapshot> snapshot, int missedSnapshots,
      Optional<OrganizationSnapshot> before) {
    return new Observation(times, cluster, before, plus(missed, Question.SNAPSHOT, missedSnapshots),
        plus(answers, Question.SNAPSHOT, snapshot));
  }

  /** The same, with the number of times in a row that the question was not answered. */
  public Observation withMissed(Question<?> question, int inARow) {
    return new Observation(times, cluster, previousSnapshot, plus(missed, question, inARow), answers);
  }

  /** The same, with an answer from AWS that was requested at {@code begun} and arrived at {@code ended}. */
  public Observation read(Instant begun, Instant ended) {
    Instant oldest = times.readSince.filter(begun::isAfter).orElse(begun);
    return withTimes(new Times(times.passBegun, Optional.of(oldest), ended, times.asOf, times.reachedSince));
  }

  /** The same, with the newest answer having arrived at {@code time}. */
  public Observation asOf(Instant time) {
    return withTimes(new Times(times.passBegun, times.readSince, times.readUntil, time, times.reachedSince));
  }

  /** The same, with the organization reached again at {@code time} after failed snapshots. */
  public Observation reachedSince(Optional<Instant> time) {
    return withTimes(new Times(times.passBegun, times.readSince, times.readUntil, times.asOf, time));
  }

  private Observation withTimes(Times newTimes) {
    return new Observation(newTimes, cluster, previousSnapshot, missed, answers);
  }

  private Observation withCluster(Cluster newCluster) {
    return new Observation(times, newCluster, previousSnapshot, missed, answers);
  }

  /** The same, under these circumstances. */
  public Observation under(String currentCircumstances) {
    return withCluster(new Cluster(prompted(), connection(), siblings(), confirmation(), integration(),
        Optional.of(currentCircumstances), reportedRoles(), reportedReady(), reportedDisabled()));
  }

  /**
   * The same, with what status reports: the roles at this generation, why the declaration is ready or not, and whether
   * access is disabled.
   */
  public Observation reporting(Optional<ReportedRoles> roles, Optional<ReportedReady> ready, boolean disabled) {
    return withCluster(new Cluster(prompted(), connection(), siblings(), confirmation(), integration(),
        circumstances(), roles, ready, disabled));
  }

  private static <K, V> Map<K, V> plus(Map<K, V> before, K key, V value) {
    Map<K, V> result = new HashMap<>(before);
    result.put(key, value);
    return result;
  }
}
