package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.simulator.front.Call;
import org.jspecify.annotations.Nullable;

/**
 * One life with one fault in it.
 *
 * @param point where in the life; null for a life without a fault
 * @param fault what happens there; null for a life without one
 */
record Cell(Life life, @Nullable Point point, @Nullable Fault fault) {
  /**
   * In which a half of a life comes to its end, the fault included: six sparse answers in a row to who makes a session for a
   * change are six tries, and the waits between them are 5, 10, 20, 40 and 80 s.
   */
  static final Duration BOUND = Duration.ofMinutes(3);
  private static final String HOLD = "1s";

  /**
   * A call of a life.
   *
   * @param closing whether the declaration is being deleted
   * @param afterChange whether the first change of this half was sent before
   */
  record Point(boolean closing, String action, boolean afterChange) {
    @Override
    public String toString() {
      return action + (afterChange ? " after" : " before") + " the change, " + (closing ? "deleted" : "alive");
    }
  }

  /**
   * What came of it.
   *
   * @param met whether the call was made, so that the fault took place
   * @param recovery from the fault to the end of the half
   * @param points every point that was passed
   */
  record Outcome(Cell cell, boolean met, Duration recovery, Rates rates, List<Point> points) {}

  /** Lives it on a stage whose process runs. */
  Outcome live(FaultEnvironment stage) {
    Place place = stage.organization();
    life.given(place);
    AtomicReference<@Nullable Instant> struck = new AtomicReference<>();
    AtomicReference<Boolean> closing = new AtomicReference<>(false);
    List<Point> points = java.util.Collections.synchronizedList(new ArrayList<>());
    AtomicInteger changesInHalf = new AtomicInteger();
    stage.aws().faults().every(call -> {
      if (concerns(place, call)) {
        points.add(new Point(closing.get(), call.action(), changesInHalf.get() > 0));
        if (change(call)) {
          changesInHalf.incrementAndGet();
        }
      }
      return false;
    }).run(() -> {});
    if (point != null && fault != null) {
      AtomicInteger hits = new AtomicInteger();
      boolean changing = point.action().endsWith("AdminAccount") || point.action().endsWith("AWSServiceAccess");
      fault.order(stage, point.action(), call -> {
        boolean hit = concerns(place, call) && call.action().equals(point.action()) && closing.get() == point.closing()
            && (changesInHalf.get() > (change(call) ? 1 : 0)) == point.afterChange()
            && hits.getAndIncrement() < fault.times(changing);
        if (hit) {
          struck.compareAndSet(null, Instant.now());
        }
        return hit;
      });
    }
    stage.connect(place, HOLD);
    String name = place.name(life.principal);
    stage.declare(place, life.principal, life.spec(place));
    boolean opened = Life.within(BOUND, () -> Life.ready(stage.find(name)).startsWith("True"));
    Duration recovery = since(struck.get());
    stage.ledger()
        .check(Invariant.I1, opened,
            this + ": not ready after " + BOUND + ": " + Life.ready(stage.find(name)));
    int before = made(stage, place).size();
    awaitSnapshots(stage, place);
    stage.ledger()
        .check(Invariant.I1, made(stage, place).size() == before || !opened,
            this + ": changed something though ready: " + made(stage, place));
    boolean ours = place.organization.isEnabled(life.principal) && enabledByUs(stage, name);
    stage.ledger().check(Invariant.I1, ours || !opened, this + ": ready, but not enabled by us");

    life.used(place);
    changesInHalf.set(0);
    closing.set(true);
    stage.delete(name);
    stage.confirm(name);
    Life.within(Duration.ofSeconds(3), () -> false);
    place.cleanUp();
    boolean gone = Life.within(BOUND, () -> stage.find(name).isEmpty());
    if (point != null && point.closing()) {
      recovery = since(struck.get());
    }
    stage.ledger()
        .check(Invariant.I1, gone,
            this + ": not gone after " + BOUND + ": " + Life.ready(stage.find(name)));
    boolean left = place.organization.isEnabled(life.principal)
        || !place.delegatedAdministrators(life.principal).isEmpty();
    stage.ledger().check(Invariant.I1, !left || !gone, this + ": gone, and access is left");
    if (gone) {
      sequence(stage, place, struck.get() != null);
    }
    Rates rates = stage.ledger().finish(place);
    stage.disconnect(place);
    return new Outcome(this, point == null || struck.get() != null, recovery, rates, List.copyOf(points));
  }

  private static boolean concerns(Place place, Call call) {
    return place.concerns(call) || call.action().equals("sts:GetCallerIdentity");
  }

  private static boolean enabledByUs(FaultEnvironment stage, String name) {
    return stage.find(name)
        .map(TrustedServiceAccess::getStatus)
        .filter(status -> "Operator".equals(status.enabledBy()))
        .isPresent();
  }

  private static boolean change(Call call) {
    return call.changing() && !call.action().startsWith("sts:");
  }

  private static Duration since(@Nullable Instant struck) {
    return Optional.ofNullable(struck).map(at -> Duration.between(at, Instant.now())).orElse(Duration.ZERO);
  }

  private static List<String> made(FaultEnvironment stage, Place place) {
    return stage.aws()
        .calls()
        .matching(call -> change(call) && call.done() && place.concerns(call))
        .stream()
        .map(ChangeKinds::of)
        .toList();
  }

  /** Each change once, in order; and once more only for what cut it off. */
  private void sequence(FaultEnvironment stage, Place place, boolean struck) {
    List<String> made = made(stage, place);
    stage.ledger()
        .check(Invariant.I1, made.stream().distinct().toList().equals(life.changes()),
            this + ": changed " + made);
    int more = place.crashes.get() + (struck ? 1 : 0);
    stage.ledger().check(Invariant.I7, made.size() <= life.changes().size() + more, this + ": changed " + made);
  }

  private static void awaitSnapshots(FaultEnvironment stage, Place place) {
    long since = stage.aws().calls().last();
    Life.within(Duration.ofSeconds(20), () -> stage.aws()
        .calls()
        .since(since)
        .stream()
        .filter(call -> place.concerns(call) && call.action().equals("organizations:DescribeOrganization"))
        .count() >= 2);
  }

  @Override
  public String toString() {
    return life + (point == null || fault == null ? " undisturbed" : ", " + point + ", " + fault.words);
  }
}
