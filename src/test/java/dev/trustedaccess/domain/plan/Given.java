package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.InitializationFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Desired.RoleExpectation;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.ReportedReady;
import dev.trustedaccess.domain.declaration.ReportedRoles;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * A declaration and its world, as a test needs them: everything is in order and settled until the test says otherwise.
 * AWS's clock goes {@link #SKEW} ahead of ours, so that whoever mixes the two up is found out.
 */
public final class Given {
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
  private static final int ASKS = 12;
  private static final String BEFORE = "before";
  private static final Map<Question<?>, Question<?>> FIRST = Map.of(
      Question.SECOND_INITIALIZATION, Question.INITIALIZATION, Question.SECOND_OWNED_RESOURCES,
      Question.OWNED_RESOURCES);
  /** Every place of every kind there is here. */
  static final Set<PlaceRead> EVERYWHERE = Stream.of("lock", "letter", "stamp", "parcel", "administrator")
      .map(PlaceRead::everywhere)
      .collect(Collectors.toUnmodifiableSet());

  private Mode mode = Mode.MANAGE;
  private boolean acceptUnknownService;
  private InitializationMode initialization = InitializationMode.NONE;
  private List<String> administrators = List.of();
  private RoleExpectation expectation = RoleExpectation.AS_NEEDED;
  private DeletionPolicy policy = DeletionPolicy.RESTORE;
  private boolean paused;
  private Instant created = NOW.minus(Duration.ofDays(30));
  private Optional<Instant> deleted = Optional.empty();
  private boolean deletionSeen = true;
  private boolean held = true;
  private Recorded recorded = Recorded.NOTHING;

  private Optional<ConnectionView> connection = Optional.empty();
  private boolean connectionDeleting;
  private Mode connectionMode = Mode.MANAGE;
  private Optional<Mode> serviceRole = Optional.of(Mode.MANAGE);
  private Optional<String> managementDeclared = Optional.empty();
  private Optional<String> memberRole = Optional.of("read");
  private Optional<Set<String>> allowed = Optional.empty();
  private Optional<Set<String>> allowedAdministrators = Optional.empty();
  private List<String> managed = List.of("us-east-1", "eu-west-1");

  private OrganizationState organization = new OrganizationState(ORGANIZATION, MANAGEMENT, MANAGEMENT, true);
  private final Map<String, Instant> enabled = new HashMap<>();
  private Instant awsNow = AWS_NOW;
  private boolean justVanished;
  private boolean shownAgain;
  private Duration snapshotAge = Duration.ZERO;
  private Duration readsTake = Duration.ZERO;
  private Optional<Failure> snapshotFails = Optional.empty();
  private int missed;
  private boolean prompted;
  private String circumstances = BEFORE;
  private Optional<Instant> reachedSince = Optional.empty();
  private Confirmation confirmation = Confirmation.NONE;
  private Optional<Observation.Integration> integration = Optional.empty();
  private final List<Sibling> siblings = new ArrayList<>();
  private final Map<Question<?>, Fact<?>> answers = new HashMap<>();
  private Optional<InitializationState> kept = Optional.empty();
  private final Map<Question<?>, Integer> misses = new HashMap<>();

  private Optional<ReportedRoles> said = Optional.empty();
  private Optional<ReportedReady> reportedReady = Optional.empty();

  private Impact impact = Impact.BENIGN;
  private Optional<String> lostWhileDisabled = Optional.empty();
  private Optional<String> alsoManagedBy = Optional.empty();
  private Optional<AdministratorFacts> administratorFacts = Optional.of(
      new AdministratorFacts(
          new AccessMethod(AccessMethod.By.SERVICE, "mail:AppointAdministrator"), Optional.of(1),
          Optional.of("its letters are burnt")));
  private Optional<InitializationFacts> initializationFacts = Optional.empty();
  private boolean accessSuffices;
  private boolean leavesNothing;
  private Set<String> policyTypes = Set.of();
  private AccessMethod enableMethod = new AccessMethod(AccessMethod.By.ORGANIZATIONS,
      "organizations:EnableAWSServiceAccess");
  private AccessMethod disableMethod = new AccessMethod(AccessMethod.By.ORGANIZATIONS,
      "organizations:DisableAWSServiceAccess");
  private List<String> aliases = List.of();
  private List<RoleFacts> roles = List.of();
  private List<ServiceCatalog.RejectedPrincipal> rejected = List.of();
  private boolean inCatalog = true;

  private Given() {
    answer(Question.CRD_DELETING, false);
    ownedIs(Stage.ABSENT);
    answer(Question.DELEGATED_ADMINISTRATORS, List.of());
    answer(Question.REGISTERED_ADMINISTRATORS, List.of());
    answer(Question.POLICY_TYPES, Set.of());
    remains();
  }

  /** A declaration whose access is enabled by others and which needs no initialization. */
  static Given aDeclaration() {
    return new Given().enabled(Duration.ofDays(9));
  }

  /** One whose access is disabled. */
  static Given aDisabledDeclaration() {
    return aDeclaration().disabled();
  }

  /** One that we enabled long ago and that was deleted long enough ago for the hold to be over. */
  static Given aDeletion() {
    return aDeclaration().enabledBy(EnabledBy.OPERATOR, Duration.ofDays(9)).deleted(Duration.ofHours(1));
  }

  // What is declared

  Given mode(Mode value) {
    mode = value;
    return this;
  }

  Given initialization(InitializationMode value) {
    initialization = value;
    return this;
  }

  Given administrator(String... accounts) {
    administrators = List.of(accounts);
    return this;
  }

  Given rolesInEveryAccount() {
    expectation = RoleExpectation.EVERY_ACCOUNT;
    return this;
  }

  Given policy(DeletionPolicy value) {
    policy = value;
    return this;
  }

  Given paused(boolean value) {
    paused = value;
    return this;
  }

  Given acceptingUnknownService() {
    acceptUnknownService = true;
    return this;
  }

  Given created(Duration ago) {
    created = NOW.minus(ago);
    return this;
  }

  Given deleted(Duration ago) {
    deleted = Optional.of(NOW.minus(ago));
    return this;
  }

  /** No pass has looked for the deletion yet; else one did so as it was made. */
  Given deletionNotSeen() {
    deletionSeen = false;
    return this;
  }

  private Recorded recorded() {
    return deletionSeen && deleted.isPresent()
        ? recorded.withDeletionSeen(awsNow.minus(Duration.between(deleted.get(), NOW)))
        : recorded;
  }

  Given notHeld() {
    held = false;
    return this;
  }

  // What is remembered

  Given remembered(UnaryOperator<Recorded> change) {
    recorded = change.apply(recorded);
    return this;
  }

  /** Access as it stands was enabled so long ago. */
  Given enabledBy(EnabledBy by, Duration ago) {
    return remembered(r -> new Recorded(Optional.of(ORGANIZATION), Optional.of(by), Optional.of(AWS_NOW.minus(ago)),
        r.reenabledTime(), r.owned(), r.removedByOthers(), r.lastChange(), r.corrections(), r.reportedRemaining(),
        r.toRead(),
        r.deletionSeen()));
  }

  /** It came back at the enabledTime that is remembered. */
  Given reenabled() {
    return remembered(r -> new Recorded(r.organizationId(), r.enabledBy(), r.enabledTime(), r.enabledTime(), r.owned(),
        r.removedByOthers(),
        r.lastChange(), r.corrections(), r.reportedRemaining(), r.toRead(), r.deletionSeen()));
  }

  /** The operator stored the intent of a change, and what came of it is not known. */
  Given intent(Change.Kind kind, Duration ago) {
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

  Given sent(Change.Kind kind, Duration ago) {
    return sent(kind, subject(kind), ago);
  }

  /** An appointment, or the removal of one, was accepted so long ago. */
  Given sent(Change.Kind kind, OwnedResource about, Duration ago) {
    return sent(kind, Optional.of(about.inWords()), ago);
  }

  private Given sent(Change.Kind kind, Optional<String> subject, Duration ago) {
    return remembered(r -> r.withLastChange(
        Change.intent(AWS_NOW.minus(ago), kind, subject, Optional.empty())
            .ended(new ChangeOutcome.Accepted("request"))));
  }

  /** What was sent last has been seen to have had its effect. */
  Given seen() {
    return remembered(r -> r.withLastChange(r.lastChange().orElseThrow().withEffectSeen()));
  }

  Given refused(Change.Kind kind, Duration ago, Reason reason, int attempt) {
    return refused(kind, ago, reason, attempt, Duration.ZERO);
  }

  /** So many tries were refused, the first of them {@code lasted} before the last. */
  Given refused(Change.Kind kind, Duration ago, Reason reason, int attempt, Duration lasted) {
    return tried(kind, ago, Optional.of(reason), Optional.empty(), attempt, lasted);
  }

  /** So many tries were answered with 500, or not at all. */
  Given unanswered(Change.Kind kind, Duration ago, int attempt, Duration lasted) {
    return tried(kind, ago, Optional.empty(), Optional.empty(), attempt, lasted);
  }

  /** So many tries were accepted, and had no effect. */
  Given withoutEffect(Change.Kind kind, Duration ago, int attempt, Duration lasted) {
    return tried(kind, ago, Optional.empty(), Optional.of("request"), attempt, lasted);
  }

  private Given tried(
      Change.Kind kind, Duration ago, Optional<Reason> refused, Optional<String> request, int attempt,
      Duration lasted) {
    Instant last = AWS_NOW.minus(ago);
    return remembered(r -> r.withLastChange(
        new Change(last, kind, subject(kind), request,
            refused.map(reason -> new Change.Refused(reason, Cause.NOT_STATED, "")), attempt, last.minus(lasted), false,
            Optional.of(BEFORE))));
  }

  /** What could cure a refusal is no longer as it was when the change was sent. */
  Given circumstancesChanged() {
    circumstances = "after";
    return this;
  }

  /** The organization was not reached for a while, until so long ago. */
  Given reachedAgain(Duration ago) {
    reachedSince = Optional.of(NOW.minus(ago));
    return this;
  }

  Given corrected(Duration... ago) {
    for (Duration one : ago) {
      remembered(r -> r.withCorrection(AWS_NOW.minus(one)));
    }
    return this;
  }

  Given ownedByUs() {
    return remembered(r -> r.withOwned(List.of(OWNED))).ownedIs(Stage.DONE);
  }

  /** The operator owns these, and all of them exist. */
  Given owns(OwnedResource... owned) {
    return remembered(r -> r.withOwned(List.of(owned))).ownedExist(owned);
  }

  /** A read for the deletion shows these, and no others. */
  Given ownedExist(OwnedResource... existing) {
    return answer(Question.OWNED_RESOURCES, new OwnedResourcesSeen(List.of(existing), List.of()));
  }

  Given ownedIs(Stage stage) {
    return answer(Question.OWNED_RESOURCES, ownedSeen(stage));
  }

  /** What the second answer shows; it is as the first one until the test says otherwise. */
  Given thenOwnedIs(Stage stage) {
    return answer(Question.SECOND_OWNED_RESOURCES, ownedSeen(stage));
  }

  private static OwnedResourcesSeen ownedSeen(Stage stage) {
    return new OwnedResourcesSeen(
        stage == Stage.DONE ? List.of(OWNED) : List.of(),
        stage == Stage.BEING_REMOVED ? List.of(OWNED) : List.of());
  }

  // The connection

  Given connectionObserves() {
    connectionMode = Mode.OBSERVE;
    return this;
  }

  Given allowed(String... principals) {
    allowed = Optional.of(Set.of(principals));
    return this;
  }

  Given allowedAdministrators(String... accounts) {
    allowedAdministrators = Optional.of(Set.of(accounts));
    return this;
  }

  Given managementAccountDeclared(String account) {
    managementDeclared = Optional.of(account);
    return this;
  }

  Given serviceRole(Optional<Mode> value) {
    serviceRole = value;
    return this;
  }

  Given managed(List<String> regions) {
    managed = regions;
    return this;
  }

  Given noMemberRole() {
    memberRole = Optional.empty();
    return this;
  }

  Given connection(ConnectionView seen) {
    connection = Optional.of(seen);
    return this;
  }

  Given connectionDeleting() {
    connectionDeleting = true;
    return this;
  }

  // The world

  Given enabled(Duration ago) {
    return enabled(PRINCIPAL, ago);
  }

  Given enabled(String name, Duration ago) {
    enabled.put(name, AWS_NOW.minus(ago));
    return this;
  }

  Given disabled() {
    enabled.remove(PRINCIPAL);
    return this;
  }

  /** The newest snapshot that the observer has is so old; a fresh one would show the same. */
  Given snapshotAge(Duration age) {
    snapshotAge = age;
    return this;
  }

  /** AWS's clock shows this. */
  Given awsShows(Instant time) {
    awsNow = time;
    return this;
  }

  /** The snapshot before showed it on, or there was none. */
  Given justVanished() {
    justVanished = true;
    return this;
  }

  /** A second snapshot shows it again. */
  Given shownAgain() {
    shownAgain = true;
    return justVanished();
  }

  Given snapshotFails(Failure.Kind kind, int timesInARow) {
    snapshotFails = Optional.of(new Failure(kind, "organizations:DescribeOrganization"));
    missed = timesInARow;
    return this;
  }

  Given organization(OrganizationState seen) {
    organization = seen;
    return this;
  }

  Given prompted() {
    prompted = true;
    return this;
  }

  Given confirmedInitialized(Duration enabledAgo) {
    confirmation = new Confirmation(Optional.of(new Confirmation.ConfirmedMoment(UID, AWS_NOW.minus(enabledAgo))),
        confirmation.cleanedUp());
    return this;
  }

  Given confirmedCleanedUp() {
    return confirmedCleanedUp(UID, deleted.orElseThrow());
  }

  Given confirmedCleanedUp(String uid, Instant moment) {
    confirmation = new Confirmation(confirmation.initialized(),
        Optional.of(new Confirmation.ConfirmedMoment(uid, moment)));
    return this;
  }

  Given integration(boolean initializes) {
    integration = Optional
        .of(new Observation.Integration("mail", initializes, List.of(), List.of(), false, false, false));
    return this;
  }

  /** The integration initializes the service, and an administrator is dismissed by a call in its own account. */
  Given administratorDismissesItself() {
    integration = Optional.of(new Observation.Integration("mail", true, List.of(), List.of(), false, false, true));
    return this;
  }

  /** The service enables and disables access by its own calls, and reports how far it is. */
  Given ownCalls(InitializationState.Stage stage) {
    integration = Optional.of(new Observation.Integration("mail", false, List.of(), List.of(), true, true, false));
    return enableMethod(AccessMethod.By.SERVICE, "mail:Open").disableMethod(AccessMethod.By.SERVICE, "mail:Close")
        .answer(Question.INITIALIZATION, InitializationState.of(stage, "the mail view"));
  }

  /** The service's own call that enables access registers its one administrator, too. */
  Given enabledByRegistering() {
    administratorFacts = Optional.of(
        new AdministratorFacts(enableMethod, true, Optional.of(1), Optional.empty()));
    return this;
  }

  /** The service keeps its things in the accounts of its administrators too. */
  Given readsAdministratorAccounts() {
    return reads(new KindPlaces("letter", Set.of("us-east-1", "eu-west-1"), true, true, true));
  }

  /** The integration can initialize the service, and reads these kinds of things. */
  Given reads(KindPlaces... kinds) {
    integration = Optional.of(
        new Observation.Integration("mail", true, List.of(), List.of(kinds), false, false, false));
    return this;
  }

  /** Passes of this life before this one knew these administrators, and none has read their accounts since. */
  Given administeredBefore(String... accounts) {
    return remembered(r -> r.withToRead(r.toRead().withAccounts(List.of(accounts))));
  }

  /** The service keeps its things in a Region that may not be managed. */
  Given readsRegions(String region) {
    integration = Optional
        .of(new Observation.Integration("mail", false, List.of(region), List.of(), false, false, false));
    return this;
  }

  Given initializationIs(Stage stage, Optional<String> administratorSeen) {
    return initialization(InitializationMode.AUTOMATIC).integration(true)
        .answer(Question.INITIALIZATION, state(stage, administratorSeen));
  }

  /** What the second answer shows; it is as the first one until the test says otherwise. */
  Given thenInitializationIs(Stage stage, Optional<String> administratorSeen) {
    return answer(Question.SECOND_INITIALIZATION, state(stage, administratorSeen));
  }

  private static InitializationState state(Stage stage, Optional<String> administratorSeen) {
    return stage == Stage.ABSENT || administratorSeen.isPresent()
        ? new InitializationState(stage, "a mail administrator", Optional.of(new AdministratorsSeen(
            administratorSeen.map(account -> new Appointed(account, "us-east-1", stage)).stream().toList(),
            List.of("us-east-1"))))
        : InitializationState.of(stage, "the mailbox");
  }

  /** The service's own call appoints administrators in these Regions, and these are there; both answers show that. */
  Given appointed(List<String> regions, OwnedResource... there) {
    return initialization(InitializationMode.AUTOMATIC).integration(true)
        .answer(Question.INITIALIZATION, administered(regions, there));
  }

  /** What an earlier pass of the last hour read. */
  Given keptInitialization(Stage stage, Optional<String> administratorSeen) {
    kept = Optional.of(state(stage, administratorSeen));
    return this;
  }

  /** What an earlier pass of the last hour read about the administrators. */
  Given keptAppointed(List<String> regions, OwnedResource... there) {
    kept = Optional.of(administered(regions, there));
    return this;
  }

  /** What the second answer shows. */
  Given thenAppointed(List<String> regions, OwnedResource... there) {
    return answer(Question.SECOND_INITIALIZATION, administered(regions, there));
  }

  private static InitializationState administered(List<String> regions, OwnedResource... there) {
    return InitializationState.administered(new AdministratorsSeen(
        Stream.of(there).map(one -> new Appointed(one.accountId(), one.region(), Stage.DONE)).toList(), regions));
  }

  /** Organizations registers the service's administrators, and these are registered; both answers show that. */
  Given registered(String... accounts) {
    administratorFacts = Optional.of(AdministratorFacts.BY_ORGANIZATIONS);
    return answer(Question.REGISTERED_ADMINISTRATORS, delegated(accounts))
        .answer(Question.DELEGATED_ADMINISTRATORS, delegated(accounts));
  }

  /** What the second answer shows. */
  Given thenRegistered(String... accounts) {
    return answer(Question.DELEGATED_ADMINISTRATORS, delegated(accounts));
  }

  private static List<DelegatedAdministrator> delegated(String... accounts) {
    return Stream.of(accounts).map(DelegatedAdministrator::new).toList();
  }

  /** The service takes so many administrators; empty if the catalog does not know. */
  Given takes(Optional<Integer> most) {
    administratorFacts = administratorFacts
        .map(facts -> new AdministratorFacts(facts.method(), most, facts.dismissal()));
    return this;
  }

  /** Nothing is initialized for the service, and nothing but administrators can remain of it. */
  Given accessSuffices() {
    accessSuffices = true;
    return leavesNothing();
  }

  /** Nothing but administrators can remain of the service. */
  Given leavesNothing() {
    leavesNothing = true;
    return this;
  }

  /** A person initializes the service like this. */
  Given initializedBy(String how) {
    initializationFacts = Optional.of(new InitializationFacts(Optional.empty(), how));
    return this;
  }

  /** The role is all that is read of the service, and a person creates it. */
  Given awaitsRole(String role) {
    initializationFacts = Optional.of(new InitializationFacts(Optional.of(role), "create " + role));
    return this;
  }

  Given remains(Remaining... things) {
    return answer(Question.REMAINING, new RemainingRead(List.of(things), EVERYWHERE, List.of()));
  }

  /** The same, where only these places could be read. */
  Given remainsIn(Set<PlaceRead> read, Remaining... things) {
    return answer(Question.REMAINING, new RemainingRead(List.of(things), read, List.of()));
  }

  /** What status has kept of what this deletion named before. */
  Given named(Cleanup.Item... kept) {
    return named(new Cleanup(List.of(kept), false));
  }

  Given named(Cleanup kept) {
    return remembered(
        r -> new Recorded(r.organizationId(), r.enabledBy(), r.enabledTime(), r.reenabledTime(), r.owned(),
            r.removedByOthers(),
            r.lastChange(), r.corrections(), kept, r.toRead(), r.deletionSeen()));
  }

  /** Passes of this deletion before this one saw these Regions managed. */
  Given managedBefore(String... regions) {
    return remembered(r -> r.withToRead(r.toRead().withRegions(List.of(regions))));
  }

  Given sibling(String name, Duration createdAgo) {
    return sibling(name, "0-" + name, createdAgo);
  }

  Given sibling(String name, String uid, Duration createdAgo) {
    siblings.add(new Sibling(name, name, true, true, uid, NOW.minus(createdAgo)));
    return this;
  }

  /** Another declaration of this principal, by another connection to the same organization or by this one. */
  Given otherDeclaration(boolean sameConnection, boolean manages) {
    siblings.add(new Sibling("other", PRINCIPAL, sameConnection, manages, "0-other", NOW));
    return this;
  }

  /** What is read after the snapshot takes so long. */
  Given readsTake(Duration time) {
    readsTake = time;
    return this;
  }

  <T> Given answer(Question<T> question, T value) {
    answers.put(question, Fact.known(value));
    return this;
  }

  <T> Given unknown(Question<T> question, Failure.Kind kind) {
    answers.put(question, Fact.unknown(new Failure(kind, "mail:Describe in account " + ADMINISTRATOR)));
    return this;
  }

  <T> Given unknown(Question<T> question, Failure failure) {
    answers.put(question, Fact.unknown(failure));
    return this;
  }

  /** The same, so often in a row. */
  <T> Given unknown(Question<T> question, Failure.Kind kind, int timesInARow) {
    misses.put(question, timesInARow);
    return unknown(question, kind);
  }

  /** Whatever is not read was not, so often in a row. */
  Given missedAll(int timesInARow) {
    List.of(Question.REMAINING, Question.DELEGATED_ADMINISTRATORS, Question.POLICY_TYPES)
        .forEach(question -> misses.put(question, timesInARow));
    return this;
  }

  /** Status reports this reason of the condition Ready. */
  Given reported(Reason reason) {
    return reported(reason, false, Duration.ZERO);
  }

  /** Status reports this reason, and has been Stalled or else Reconciling for so long. */
  Given reported(Reason reason, boolean stalled, Duration since) {
    reportedReady = Optional.of(new ReportedReady(reason, stalled, NOW.minus(since)));
    return this;
  }

  /** Status reports this of the roles. */
  Given said(ReportedRoles words) {
    said = Optional.of(words);
    return this;
  }

  <T> Given neverAsked(Question<T> question) {
    answers.remove(question);
    return this;
  }

  // The catalog

  Given impact(Impact value) {
    impact = value;
    return this;
  }

  Given lostWhileDisabled(String what) {
    lostWhileDisabled = Optional.of(what);
    return this;
  }

  Given alsoManagedBy(String other) {
    alsoManagedBy = Optional.of(other);
    return this;
  }

  Given serviceWithoutDelegatedAdministrators() {
    administratorFacts = Optional.empty();
    return this;
  }

  Given policyTypeOfService(String type) {
    policyTypes = Set.of(type);
    return this;
  }

  Given enableMethod(AccessMethod.By by, String how) {
    enableMethod = new AccessMethod(by, how);
    return this;
  }

  Given disableMethod(AccessMethod.By by, String how) {
    disableMethod = new AccessMethod(by, how);
    return this;
  }

  Given alias(String name) {
    aliases = List.of(name);
    return this;
  }

  Given roles(RoleFacts... facts) {
    roles = List.of(facts);
    return this;
  }

  Given notInCatalog() {
    inCatalog = false;
    return this;
  }

  Given rejected(String advice) {
    rejected = List.of(new ServiceCatalog.RejectedPrincipal(PRINCIPAL, advice));
    return notInCatalog();
  }

  // The plan

  /** Plans, answering what is asked, until it concludes. */
  Then plan() {
    List<Question<?>> asked = new ArrayList<>();
    return switch (decide(asked)) {
      case Decision.Conclude conclude -> {
        if (deleted.isPresent() && held && !(conclude.action().orElse(null) instanceof Action.RemoveFinalizer)) {
          assertThat(conclude.ready().message()).as("how to call the deletion back")
              .containsPattern("kubectl (patch|edit) tsa " + NAME);
        }
        asked.remove(Question.KEPT_INITIALIZATION);
        yield new Then(conclude, List.copyOf(asked));
      }
      case Decision.Done done -> fail("nothing is reported: " + done);
      case Decision.Ask(Question<?> question) -> fail("asked on and on: " + question + " after " + asked);
    };
  }

  /** The decision that the plan comes to, answering what is asked. */
  Decision decide(List<Question<?>> asked) {
    Planner planner = new Planner(new ServiceCatalog(inCatalog ? List.of(facts()) : List.of(), rejected),
        Timing.STANDARD);
    Declared declared = new Declared(NAME, UID, 7, created, deleted, held);
    PlanInput input = planner.input(desired(), declared, recorded(), Observation
        .ofCluster(NOW, prompted, connection(), siblings, confirmation, integration)
        .under(circumstances)
        .reachedSince(reachedSince)
        .reporting(said, reportedReady));
    Decision decision = planner.plan(input);
    while (decision instanceof Decision.Ask(Question<?> question) && asked.size() < ASKS) {
      assertThat(asked).as("asked twice").doesNotContain(question);
      asked.add(question);
      input = input.observing(answered(input.observation(), question));
      decision = planner.plan(input);
    }
    return decision;
  }

  /** What a pass that began at {@code time} plans from, before anything was asked. */
  PlanInput situation(Instant time) {
    return new PlanInput(
        desired(), new Declared(NAME, UID, 7, created, deleted, held), recorded,
        Observation.ofCluster(time, prompted, connection(), siblings, confirmation, integration), Optional.empty(),
        Optional.empty(), Timing.STANDARD);
  }

  private Observation answered(Observation observation, Question<?> question) {
    if (question instanceof Question.Snapshot) {
      Duration age = question.equals(Question.SNAPSHOT)
          ? snapshotAge
          : Duration.between(observation.readUntil(), NOW);
      Fact<OrganizationSnapshot> snapshot = snapshotFails.map(Fact::<OrganizationSnapshot>unknown)
          .orElseGet(
              () -> Fact.known(
                  new OrganizationSnapshot(NOW.minus(age), NOW.minus(age), awsNow.minus(age), organization, enabled)));
      Optional<OrganizationSnapshot> before = question.equals(Question.SECOND_SNAPSHOT)
          ? observation.answer(Question.SNAPSHOT).toOptional()
          : snapshot.toOptional().filter(_ -> !justVanished);
      if (question.equals(Question.SECOND_SNAPSHOT) && shownAgain) {
        enabled.put(PRINCIPAL, recorded.enabledTime().orElseThrow());
        snapshot = snapshot.map(
            seen -> new OrganizationSnapshot(seen.begun(), seen.answered(), seen.awsTime(), organization, enabled));
      }
      return observation.withSnapshot(snapshot, missed, before);
    }
    if (question instanceof Question.KeptInitialization asked) {
      return observation.with(asked, Fact.known(kept));
    }
    Fact<?> fact = answers.getOrDefault(question, answers.get(FIRST.getOrDefault(question, question)));
    return fact == null
        ? fail("asked for " + question)
        : with(observation, question, fact).read(NOW, NOW.plus(readsTake))
            .withMissed(question, misses.getOrDefault(question, 0));
  }

  @SuppressWarnings("unchecked") // answer() and unknown() pair each question with a fact of its own type
  private static <T> Observation with(Observation observation, Question<T> question, Fact<?> fact) {
    return observation.with(question, (Fact<T>) fact);
  }

  private Desired desired() {
    return new Desired(PRINCIPAL, "production", mode, acceptUnknownService, initialization, administrators, expectation,
        policy, paused);
  }

  private ConnectionView connection() {
    ConnectionSettings settings = new ConnectionSettings(
        "production", ORGANIZATION, managementDeclared, connectionMode, Optional.empty(),
        serviceRole.map(serviceRole -> new ConnectionSettings.ServiceRole(Optional.empty(), serviceRole)), memberRole,
        Optional.of("service"), "us-east-1", managed, allowed, allowedAdministrators,
        INTERVAL, Duration.ofHours(24),
        HOLD);
    return connection.orElseGet(() -> new ConnectionView.Usable(settings, connectionDeleting));
  }

  private ServiceFacts facts() {
    PrincipalFacts primary = new PrincipalFacts(PRINCIPAL, aliases, Optional.empty(), Set.of(), enableMethod,
        disableMethod, administratorFacts, initializationFacts, accessSuffices, leavesNothing, roles);
    PrincipalFacts feature = new PrincipalFacts(
        "parcel." + PRINCIPAL, List.of(), Optional.of(PRINCIPAL), Set.of(PRINCIPAL), enableMethod, disableMethod,
        Optional.empty(), Optional.empty(), false, false, List.of());
    PrincipalFacts independent = new PrincipalFacts(
        "stamps." + PRINCIPAL, List.of(), Optional.of(PRINCIPAL), Set.of(), enableMethod, disableMethod,
        Optional.empty(), Optional.empty(), false, false, List.of());
    Map<String, Effect> effects = Map.of("lock", Effect.BLOCKS, "letter", Effect.LOST, "stamp", Effect.SURVIVES);
    return new ServiceFacts("mail", "Mail", impact, "no letter is delivered any more", lostWhileDisabled, alsoManagedBy,
        policyTypes, effects, List.of(primary, feature, independent));
  }
}
