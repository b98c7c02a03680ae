package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static org.assertj.core.api.Assertions.assertThat;

/** What a deletion has named as remaining counts until a read of its own place saw it gone. */
class ReportedRemainingTest {
  static final String UNMANAGED = "ap-south-1";
  private static final Remaining LOCK = new Remaining("lock", "the-lock", ADMINISTRATOR, UNMANAGED);
  static final Remaining LETTER = new Remaining("letter", "a-letter", ADMINISTRATOR, UNMANAGED);
  private static final Remaining STAMP = new Remaining("stamp", "a-stamp", ADMINISTRATOR, UNMANAGED);

  static Cleanup.Item item(Remaining thing, Effect effect) {
    return new Cleanup.Item(thing, effect, false);
  }

  static Set<PlaceRead> managed(String... kinds) {
    return Stream.of(kinds)
        .flatMap(kind -> Stream.of("us-east-1", "eu-west-1").map(region -> PlaceRead.of(kind, ADMINISTRATOR, region)))
        .collect(java.util.stream.Collectors.toSet());
  }

  static Given read(Set<PlaceRead> places, Remaining... found) {
    return aDeletion().integration(true).remainsIn(places, found);
  }

  @Test
  void aReadOfItsOwnPlaceEndsIt() {
    read(Set.of(PlaceRead.of("letter", ADMINISTRATOR, UNMANAGED))).named(item(LETTER, Effect.LOST))
        .plan()
        .disables(false);
    read(Set.of(PlaceRead.inRegion("letter", UNMANAGED))).named(item(LETTER, Effect.LOST)).plan().disables(false);
    read(Set.of(PlaceRead.everywhere("letter"))).named(item(LETTER, Effect.LOST)).plan().disables(false);
  }

  static Stream<Set<PlaceRead>> otherPlaces() {
    return Stream.of(
        Set.of(), Set.of(PlaceRead.everywhere("lock")), Set.of(PlaceRead.inRegion("letter", "eu-west-1")),
        Set.of(PlaceRead.of("letter", Given.MANAGEMENT, UNMANAGED)),
        Set.of(PlaceRead.everywhereBut("letter", Set.of(ADMINISTRATOR))));
  }

  @ParameterizedTest
  @MethodSource("otherPlaces")
  void aReadOfAnotherPlaceDoesNot(Set<PlaceRead> places) {
    read(places).named(item(LETTER, Effect.LOST)).plan().changesNothing().isStalled(Reason.CLEANUP_PENDING);
  }

  @Test
  void whatBlocksIsPassedByNoConfirmation() {
    Given given = read(managed("lock")).named(item(LOCK, Effect.BLOCKS));
    given.plan().changesNothing().isStalled(Reason.CLEANUP_PENDING);
    given.confirmedCleanedUp()
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_PENDING)
        .says("lock the-lock in " + UNMANAGED, UNMANAGED + " back", "spec.regions.managed")
        .saysHowToRetain();
  }

  @Test
  void whatSurvivesHoldsNothing() {
    read(managed("stamp")).named(item(STAMP, Effect.SURVIVES)).plan().disables(false);
  }

  static Stream<UnaryOperator<Given>> unasked() {
    return Stream.of(
        g -> g.serviceRole(Optional.empty()),
        g -> g.integration(true).unknown(Question.REMAINING, Failure.Kind.ACCESS_DENIED),
        g -> g.integration(true)
            .answer(Question.REMAINING, new RemainingRead(
                List.of(), managed("stamp"), List.of(new Failure(Failure.Kind.NO_IDENTITY, "no identity for x")))));
  }

  @ParameterizedTest
  @MethodSource("unasked")
  void whatIsNotAskedAtAllIsNotGone(UnaryOperator<Given> unasked) {
    unasked.apply(aDeletion().named(item(LOCK, Effect.BLOCKS)))
        .confirmedCleanedUp()
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_PENDING)
        .says("lock the-lock");
    unasked.apply(aDeletion().named(item(LETTER, Effect.LOST)))
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_PENDING)
        .says("letter a-letter");
  }

  @Test
  void whoAdministeredItIsAskedForBackWhenNothingElseExplainsIt() {
    Remaining elsewhere = new Remaining("letter", "a-letter", "444444444444", "eu-west-1");
    read(managed("letter")).named(item(elsewhere, Effect.LOST))
        .plan()
        .says("444444444444", "spec.delegatedAdministrators");
  }

  @Test
  void administratorsAndPolicyTypesThatCannotBeReadAnyMoreStillBlock() {
    Cleanup.Item delegated = item(
        new Remaining("delegated-administrator", "444444444444", "444444444444", "global"), Effect.BLOCKS);
    Given mail = aDeletion().integration(true).confirmedCleanedUp();
    mail.named(delegated).plan().disables(true);
    mail.named(delegated)
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.ACCESS_DENIED)
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_PENDING)
        .says("delegated-administrator 444444444444");
    Cleanup.Item type = item(new Remaining("policy-type", "MAIL_POLICY", Given.MANAGEMENT, "global"), Effect.BLOCKS);
    Given policies = aDeletion().integration(true).confirmedCleanedUp().policyTypeOfService("MAIL_POLICY");
    policies.named(type).plan().disables(true);
    policies.named(type)
        .unknown(Question.POLICY_TYPES, Failure.Kind.ACCESS_DENIED)
        .plan()
        .changesNothing()
        .says("policy-type MAIL_POLICY");
  }

  /** Not the first thing that failed is in the way, but what keeps its own place from being read. */
  @Test
  void whatKeepsItsOwnPlaceFromBeingReadIsTold() {
    Remaining here = new Remaining("letter", "a-letter", ADMINISTRATOR, "eu-west-1");
    aDeletion().integration(true)
        .named(item(here, Effect.BLOCKS))
        .answer(Question.REMAINING, new RemainingRead(
            List.of(), Set.of(), List.of(
                new Failure(Failure.Kind.ACCESS_DENIED, Cause.SERVICE_CONTROL_POLICY, "mail:List in us-east-1"),
                new Failure(Failure.Kind.ENDPOINT_UNSUPPORTED, Cause.REGION_NOT_ENABLED, "mail:List in eu-west-1"))))
        .plan()
        .changesNothing()
        .says("mail:List in eu-west-1", Cause.REGION_NOT_ENABLED.why(), "Enable the Region")
        .saysNot("us-east-1");
    aDeletion().integration(true)
        .named(item(here, Effect.BLOCKS))
        .answer(Question.REMAINING, new RemainingRead(
            List.of(), Set.of(), List.of(new Failure(Failure.Kind.NO_IDENTITY, "no identity for x"))))
        .plan()
        .says("no identity for x");
  }

  /** They are the organizations role's to read: the service role would not help. */
  @Test
  void forAdministratorsThatCannotBeReadNoServiceRoleIsAskedFor() {
    aDeletion().serviceRole(Optional.empty())
        .named(item(
            new Remaining("delegated-administrator", "444444444444", "444444444444", "global"), Effect.BLOCKS))
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.ACCESS_DENIED)
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_PENDING)
        .says("AWS denies mail:Describe")
        .saysNot("spec.serviceRole");
  }

  @Test
  void aDeclarationThatWasNamedIsGoneWithItsObject() {
    aDeletion().integration(true)
        .named(item(new Remaining("declaration", "parcel.x", Given.MANAGEMENT, "global"), Effect.BLOCKS))
        .plan()
        .disables(false);
  }

  @Test
  void whilePassingTroubleLastsItIsToldAsItWasSeen() {
    Cleanup.Item delegated = item(
        new Remaining("delegated-administrator", "444444444444", "444444444444", "global"), Effect.BLOCKS);
    aDeletion().integration(true)
        .named(delegated)
        .unknown(Question.DELEGATED_ADMINISTRATORS, Failure.Kind.THROTTLED)
        .plan()
        .changesNothing()
        .isStalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED);
  }

  @Test
  void whatHadNoRoomInStatusIsNotProvenGone() {
    Given beyond = aDeletion().integration(true).named(new Cleanup(List.of(), true));
    Then then = beyond.plan().changesNothing().isStalled(Reason.CLEANUP_NOT_VERIFIABLE).says("status.cleanup");
    assertThat(then.conclusion().cleanup().orElseThrow().incomplete()).isTrue();
    beyond.confirmedCleanedUp().plan().disables(true);
  }

  @Test
  void whatIsFoundAgainIsListedOnce() {
    Remaining found = new Remaining("letter", "a-very-long-letter", ADMINISTRATOR, UNMANAGED);
    Then then = read(Set.of(), found)
        .named(item(new Remaining("letter", "a-very-long", ADMINISTRATOR, UNMANAGED), Effect.LOST))
        .plan();
    assertThat(then.conclusion().cleanup().orElseThrow().items())
        .containsExactly(new Cleanup.Item(found, Effect.LOST, true));
  }

  // What is kept

  static Cleanup.Item in(String region, String id, Effect effect) {
    return new Cleanup.Item(new Remaining("letter", id, ADMINISTRATOR, region), effect, true);
  }

  @Test
  void everyPlaceKeepsOneThingWhileThereIsRoom() {
    List<Cleanup.Item> all = Stream.concat(
        IntStream.range(0, 20).mapToObj(i -> in("us-east-1", "many-" + i, Effect.LOST)),
        Stream.of(in("eu-west-1", "one", Effect.LOST), in("eu-central-1", "two", Effect.LOST))).toList();
    Cleanup kept = new Cleanup(all, false).kept(10);
    assertThat(kept.items()).hasSize(10).contains(all.get(0), all.get(20), all.get(21));
    assertThat(kept.incomplete()).isFalse();
  }

  @Test
  void placesWithoutRoomAreRemembered() {
    List<Cleanup.Item> all = IntStream.range(0, 11).mapToObj(i -> in("region-" + i, "it", Effect.LOST)).toList();
    assertThat(new Cleanup(all, false).kept(10).incomplete()).isTrue();
    assertThat(new Cleanup(all.subList(0, 10), false).kept(10).incomplete()).isFalse();
    assertThat(new Cleanup(List.of(), true).kept(10).incomplete()).isTrue();
  }

  @Test
  void theGravestHaveRoomFirstAndWhatSurvivesNeedsNone() {
    List<Cleanup.Item> all = Stream.concat(
        IntStream.range(0, 12).mapToObj(i -> in("region-" + i, "stays", Effect.SURVIVES)),
        Stream.of(in("last", "blocks", Effect.BLOCKS))).toList();
    Cleanup kept = new Cleanup(all, false).kept(10);
    assertThat(kept.items()).hasSize(10).contains(all.getLast());
    assertThat(kept.incomplete()).isFalse();
  }
}
