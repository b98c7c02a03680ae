package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a declaration's status remembers; the operator keeps nothing else.
 *
 * @param organizationId the organization it was first seen in
 * @param openedBy who opened access as it stands
 * @param enabledTime DateEnabled as last seen
 * @param reopenedTime the enabledTime at which access came back after a time off; empty while it never was off
 * @param setUp what we made while initializing
 * @param lastChange the last change that was meant
 * @param corrections when drift was corrected last, by AWS's clock, at most {@value #KEPT_CORRECTIONS}
 * @param named what this deletion has named as remaining
 * @param toRead where the service is to be looked for before access is disabled
 * @param deletionSeen AWS's time at the first look for this deletion; empty while there was none
 */
public record Recorded(
    Optional<String> organizationId,
    Optional<OpenedBy> openedBy,
    Optional<Instant> enabledTime,
    Optional<Instant> reopenedTime,
    List<SetUp> setUp,
    Optional<Change> lastChange,
    List<Instant> corrections,
    Cleanup named,
    ToRead toRead,
    Optional<Instant> deletionSeen) {
  public static final int KEPT_CORRECTIONS = 3;

  public static final Recorded NOTHING = new Recorded(
      Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of(),
      Cleanup.NOTHING, ToRead.NOTHING, Optional.empty());

  public Recorded {
    setUp = List.copyOf(setUp);
    corrections = List.copyOf(corrections);
  }

  /** Whether anything of ours is known: checks were passed once. */
  public boolean isEmpty() {
    return openedBy.isEmpty() && lastChange.isEmpty() && setUp.isEmpty();
  }

  /** An Enable that was meant and that no DateEnabled has explained yet: none does that was remembered before it was seen. */
  public Optional<Change> openEnable() {
    return lastChange.filter(change -> change.is(Change.Kind.Enable))
        .filter(change -> !change.seen() || enabledTime.filter(date -> !date.isBefore(change.time())).isEmpty());
  }

  /**
   * What is remembered after the last change, as it was meant here, ended so: where it certainly did not take place, what
   * came with the intent (a set-up, a correction) is not remembered either.
   *
   * @param before what was remembered before the intent
   */
  public Recorded ended(ChangeOutcome outcome, Recorded before) {
    Change ended = lastChange.orElseThrow().ended(outcome);
    return (ended.refused().isPresent() ? before : this).withLastChange(ended);
  }

  public Recorded withLastChange(Change change) {
    return new Recorded(
        organizationId, openedBy, enabledTime, reopenedTime, setUp, Optional.of(change), corrections, named,
        toRead, deletionSeen);
  }

  /** The effect of the last change, if it was of this kind, has been read. */
  Recorded withEffectSeen(Change.Kind kind) {
    return lastChange.filter(change -> change.kind() == kind && !change.seen())
        .map(change -> withLastChange(change.withEffectSeen()))
        .orElse(this);
  }

  /** Whatever kept the last change from taking place is mended: what is meant next begins a row of its own. */
  Recorded withoutLastChange() {
    return new Recorded(organizationId, openedBy, enabledTime, reopenedTime, setUp, Optional.empty(), corrections,
        named, toRead, deletionSeen);
  }

  /** With one more thing that we made. */
  public Recorded withSetUp(SetUp made) {
    return setUp.contains(made) ? this : withSetUp(Stream.concat(setUp.stream(), Stream.of(made)).toList());
  }

  Recorded withSetUp(List<SetUp> made) {
    return new Recorded(organizationId, openedBy, enabledTime, reopenedTime, made, lastChange, corrections, named,
        toRead, deletionSeen);
  }

  Recorded withToRead(ToRead places) {
    return new Recorded(organizationId, openedBy, enabledTime, reopenedTime, setUp, lastChange, corrections, named,
        places, deletionSeen);
  }

  /** A look at {@code awsTime} was for the deletion. A time that is yet to come is none that was seen. */
  Recorded withDeletionSeen(Instant awsTime) {
    Instant first = deletionSeen.filter(seen -> !seen.isAfter(awsTime)).orElse(awsTime);
    return new Recorded(organizationId, openedBy, enabledTime, reopenedTime, setUp, lastChange, corrections, named,
        toRead, Optional.of(first));
  }

  public Recorded withCorrection(Instant awsTime) {
    List<Instant> all = Stream.concat(corrections.stream(), Stream.of(awsTime)).toList();
    List<Instant> kept = all.subList(Math.max(0, all.size() - KEPT_CORRECTIONS), all.size());
    return new Recorded(organizationId, openedBy, enabledTime, reopenedTime, setUp, lastChange, kept, named,
        toRead, deletionSeen);
  }

  /**
   * The date of the life of access as it stands, which a confirmation must name: since it came back no older date that a list
   * shows is another life.
   */
  public Optional<Instant> onSince() {
    return Stream.concat(enabledTime.stream(), reopenedTime.stream()).max(Comparator.naturalOrder());
  }

  /** Whether it was seen with a DateEnabled of that moment or a later one. */
  boolean enabledSince(Instant moment) {
    return Stream.concat(enabledTime.stream(), reopenedTime.stream()).anyMatch(date -> !date.isBefore(moment));
  }

  /**
   * What is remembered after access was seen on at {@code awsTime}; a list that lags behind may show an older date after a
   * newer one, but not after one that is yet to come.
   */
  Recorded seenOn(String organization, OpenedBy by, Instant date, Instant awsTime) {
    Optional<Instant> reopened = enabledTime.filter(before -> !before.equals(date)).isPresent()
        ? Optional.of(reopenedTime.filter(date::isBefore).filter(back -> !back.isAfter(awsTime)).orElse(date))
        : reopenedTime;
    return new Recorded(
        Optional.of(organization), Optional.of(by), Optional.of(date), reopened, setUp, lastChange, corrections, named,
        toRead, deletionSeen)
        .withEffectSeen(Change.Kind.Enable);
  }
}
