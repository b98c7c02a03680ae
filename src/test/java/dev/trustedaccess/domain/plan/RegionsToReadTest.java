package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.PlacesToRead;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static dev.trustedaccess.domain.plan.ReportedRemainingTest.LETTER;
import static dev.trustedaccess.domain.plan.ReportedRemainingTest.UNMANAGED;
import static dev.trustedaccess.domain.plan.ReportedRemainingTest.item;
import static dev.trustedaccess.domain.plan.ReportedRemainingTest.managed;
import static dev.trustedaccess.domain.plan.ReportedRemainingTest.read;
import static org.assertj.core.api.Assertions.assertThat;

/** Regions that a deletion has to read are remembered after they are no longer managed. */
class RegionsToReadTest {
  @Test
  void aRegionThatIsNoLongerReadKeepsWhatWasNamedThere() {
    Given given = read(managed("letter")).named(item(LETTER, Effect.LOST));
    Then then = given.plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_PENDING)
        .says("letter a-letter in " + UNMANAGED, UNMANAGED + " back", "spec.regions.managed", "kubectl ",
            "trusted-access-operator confirm cleaned-up " + Given.NAME);
    assertThat(then.conclusion().cleanup().orElseThrow().items()).containsExactly(item(LETTER, Effect.LOST));
    given.confirmedCleanedUp().plan().disables(true);
  }

  @Test
  void aRegionDroppedDuringTheHoldIsNotForgotten() {
    Given held = read(managed("letter")).deleted(Duration.ofMinutes(1)).managedBefore(UNMANAGED);
    held.plan()
        .waits(Reason.DELETION_HELD)
        .neverAsks(Question.REMAINING)
        .remembers(recorded -> assertThat(recorded.toRead().regions())
            .containsExactlyInAnyOrder("us-east-1", "eu-west-1", UNMANAGED));
    Given over = held.deleted(Duration.ofHours(1));
    over.plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE)
        .says("Put " + UNMANAGED + " back in spec.regions.managed",
            "trusted-access-operator confirm cleaned-up " + Given.NAME);
    over.confirmedCleanedUp().plan().disables(true);
  }

  @Test
  void severalDroppedRegionsAreNamed() {
    read(managed("letter")).managedBefore("ap-south-1", "ap-south-2")
        .plan()
        .changesNothing()
        .says("ap-south-1, ap-south-2. Put them back in spec.regions.managed if they can be read");
  }

  @Test
  void aDroppedRegionThatIsReadAllTheSameHoldsNothing() {
    Set<PlaceRead> everywhere = Stream.concat(
        managed("letter").stream(), Stream.of(PlaceRead.of("letter", ADMINISTRATOR, UNMANAGED)))
        .collect(java.util.stream.Collectors.toSet());
    read(everywhere).managedBefore(UNMANAGED).plan().disables(false);
    read(Set.of(PlaceRead.inRegion("letter", "us-east-1"))).managedBefore(UNMANAGED)
        .plan()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE);
  }

  /** What was read of other kinds proves nothing about this one. */
  @Test
  void aRegionIsNotReadWhereNothingOfAKindWasReadAnywhere() {
    KindPlaces administrators = new KindPlaces("administrator", Set.of("us-east-1"), true, false, true);
    for (Set<PlaceRead> places : List.of(Set.<PlaceRead>of(), Set.of(PlaceRead.everywhere("member")))) {
      aDeletion().reads(administrators)
          .managedBefore(UNMANAGED)
          .remainsIn(places)
          .plan()
          .changesNothing()
          .isStalled(Reason.CLEANUP_NOT_VERIFIABLE)
          .says(UNMANAGED);
    }
    aDeletion().reads(administrators)
        .managedBefore(UNMANAGED)
        .remainsIn(Set.of(PlaceRead.everywhere("administrator")))
        .plan()
        .disables(false);
  }

  @Test
  void whereNothingIsReadByRegionADroppedOneHoldsNothing() {
    read(Set.of(PlaceRead.of("letter", Given.MANAGEMENT, "global"), PlaceRead.everywhere("lock")))
        .managedBefore(UNMANAGED)
        .plan()
        .disables(false);
  }

  @Test
  void theRegionsOfAnotherOrganizationAreNotRemembered() {
    Given.aDeclaration()
        .enabledBy(EnabledBy.OPERATOR, Duration.ofDays(9))
        .remembered(
            r -> new Recorded(Optional.of("o-other"), r.enabledBy(), r.enabledTime(), r.reenabledTime(), r.owned(),
                r.removedByOthers(),
                r.lastChange(), r.corrections(), r.reportedRemaining(), r.toRead(), r.deletionSeen(),
                r.changeByOthers()))
        .managed(List.of("cn-north-1"))
        .plan()
        .remembers(recorded -> assertThat(recorded.toRead().regions()).isEmpty());
  }

  @Test
  void whatIsManagedIsRememberedAllLifeLong() {
    Given.aDeclaration().plan().remembers(RegionsToReadTest::bothRegions);
    Given.aDisabledDeclaration()
        .paused(true)
        .plan()
        .remembers(recorded -> assertThat(recorded).isEqualTo(Recorded.NOTHING));
    Given.aDisabledDeclaration().plan().enables(false).remembers(RegionsToReadTest::bothRegions);
    Given.aDeclaration()
        .managedBefore(UNMANAGED)
        .plan()
        .remembers(recorded -> assertThat(recorded.toRead().regions()).hasSize(3).contains(UNMANAGED));
    Stream.of(Given.aDeclaration().enabledBy(EnabledBy.OTHER, Duration.ofDays(9)), aDeletion())
        .forEach(given -> given.connection(new ConnectionView.Missing())
            .managedBefore(UNMANAGED)
            .plan()
            .remembers(recorded -> assertThat(recorded.toRead().regions()).containsExactly(UNMANAGED)));
  }

  /** An integration may read the home Region too, and a home may change. */
  @Test
  void whereTheIntegrationReadsIsRememberedToo() {
    Given.aDeclaration()
        .readsRegions(UNMANAGED)
        .plan()
        .remembers(recorded -> assertThat(recorded.toRead().regions())
            .containsExactlyInAnyOrder("us-east-1", "eu-west-1", UNMANAGED));
  }

  private static void bothRegions(Recorded recorded) {
    assertThat(recorded.toRead().regions()).containsExactlyInAnyOrder("us-east-1", "eu-west-1");
  }

  @Test
  void aRegionDroppedInTheCommitThatDeletesIsNotForgotten() {
    Recorded life = Given.aDeclaration().managedBefore(UNMANAGED).plan().conclusion().recorded();
    read(managed("letter")).managedBefore(life.toRead().regions().toArray(String[]::new))
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE)
        .says("Put " + UNMANAGED + " back in spec.regions.managed");
  }

  @Test
  void aMemoryWithoutRoomForMoreRegionsProvesNothing() {
    String[] many = IntStream.range(0, PlacesToRead.MOST).mapToObj(i -> "xx-test-" + i).toArray(String[]::new);
    Given.aDeclaration()
        .managedBefore(many)
        .plan()
        .remembers(recorded -> assertThat(recorded.toRead().regions()).containsExactlyInAnyOrder(many));
    Set<PlaceRead> all = Stream.concat(Stream.of(many), Stream.of("us-east-1", "eu-west-1"))
        .map(region -> PlaceRead.of("letter", ADMINISTRATOR, region))
        .collect(java.util.stream.Collectors.toSet());
    read(all).managedBefore(many)
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE)
        .says("more than status holds");
    read(managed("letter")).managedBefore(many).plan().changesNothing().isStalled(Reason.CLEANUP_NOT_VERIFIABLE);
    read(all).managedBefore(java.util.Arrays.copyOf(many, many.length - 3)).plan().disables(false);
    read(Set.of(PlaceRead.everywhere("letter"))).managedBefore(many).plan().disables(false);
  }
}
