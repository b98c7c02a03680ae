package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.PlacesToRead;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.MANAGEMENT;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static org.assertj.core.api.Assertions.assertThat;

/** What was made in the account of an administrator is still there once nobody names that account any more. */
class AdministratorsBeforeTest {
  private static Set<PlaceRead> letters(String... accounts) {
    return Stream.of(accounts)
        .flatMap(account -> Stream.of("us-east-1", "eu-west-1").map(region -> PlaceRead.of("letter", account, region)))
        .collect(Collectors.toSet());
  }

  private static Given read(String... accounts) {
    return aDeletion().readsAdministratorAccounts().remainsIn(letters(accounts));
  }

  private static void remembersTheAccount(Recorded recorded) {
    assertThat(recorded.toRead().accounts()).containsExactly(ADMINISTRATOR);
  }

  private static void remembersNoAccount(Recorded recorded) {
    assertThat(recorded.toRead().accounts()).isEmpty();
  }

  @Test
  void theDeclaredOneIsRememberedAllLifeLong() {
    Given.aDeclaration().administrator(ADMINISTRATOR).plan().remembers(AdministratorsBeforeTest::remembersTheAccount);
    Given.aDeclaration()
        .administeredBefore(ADMINISTRATOR)
        .plan()
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
  }

  @Test
  void whatIsNotReadAnyMoreIsNotGone() {
    Given gone = read(MANAGEMENT).administeredBefore(ADMINISTRATOR);
    gone.plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE)
        .says("Former administrator, no longer read", "account " + ADMINISTRATOR, "confirm cleaned-up")
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
    gone.confirmedCleanedUp().plan().disables(true);
  }

  @Test
  void whatWasReadInWholeForTheDeletionNeedsNoSecondRead() {
    read(MANAGEMENT, ADMINISTRATOR).administeredBefore(ADMINISTRATOR)
        .plan()
        .disables(false)
        .remembers(AdministratorsBeforeTest::remembersNoAccount);
    aDeletion().readsAdministratorAccounts()
        .remainsIn(Set.of(PlaceRead.everywhereBut("letter", Set.of())))
        .administeredBefore(ADMINISTRATOR)
        .plan()
        .disables(false);
  }

  @Test
  void aReadThatFailedInPartCoversNoAccount() {
    Set<PlaceRead> read = letters(MANAGEMENT, ADMINISTRATOR);
    Failure denied = new Failure(Failure.Kind.ACCESS_DENIED, "mail:ListLetters in account " + ADMINISTRATOR);
    aDeletion().readsAdministratorAccounts()
        .answer(Question.REMAINING, new RemainingRead(List.of(), read, List.of(denied)))
        .administeredBefore(ADMINISTRATOR)
        .plan()
        .changesNothing()
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
  }

  /** The message asks for them to be deregistered, and who does so takes their accounts out of what is read. */
  @Test
  void whoIsRegisteredIsRememberedWhileTheDeletionWaits() {
    List<DelegatedAdministrator> registered = List.of(new DelegatedAdministrator(ADMINISTRATOR));
    read(MANAGEMENT).answer(Question.DELEGATED_ADMINISTRATORS, registered)
        .plan()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED)
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
    read(MANAGEMENT).deleted(Duration.ofMinutes(1))
        .answer(Question.DELEGATED_ADMINISTRATORS, registered)
        .plan()
        .waits(Reason.DELETION_HELD)
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
    read(MANAGEMENT).deleted(Duration.ofMinutes(1))
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.UNAVAILABLE)
        .plan()
        .waits(Reason.DELETION_HELD);
  }

  @Test
  void anAccountThatIsNotReadHoldsNothing() {
    aDeletion().integration(true)
        .remainsIn(letters(MANAGEMENT))
        .administeredBefore(ADMINISTRATOR)
        .plan()
        .disables(false);
    aDeletion().integration(true)
        .deleted(Duration.ofMinutes(1))
        .plan()
        .waits(Reason.DELETION_HELD)
        .neverAsks(Question.DELEGATED_ADMINISTRATORS);
  }

  private static final KindPlaces ADMINISTRATORS = new KindPlaces(
      "administrator", Set.of("us-east-1", "eu-west-1"), true, false, true);
  private static final KindPlaces MEMBERS = new KindPlaces(
      "member", Set.of("us-east-1", "eu-west-1"), true, true, false);
  private static final Set<PlaceRead> NO_ADMINISTRATOR = Set.of(
      PlaceRead.inRegion("administrator", "us-east-1"), PlaceRead.inRegion("administrator", "eu-west-1"));

  /** Without an administrator, GuardDuty's members are asked for nowhere. */
  @Test
  void theAccountIsNotReadWhereNothingOfItsKindWasReadAnywhere() {
    Given nobody = aDeletion().reads(ADMINISTRATORS, MEMBERS).remainsIn(NO_ADMINISTRATOR);
    nobody.plan().disables(false);
    nobody.administeredBefore(ADMINISTRATOR)
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE)
        .says("Former administrator, no longer read: account " + ADMINISTRATOR)
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
  }

  @Test
  void theAccountIsReadOnceItWasReadInEachRegion() {
    PlaceRead east = PlaceRead.of("member", ADMINISTRATOR, "us-east-1");
    PlaceRead west = PlaceRead.of("member", ADMINISTRATOR, "eu-west-1");
    Given given = aDeletion().reads(ADMINISTRATORS, MEMBERS).administeredBefore(ADMINISTRATOR);
    given.remainsIn(noAdministratorAnd(east))
        .plan()
        .changesNothing()
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
    given.remainsIn(noAdministratorAnd(east, west))
        .plan()
        .disables(false)
        .remembers(AdministratorsBeforeTest::remembersNoAccount);
  }

  /** Put back, that Region is read without an administrator, and then nobody would ask for the account's members there. */
  @Test
  void theAccountIsRememberedWhileARegionThatWasManagedIsNotRead() {
    aDeletion().reads(ADMINISTRATORS, MEMBERS)
        .managedBefore("ap-south-1")
        .administeredBefore(ADMINISTRATOR)
        .remainsIn(noAdministratorAnd(
            PlaceRead.of("member", ADMINISTRATOR, "us-east-1"), PlaceRead.of("member", ADMINISTRATOR, "eu-west-1")))
        .plan()
        .changesNothing()
        .says("ap-south-1")
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
  }

  private static Set<PlaceRead> noAdministratorAnd(PlaceRead... more) {
    return Stream.concat(NO_ADMINISTRATOR.stream(), Stream.of(more)).collect(Collectors.toSet());
  }

  @Test
  void aMemoryWithoutRoomForMoreProvesNothing() {
    String[] many = Stream.iterate(100_000_000_000L, id -> id + 1)
        .limit(PlacesToRead.MOST)
        .map(String::valueOf)
        .toArray(String[]::new);
    Set<PlaceRead> all = Stream.concat(letters(many).stream(), letters(MANAGEMENT).stream())
        .collect(Collectors.toSet());
    aDeletion().readsAdministratorAccounts()
        .answer(Question.REMAINING, new RemainingRead(List.of(), all, List.of()))
        .administeredBefore(many)
        .plan()
        .disables(false);
    read(MANAGEMENT).administeredBefore(many)
        .plan()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE);
  }

  /** Its account is no longer asked, as it was dismissed; that another Region could not be read has no part in this. */
  @Test
  void aRefusalInAnotherRegionIsNotTakenForTheReasonOfAPlaceThatWasNotAsked() {
    Failure elsewhere = new Failure(
        Failure.Kind.CREDENTIALS_INVALID, Cause.REGION_NOT_ENABLED,
        "mail:ListAdministrators in account " + MANAGEMENT + ", ap-south-1");
    aDeletion().readsRegions("ap-south-1")
        .named(new Cleanup.Item(new Remaining("lock", "it", ADMINISTRATOR, "us-east-1"), Effect.BLOCKS, false))
        .answer(Question.REMAINING, new RemainingRead(List.of(), letters(MANAGEMENT), List.of(elsewhere)))
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_PENDING)
        .saysNot("Enable the Region")
        .says("lock it in us-east-1", "List " + ADMINISTRATOR + " in spec.delegatedAdministrators");
  }

  /** Firewall Manager is read in us-east-1, managed or not: managing that Region does not help if AWS denies the read. */
  @Test
  void aPlaceThatIsAskedAndDeniedIsToldAsDeniedThoughNotManaged() {
    String home = "ap-south-1";
    Failure denied = new Failure(Failure.Kind.ACCESS_DENIED,
        "mail:ListLocks in account " + ADMINISTRATOR + ", " + home);
    for (Effect effect : List.of(Effect.BLOCKS, Effect.LOST)) {
      String kind = effect == Effect.BLOCKS ? "lock" : "letter";
      aDeletion().readsRegions(home)
          .named(new Cleanup.Item(new Remaining(kind, "it", ADMINISTRATOR, home), effect, false))
          .answer(Question.REMAINING, new RemainingRead(List.of(), letters(MANAGEMENT), List.of(denied)))
          .plan()
          .changesNothing()
          .isStalled(Reason.CLEANUP_PENDING)
          .saysNot("spec.regions.managed")
          .says("mail:ListLocks");
    }
  }
}
