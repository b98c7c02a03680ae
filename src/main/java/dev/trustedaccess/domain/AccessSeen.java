package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one look says about one access, judged against what we did last: lists lag behind changes, so an "off" soon after
 * our Enable and an "on" soon after our Disable prove nothing, nor does a DateEnabled of before what was just enabled.
 *
 * @param listedAs the name under which access is listed; empty while it is not listed
 * @param settled whether the look counts as it reads
 * @param confirmed whether it may be taken for off; a list whose pages are cut by position can skip an entry while another
 *     goes, so what was on is off only if two looks in a row do not list it, or AWS has taken our Disable, and nobody was
 *     seen to have enabled it since
 * @param outdatedBy since when access is, or was asked to be, enabled anew, where the list shows it as it was before and that
 *     is so short a time ago that the list may lag behind: it does not count as listed, and nothing is concluded from it
 * @param recorded what is remembered after this look
 */
public record AccessSeen(
    Optional<String> listedAs, boolean settled, boolean confirmed, Optional<Instant> outdatedBy, Recorded recorded) {
  /**
   * From the look that an intent takes its time from until AWS has carried out the Enable, at most: a look is seconds old
   * when it is planned on, and a plan waits seconds for its turn and seconds to be sent.
   */
  private static final Duration SENT_WITHIN = Duration.ofSeconds(30);

  /** Judges {@code look}, and the look before it, for an access listed under any of {@code names}, with what was remembered before it. */
  public static AccessSeen of(
      List<String> names, Look look, Optional<Look> lookBefore, Recorded before, Timing timing) {
    for (String name : names) {
      Optional<Instant> date = look.enabledAt(name);
      Optional<Instant> anew = date.flatMap(shown -> enabledAnew(shown, look, before, timing));
      if (anew.isPresent()) {
        return new AccessSeen(Optional.empty(), false, false, anew, before);
      }
      if (date.isPresent()) {
        boolean settled = timing.settled(before.lastChange().filter(c -> c.is(Change.Kind.Disable)), look.awsTime());
        Recorded after = before.seenOn(look.organization().id(), openedBy(before, date.get()), date.get(),
            look.awsTime());
        return new AccessSeen(Optional.of(name), settled, false, Optional.empty(), after);
      }
    }
    boolean mayBeOn = before.enabledTime().isPresent() || before.openEnable().isPresent();
    boolean closedByUs = before.lastChange()
        .filter(change -> change.is(Change.Kind.Disable) && change.requestId().isPresent())
        .filter(change -> !before.enabledSince(change.time()))
        .isPresent();
    // A look of before our Enable showed what was so then.
    boolean offBefore = lookBefore.filter(earlier -> timing.settled(before.openEnable(), earlier.awsTime()))
        .filter(earlier -> names.stream().noneMatch(name -> earlier.enabledAt(name).isPresent()))
        .isPresent();
    return new AccessSeen(
        Optional.empty(), timing.settled(before.openEnable(), look.awsTime()), !mayBeOn || closedByUs || offBefore,
        Optional.empty(), before);
  }

  /**
   * When access was enabled, or was asked to be, later than at {@code date}, and so lately that the list may not show it yet.
   * Once that has settled an older date is what is so: others were first, or what was remembered was wrong.
   */
  private static Optional<Instant> enabledAnew(Instant date, Look look, Recorded before, Timing timing) {
    Optional<Change> unseen = before.openEnable().filter(enable -> !enable.seen());
    return Stream.concat(unseen.map(Change::time).stream(), before.enabledTime().stream())
        .filter(later -> date.isBefore(later) && !timing.settled(later, look.awsTime()))
        .max(Comparator.naturalOrder());
  }

  private static OpenedBy openedBy(Recorded before, Instant date) {
    boolean other = before.openedBy().equals(Optional.of(OpenedBy.Other));
    boolean asRecorded = before.openedBy().isPresent() && before.enabledTime().equals(Optional.of(date));
    boolean explained = before.openEnable().filter(enable -> explains(enable, date)).isPresent();
    return !other && (asRecorded || explained) ? OpenedBy.Operator : OpenedBy.Other;
  }

  /** An Enable is sent within seconds of its intent, so an intent explains no date that is much later. */
  private static boolean explains(Change enable, Instant date) {
    return !date.isBefore(enable.time()) && !date.isAfter(enable.time().plus(SENT_WITHIN));
  }

  public boolean on() {
    return listedAs.isPresent();
  }
}
