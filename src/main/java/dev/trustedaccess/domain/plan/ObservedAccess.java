package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;

/**
 * What one snapshot shows of one access, interpreted in view of the operator's last change. AWS's lists lag behind
 * changes. Therefore a list proves nothing if it lacks access soon after the operator's Enable, or still has it soon
 * after the operator's Disable. The same is true of a DateEnabled that is older than the latest enablement.
 *
 * @param listedAs the name under which access is listed; empty if it is not listed
 * @param settled whether the snapshot is late enough to show the effect of the operator's last change
 * @param confirmed whether access that is not listed counts as disabled. A list that is paged by position can skip an
 *     entry while another one is removed. So access that was enabled counts as disabled only if two snapshots in a row
 *     do not list it, or if AWS accepted the operator's Disable and access was not seen enabled since
 * @param outdatedBy when access was enabled again, or when that was requested, by AWS's clock; present if the list may
 *     lag behind and still shows the state before. Access then does not count as listed, and nothing is concluded from
 *     the list
 * @param recorded what is remembered after this snapshot
 */
record ObservedAccess(
    Optional<String> listedAs, boolean settled, boolean confirmed, Optional<Instant> outdatedBy, Recorded recorded) {
  /**
   * Interprets a snapshot.
   *
   * @param names all names under which the access may be listed
   * @param previousSnapshot the successful snapshot before it; empty if none is known
   * @param before what was remembered before this snapshot
   */
  public static ObservedAccess of(
      List<String> names, OrganizationSnapshot snapshot, Optional<OrganizationSnapshot> previousSnapshot,
      Recorded before, Timing timing) {
    for (String name : names) {
      Optional<Instant> date = snapshot.enabledAt(name);
      Optional<Instant> enabledLater = date.flatMap(listed -> enabledLater(listed, snapshot, before, timing));
      if (enabledLater.isPresent()) {
        return new ObservedAccess(Optional.empty(), false, false, enabledLater, before);
      }
      if (date.isPresent()) {
        boolean settled = timing.settled(before.lastChange().filter(change -> change.is(Change.Kind.DISABLE)),
            snapshot.awsTime());
        Recorded after = before.withEnabledSeen(snapshot.organization().id(), enabledBy(before, date.get()), date.get(),
            snapshot.awsTime());
        return new ObservedAccess(Optional.of(name), settled, false, Optional.empty(), after);
      }
    }
    boolean mayBeEnabled = before.enabledTime().isPresent() || before.pendingEnable().isPresent();
    boolean disabledByUs = before.lastChange()
        .filter(change -> change.is(Change.Kind.DISABLE) && change.requestId().isPresent())
        .filter(change -> !before.enabledSince(change.time()))
        .isPresent();
    // A snapshot from before the operator's Enable does not count: it shows the state before that.
    boolean disabledBefore = previousSnapshot
        .filter(earlier -> timing.settled(before.pendingEnable(), earlier.awsTime()))
        .filter(earlier -> names.stream().noneMatch(name -> earlier.enabledAt(name).isPresent()))
        .isPresent();
    return new ObservedAccess(
        Optional.empty(), timing.settled(before.pendingEnable(), snapshot.awsTime()),
        !mayBeEnabled || disabledByUs || disabledBefore,
        Optional.empty(), before);
  }

  /**
   * When access was enabled, or that was requested, if that is later than {@code date} and so recent that the list may
   * not show it yet. After the settle time, an older date counts: others enabled access first, or what was remembered
   * was wrong.
   */
  private static Optional<Instant> enabledLater(Instant date, OrganizationSnapshot snapshot, Recorded before,
      Timing timing) {
    Optional<Change> unseen = before.pendingEnable().filter(enable -> !enable.seen());
    return Stream.concat(unseen.map(Change::time).stream(), before.enabledTime().stream())
        .filter(time -> date.isBefore(time) && !timing.settled(time, snapshot.awsTime()))
        .max(Comparator.naturalOrder());
  }

  /** Who enabled access that is listed with {@code date}; OTHER is final. */
  private static EnabledBy enabledBy(Recorded before, Instant date) {
    boolean other = before.enabledBy().equals(Optional.of(EnabledBy.OTHER));
    boolean asRecorded = before.enabledBy().isPresent() && before.enabledTime().equals(Optional.of(date));
    return !other && (asRecorded || isExplained(before, date)) ? EnabledBy.OPERATOR : EnabledBy.OTHER;
  }

  /** Whether an intent of the operator explains that access is listed with {@code date}. */
  static boolean isExplained(Recorded before, Instant date) {
    return before.pendingEnable().filter(enable -> explains(enable, date)).isPresent();
  }

  /** An Enable is sent within seconds of its intent, so an intent does not explain a date that is much later. */
  private static boolean explains(Change enable, Instant date) {
    return !date.isBefore(enable.time()) && !date.isAfter(enable.time().plus(Timing.SENT_WITHIN));
  }

  /** The same, with this remembered instead. */
  ObservedAccess remembering(Recorded remembered) {
    return new ObservedAccess(listedAs, settled, confirmed, outdatedBy, remembered);
  }

  /** Whether access is listed. */
  public boolean enabled() {
    return listedAs.isPresent();
  }
}
