package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Desired.RoleExpectation;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;

/** What is declared, and what status remembers of it.
 *
 * @param <G> the type that each method returns for the next call
 */
abstract class GivenDeclaration<G extends GivenDeclaration<G>> {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final Duration SKEW = Duration.ofMinutes(47);
  public static final Instant AWS_NOW = NOW.plus(SKEW);
  public static final String PRINCIPAL = "mail.amazonaws.com";
  public static final String ORGANIZATION = "o-example1234";
  public static final String MANAGEMENT = "111111111111";
  public static final String ADMINISTRATOR = "222222222222";
  static final String UID = "8e4a12f5-6b60-4a04-a0d5-0f7a3d1a3f10";
  static final String NAME = PRINCIPAL + ".production";
  public static final OwnedResource OWNED = OwnedResource.administrator(ADMINISTRATOR, "us-east-1");
  public static final OwnedResource REGISTRATION = OwnedResource.registration(ADMINISTRATOR);
  public static final Duration HOLD = Duration.ofMinutes(15);
  public static final Duration INTERVAL = Duration.ofMinutes(5);
  static final String BEFORE = "before";
  /** Every place of every kind there is here. */
  static final Set<PlaceRead> EVERYWHERE = Stream.of("lock", "letter", "stamp", "parcel", "administrator")
      .map(PlaceRead::everywhere)
      .collect(Collectors.toUnmodifiableSet());

  Mode mode = Mode.MANAGE;
  boolean acceptUnknownService;
  InitializationMode initialization = InitializationMode.NONE;
  List<String> administrators = List.of();
  RoleExpectation expectation = RoleExpectation.AS_NEEDED;
  DeletionPolicy policy = DeletionPolicy.RESTORE;
  Desired.Pause pause = Desired.Pause.NONE;
  Instant created = NOW.minus(Duration.ofDays(30));
  Optional<Instant> deleted = Optional.empty();
  boolean deletionSeen = true;
  boolean held = true;
  Recorded recorded = Recorded.NOTHING;
  Instant awsNow = AWS_NOW;
  String circumstances = BEFORE;
  Optional<Instant> reachedSince = Optional.empty();

  /** This one. */
  abstract G self();

  // What is declared

  G mode(Mode value) {
    mode = value;
    return self();
  }

  G initialization(InitializationMode value) {
    initialization = value;
    return self();
  }

  G administrator(String... accounts) {
    administrators = List.of(accounts);
    return self();
  }

  G rolesInEveryAccount() {
    expectation = RoleExpectation.EVERY_ACCOUNT;
    return self();
  }

  G policy(DeletionPolicy value) {
    policy = value;
    return self();
  }

  G paused(boolean value) {
    return pause(value ? Desired.Pause.REQUESTED : Desired.Pause.NONE);
  }

  G pause(Desired.Pause value) {
    pause = value;
    return self();
  }

  G acceptingUnknownService() {
    acceptUnknownService = true;
    return self();
  }

  G created(Duration ago) {
    created = NOW.minus(ago);
    return self();
  }

  G deleted(Duration ago) {
    deleted = Optional.of(NOW.minus(ago));
    return self();
  }

  /** No pass has looked for the deletion yet; else one did so as it was made. */
  G deletionNotSeen() {
    deletionSeen = false;
    return self();
  }

  Recorded recorded() {
    return deletionSeen && deleted.isPresent()
        ? recorded.withDeletionSeen(awsNow.minus(Duration.between(deleted.get(), NOW)))
        : recorded;
  }

  G notHeld() {
    held = false;
    return self();
  }

  // What is remembered

  G remembered(UnaryOperator<Recorded> change) {
    recorded = change.apply(recorded);
    return self();
  }

  /** Access as it stands was enabled so long ago. */
  G enabledBy(EnabledBy by, Duration ago) {
    return remembered(r -> new Recorded(Optional.of(ORGANIZATION), Optional.of(by), Optional.of(AWS_NOW.minus(ago)),
        r.reenabledTime(), r.owned(), r.removedByOthers(), r.lastChange(), r.corrections(), r.reportedRemaining(),
        r.toRead(),
        r.deletionSeen(), r.changeByOthers()));
  }

  /** It came back at the enabledTime that is remembered. */
  G reenabled() {
    return remembered(r -> new Recorded(r.organizationId(), r.enabledBy(), r.enabledTime(), r.enabledTime(), r.owned(),
        r.removedByOthers(),
        r.lastChange(), r.corrections(), r.reportedRemaining(), r.toRead(), r.deletionSeen(), r.changeByOthers()));
  }

  /** The operator stored the intent of a change, and what came of it is not known. */
  G intent(Change.Kind kind, Duration ago) {
    return remembered(r -> r.withLastChange(
        Change.intent(AWS_NOW.minus(ago), kind, subject(kind), Optional.empty())));
  }

  /** What such a change is about here. */
  private static Optional<String> subject(Change.Kind kind) {
    return switch (kind) {
      case ENABLE, DISABLE -> Optional.empty();
      case INITIALIZE, REMOVE_OWNED_RESOURCE -> Optional.of(OWNED.inWords());
    };
  }

  G sent(Change.Kind kind, Duration ago) {
    return sent(kind, subject(kind), ago);
  }

  /** An appointment, or the removal of one, was accepted so long ago. */
  G sent(Change.Kind kind, OwnedResource about, Duration ago) {
    return sent(kind, Optional.of(about.inWords()), ago);
  }

  private G sent(Change.Kind kind, Optional<String> subject, Duration ago) {
    return remembered(r -> r.withLastChange(
        Change.intent(AWS_NOW.minus(ago), kind, subject, Optional.empty())
            .ended(new ChangeOutcome.Accepted("request"))));
  }

  /** What was sent last has been seen to have had its effect. */
  G seen() {
    return remembered(r -> r.withLastChange(r.lastChange().orElseThrow().withEffectSeen()));
  }

  G refused(Change.Kind kind, Duration ago, Reason reason, int attempt) {
    return refused(kind, ago, reason, attempt, Duration.ZERO);
  }

  /** So many tries were refused, the first of them {@code lasted} before the last. */
  G refused(Change.Kind kind, Duration ago, Reason reason, int attempt, Duration lasted) {
    return tried(kind, ago, Optional.of(reason), Optional.empty(), attempt, lasted);
  }

  /** So many tries were answered with 500, or not at all. */
  G unanswered(Change.Kind kind, Duration ago, int attempt, Duration lasted) {
    return tried(kind, ago, Optional.empty(), Optional.empty(), attempt, lasted);
  }

  /** So many tries were accepted, and had no effect. */
  G withoutEffect(Change.Kind kind, Duration ago, int attempt, Duration lasted) {
    return tried(kind, ago, Optional.empty(), Optional.of("request"), attempt, lasted);
  }

  private G tried(
      Change.Kind kind, Duration ago, Optional<Reason> refused, Optional<String> request, int attempt,
      Duration lasted) {
    Instant last = AWS_NOW.minus(ago);
    return remembered(r -> r.withLastChange(
        new Change(last, kind, subject(kind), request,
            refused.map(reason -> new Change.Refused(reason, Cause.NOT_STATED, "")), attempt, last.minus(lasted), false,
            Optional.of(BEFORE))));
  }

  /** What could cure a refusal is no longer as it was when the change was sent. */
  G circumstancesChanged() {
    circumstances = "after";
    return self();
  }

  /** The organization was not reached for a while, until so long ago. */
  G reachedAgain(Duration ago) {
    reachedSince = Optional.of(NOW.minus(ago));
    return self();
  }

  G corrected(Duration... ago) {
    for (Duration one : ago) {
      remembered(r -> r.withCorrection(AWS_NOW.minus(one)));
    }
    return self();
  }

  Desired desired() {
    return new Desired(PRINCIPAL, "production", mode, acceptUnknownService, initialization, administrators, expectation,
        policy, pause);
  }
}
