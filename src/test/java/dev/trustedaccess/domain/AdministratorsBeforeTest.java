package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.Given.MANAGEMENT;
import static dev.trustedaccess.domain.Given.aDeletion;
import static org.assertj.core.api.Assertions.assertThat;

/** What was made in the account of an administrator is still there once nobody names that account any more. */
class AdministratorsBeforeTest {
  private static Set<PlaceRead> letters(String... accounts) {
    return Stream.of(accounts)
        .flatMap(account -> Stream.of("us-east-1", "eu-west-1").map(region -> PlaceRead.of("letter", account, region)))
        .collect(Collectors.toSet());
  }

  private static Given read(String... accounts) {
    return aDeletion().looksIntoAdministrators().remainsIn(letters(accounts));
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
        .isStalled(Reason.CleanupNotVerifiable)
        .says("Was its administrator", "account " + ADMINISTRATOR, "confirm cleaned-up")
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
    gone.confirmedCleanedUp().plan().closes(true);
  }

  @Test
  void whatWasReadInWholeForTheDeletionNeedsNoSecondRead() {
    read(MANAGEMENT, ADMINISTRATOR).administeredBefore(ADMINISTRATOR)
        .plan()
        .closes(false)
        .remembers(AdministratorsBeforeTest::remembersNoAccount);
    aDeletion().looksIntoAdministrators()
        .remainsIn(Set.of(PlaceRead.everywhereBut("letter", Set.of())))
        .administeredBefore(ADMINISTRATOR)
        .plan()
        .closes(false);
  }

  @Test
  void aReadThatFailedInPartCoversNoAccount() {
    Set<PlaceRead> read = letters(MANAGEMENT, ADMINISTRATOR);
    Failure denied = new Failure(Failure.Kind.ACCESS_DENIED, "mail:ListLetters in account " + ADMINISTRATOR);
    aDeletion().looksIntoAdministrators()
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
        .isStalled(Reason.DelegatedAdministratorsRegistered)
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
    read(MANAGEMENT).deleted(Duration.ofMinutes(1))
        .answer(Question.DELEGATED_ADMINISTRATORS, registered)
        .plan()
        .waits(Reason.DeletionHeld)
        .remembers(AdministratorsBeforeTest::remembersTheAccount);
    read(MANAGEMENT).deleted(Duration.ofMinutes(1))
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.UNAVAILABLE)
        .plan()
        .waits(Reason.DeletionHeld);
  }

  @Test
  void whoeverIsNotLookedIntoHoldsNothing() {
    aDeletion().integration(true)
        .remainsIn(letters(MANAGEMENT))
        .administeredBefore(ADMINISTRATOR)
        .plan()
        .closes(false);
    aDeletion().integration(true)
        .deleted(Duration.ofMinutes(1))
        .plan()
        .waits(Reason.DeletionHeld)
        .neverAsks(Question.DELEGATED_ADMINISTRATORS);
  }

  @Test
  void aMemoryWithoutRoomForMoreProvesNothing() {
    String[] many = Stream.iterate(100_000_000_000L, id -> id + 1)
        .limit(ToRead.MOST)
        .map(String::valueOf)
        .toArray(String[]::new);
    Set<PlaceRead> all = Stream.concat(letters(many).stream(), letters(MANAGEMENT).stream())
        .collect(Collectors.toSet());
    aDeletion().looksIntoAdministrators()
        .answer(Question.REMAINING, new RemainingRead(List.of(), all, List.of()))
        .administeredBefore(many)
        .plan()
        .closes(false);
    read(MANAGEMENT).administeredBefore(many)
        .plan()
        .isStalled(Reason.CleanupNotVerifiable);
  }

  /** Firewall Manager looks in us-east-1, managed or not: to manage it is no cure where AWS denies the read. */
  @Test
  void aPlaceThatIsAskedAndDeniedIsToldAsDeniedThoughNotManaged() {
    String home = "ap-south-1";
    Failure denied = new Failure(Failure.Kind.ACCESS_DENIED,
        "mail:ListLocks in account " + ADMINISTRATOR + ", " + home);
    for (Effect effect : List.of(Effect.Blocks, Effect.Lost)) {
      String kind = effect == Effect.Blocks ? "lock" : "letter";
      aDeletion().looksIn(home)
          .named(new Cleanup.Item(new Remaining(kind, "it", ADMINISTRATOR, home), effect, false))
          .answer(Question.REMAINING, new RemainingRead(List.of(), letters(MANAGEMENT), List.of(denied)))
          .plan()
          .changesNothing()
          .isStalled(Reason.CleanupPending)
          .saysNot("spec.regions.managed")
          .says("mail:ListLocks");
    }
  }
}
