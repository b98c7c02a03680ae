package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.plan.SimulatedOperator.Pass;
import dev.trustedaccess.mapping.DeclarationReader;

import static org.assertj.core.api.Assertions.assertThat;

/** The design's invariants, as far as they are the pure core's, judged by what truly is and not by what was planned from. */
final class Invariants {
  private static final Duration SETTLE = Timing.STANDARD.settle();
  private static final Duration SECONDS = Duration.ofSeconds(5);

  private final World world;
  private final Cluster cluster;
  private final RemovalInvariants removal;
  private World.Shown shown;
  private World.Shown shownBefore;
  /** Generations, as uid/generation, at which a snapshot saw access enabled. */
  private final List<String> seenOn = new ArrayList<>();
  /** When a change was last meant, by uid and kind; a lost status takes it along. */
  private final Map<String, Instant> lastIntent = new HashMap<>();

  /** The life at which it was last said to be ready; empty if it was not. */
  private String readyAt = "";

  Invariants(World world, Cluster cluster, ServiceFacts service) {
    this.world = world;
    this.cluster = cluster;
    this.removal = new RemovalInvariants(world, cluster, service);
    this.shown = world.shown();
    this.shownBefore = shown;
  }

  void forgotten() {
    readyAt = "";
    lastIntent.clear();
    removal.forgotten();
  }

  /** A snapshot was given to the plan. */
  void snapshotRead(World.Shown snapshot) {
    if (!snapshot.equals(shown)) {
      shownBefore = shown;
    }
    shown = snapshot;
    if (snapshot.snapshot().enabledAt(World.PRINCIPAL).isPresent()) {
      seenOn.add(life());
    }
  }

  private String life() {
    return cluster.uid() + "/" + cluster.generation;
  }

  void enables(Pass pass, String principal, Instant awsTime) {
    mayChange(principal);
    assertThat(cluster.deleted).as("I3: enabled though deleted").isEmpty();
    assertThat(shown.snapshot().begun()).as("enabled on an old snapshot").isAfterOrEqualTo(world.now.minus(SECONDS));
    if (pass.recorded().enabledTime().isPresent()) {
      assertThat(onAllTheTime()).as("drift corrected that is none").isFalse();
    }
    settled(pass, Change.Kind.ENABLE, awsTime);
  }

  void initializes(Pass pass, OwnedResource owned) {
    mayChange(World.PRINCIPAL);
    assertThat(cluster.deleted).as("initialized though deleted").isEmpty();
    assertThat(pass.desired().administrators()).contains(owned.id());
    assertThat(initialization(pass).flatMap(InitializationState::administrators).orElseThrow().appointed())
        .as("an administrator changed")
        .isEmpty();
    assertThat(world.administrator()).as("initialized after one answer that found nothing").isEmpty();
  }

  /** What the last answer says of it, if one was given: the first one may not have found what is there. */
  static Optional<InitializationState> initialization(Pass pass) {
    boolean twice = pass.asked().contains(Question.SECOND_INITIALIZATION);
    return pass.observation()
        .answer(twice ? Question.SECOND_INITIALIZATION : Question.INITIALIZATION)
        .toOptional();
  }

  /** What we set, and what stands all the time, is not forgotten while the declaration lives. */
  private void remembersOurs(Pass pass, TrustedServiceAccessStatus status) {
    boolean recorded = pass.recorded()
        .owned()
        .stream()
        .map(OwnedResource::id)
        .anyMatch(
            id -> world.administrator().equals(Optional.of(id)) && !world.administratorLeaves());
    if (recorded && world.administratorOurs && cluster.deleted.isEmpty()) {
      assertThat(DeclarationReader.recorded(status).owned()).as("ours was forgotten though it stands").isNotEmpty();
    }
  }

  void removesOwned(Pass pass, OwnedResource owned, boolean confirmed) {
    mayChange(World.PRINCIPAL);
    removal.hold(pass, shown, confirmed);
    assertThat(pass.recorded().owned()).as("what was not ours was removed").contains(owned);
    assertThat(world.administratorOurs).as("what others had set up was removed").isTrue();
    assertThat(world.administratorLeaves()).as("removed though it is being removed").isFalse();
  }

  void disables(Pass pass, String principal, Instant awsTime, boolean confirmed) {
    mayChange(principal);
    removal.hold(pass, shown, confirmed);
    settled(pass, Change.Kind.DISABLE, awsTime);
    Optional<World.Period> truth = world.access().filter(period -> !period.date().isAfter(shown.moment()));
    if (cluster.policy == DeletionPolicy.RESTORE && truth.isPresent()) {
      assertThat(truth.get().ours() || truth.get().unclear()).as("I11: disabled what others had enabled").isTrue();
    }
    if (!pass.recorded().owned().isEmpty()) {
      assertThat(pass.observation().answer(Question.SECOND_OWNED_RESOURCES).toOptional())
          .as("disabled before the end of our owned resource was seen")
          .hasValueSatisfying(
              ownedSeen -> assertThat(ownedSeen.all()).doesNotContainAnyElementsOf(pass.recorded().owned()));
    }
  }

  /** No change is repeated within the settle time, unless the last one was certainly not done, or is not remembered. */
  private void settled(Pass pass, Change.Kind kind, Instant awsTime) {
    boolean refused = pass.recorded().lastChange().flatMap(Change::refused).isPresent();
    Instant meant = lastIntent.getOrDefault(cluster.uid() + kind, Instant.EPOCH);
    if (!refused) {
      assertThat(awsTime).as("a %s repeated within the settle time", kind).isAfterOrEqualTo(meant.plus(SETTLE));
    }
    lastIntent.put(cluster.uid() + kind, awsTime);
  }

  private void mayChange(String principal) {
    assertThat(cluster.mayChange()).as("I4: changed what is not to be touched: " + cluster).isTrue();
    assertThat(principal).as("I4: touched what nobody declares").isEqualTo(World.PRINCIPAL);
  }

  /** I5: the finalizer is removed by the deletion rules only. */
  void leaves(Pass pass) {
    Recorded recorded = pass.recorded();
    boolean ours = recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR)) || recorded.pendingEnable().isPresent();
    boolean untouched = cluster.kindDeleting || cluster.policy == DeletionPolicy.RETAIN || cluster.mode == Mode.OBSERVE
        || recorded.isEmpty();
    if (untouched || (cluster.policy == DeletionPolicy.RESTORE && !ours)) {
      return;
    }
    assertThat(pass.asked()).as("I5: left without a snapshot").contains(Question.SNAPSHOT);
    assertThat(cluster.mayChange()).as("I5: left though it has to stay").isTrue();
    Optional<Instant> date = shown.snapshot().enabledAt(World.PRINCIPAL);
    if (date.isPresent() && cluster.siblings.stream().anyMatch(Sibling::manages)) {
      return;
    }
    if (date.isPresent()) {
      assertThat(outdated(recorded)).as("I5: what we enabled was left enabled, since a snapshot showed what was before")
          .isFalse();
      assertThat(cluster.policy).as("I5: left on against the policy").isEqualTo(DeletionPolicy.RESTORE);
      assertThat(recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR)) && recorded.enabledTime().equals(date))
          .as("I5: what we enabled was left enabled, though the snapshot showed it")
          .isFalse();
    } else {
      boolean mayBeOn = recorded.enabledTime().isPresent() || recorded.pendingEnable().isPresent();
      assertThat(mayBeOn && onAllTheTime() && !endedByUs(recorded)).as("I5: left though it is on").isFalse();
      assertThat(recorded.pendingEnable().filter(open -> shown.snapshot().awsTime().isBefore(open.time().plus(SETTLE))))
          .as("I5: off did not count as off yet")
          .isEmpty();
    }
  }

  /**
   * Whether what stands is ours and this memory explains it, though the snapshot shows what was there before: it must not be
   * concluded that others enabled it, nor that it is as declared.
   */
  private boolean outdated(Recorded recorded) {
    Optional<Instant> ours = world.access()
        .filter(period -> period.ours() && !period.unclear())
        .map(World.Period::date);
    boolean recalled = ours.isPresent() && recorded.enabledTime().equals(ours)
        && recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR));
    boolean meant = recorded.pendingEnable()
        .filter(open -> ours.filter(date -> !date.isBefore(open.time())).isPresent())
        .isPresent();
    Optional<Instant> seen = shown.snapshot().enabledAt(World.PRINCIPAL);
    return (recalled || meant) && seen.isPresent() && !seen.equals(ours);
  }

  /** Whether access was enabled all the time of the last two snapshots: they do not both lack it, and one snapshot proves nothing. */
  private boolean onAllTheTime() {
    Optional<World.Period> now = world.accessAt(shown.moment());
    return now.isPresent() && now.equals(world.accessAt(shownBefore.moment()));
  }

  /** AWS has taken a Disable of ours, sent while what the snapshot shows of the past was on: one snapshot without it is enough. */
  private boolean endedByUs(Recorded recorded) {
    Optional<Instant> taken = recorded.lastChange()
        .filter(change -> change.is(Change.Kind.DISABLE) && change.requestId().isPresent())
        .map(Change::time);
    return taken.isPresent()
        && world.accessAt(shown.moment()).filter(period -> period.date().isBefore(taken.get())).isPresent();
  }

  private static boolean ready(TrustedServiceAccessStatus status) {
    return Objects.requireNonNull(status.conditions())
        .stream()
        .anyMatch(condition -> "Ready".equals(condition.type()) && "True".equals(condition.status()));
  }

  /** I6, and that what is said of this generation was seen at it. */
  void reported(Pass pass, TrustedServiceAccessStatus status) {
    assertThat(status.observedGeneration()).isEqualTo(pass.declared().generation());
    removal.reported(pass, status);
    remembersOurs(pass, status);
    if (pass.asked().contains(Question.SNAPSHOT) && outdated(pass.recorded())) {
      Recorded after = DeclarationReader.recorded(status);
      assertThat(after.enabledBy()).as("who enabled it was told from an earlier snapshot")
          .isEqualTo(pass.recorded().enabledBy());
      assertThat(after.enabledTime()).as("a date of before").isEqualTo(pass.recorded().enabledTime());
      assertThat(ready(status)).as("I6: ready by an earlier snapshot").isIn(false, readyAt.equals(life()));
    }
    readyAt = ready(status) ? life() : "";
    List<Condition> conditions = Objects.requireNonNull(status.conditions());
    for (Condition condition : conditions) {
      if ("Ready".equals(condition.type()) && "True".equals(condition.status())) {
        assertThat(condition.observedGeneration()).isEqualTo(cluster.generation);
        assertThat(seenOn).as("I6: ready though never seen on at this generation").contains(life());
        assertThat(cluster.deleted).as("I6: ready though deleted").isEmpty();
      }
      if ("Stalled".equals(condition.type()) || "Reconciling".equals(condition.type())) {
        assertThat(condition.status()).isEqualTo("True");
      }
    }
    assertThat(conditions.stream().map(Condition::type)).doesNotHaveDuplicates()
        .contains("AccessEnabled", "Initialized", "RolesPresent", "Ready");
  }
}
