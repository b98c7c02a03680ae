package dev.trustedaccess.domain.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static org.assertj.core.api.Assertions.assertThat;

/** Who does what a deletion says, and then what it says next, comes to its end: no advice undoes another. */
class AdviceTest {
  private static final String HOME = "us-east-1";
  private static final String ABROAD = "eu-south-1";
  private static final Remaining LETTER = new Remaining("letter", "a-letter", ADMINISTRATOR, ABROAD);
  /** Taking it out or back, mending, confirming, and Retain: each at most once. */
  private static final int MOST_STEPS = 5;

  /** Who reads the messages. */
  enum Person {
    /** Ends the cause itself, as told. */
    MENDS,
    /** May not end the cause, and does whatever else is told before confirming. */
    DOES_ALL_ELSE
  }

  /**
   * One deletion: the Region abroad cannot be read.
   *
   * @param before what this deletion has seen there
   * @param dropped whether it was taken off the connection, by somebody who was told so before the deletion
   * @param ours whether something that the operator set up stands
   */
  record Walk(Cause cause, Person person, Optional<Effect> before, boolean dropped, boolean ours) {
    /** No confirmation replaces the removal of what blocks, nor the removal of an owned resource in a closed account. */
    boolean mayEndInRetain() {
      return person == Person.DOES_ALL_ELSE
          && (before.equals(Optional.of(Effect.BLOCKS)) || (ours && cause == Cause.ACCOUNT_CLOSED));
    }

    Failure failure() {
      Failure.Kind kind = switch (cause) {
        case REGION_NOT_ENABLED, SERVICE_NOT_IN_REGION -> Failure.Kind.ENDPOINT_UNSUPPORTED;
        case ACCOUNT_CLOSED -> Failure.Kind.CREDENTIALS_INVALID;
        default -> Failure.Kind.ACCESS_DENIED;
      };
      return new Failure(kind, cause, "mail:ListLetters in account " + ADMINISTRATOR + ", " + ABROAD);
    }
  }

  static Stream<Walk> walks() {
    return Arrays.stream(Cause.values())
        .filter(Cause::isStated)
        .flatMap(cause -> Arrays.stream(Person.values())
            .flatMap(person -> Stream.of(Optional.<Effect>empty(), Optional.of(Effect.LOST), Optional.of(Effect.BLOCKS))
                .flatMap(before -> Stream.of(true, false)
                    .flatMap(dropped -> Stream.of(true, false)
                        .map(ours -> new Walk(cause, person, before, dropped, ours))))));
  }

  private boolean managed;
  private boolean readable;
  private boolean confirmed;
  private boolean retained;
  private boolean ours;

  @ParameterizedTest
  @MethodSource("walks")
  void whoeverDoesWhatADeletionSaysComesToItsEnd(Walk walk) {
    managed = !walk.dropped();
    ours = walk.ours();
    List<String> told = new ArrayList<>();
    while (!over(walk, told)) {
      assertThat(told).as("in circles").hasSizeLessThanOrEqualTo(MOST_STEPS).doesNotHaveDuplicates();
      follow(walk, told.getLast());
    }
    assertThat(retained && !walk.mayEndInRetain()).as("left on, for want of another way: " + told).isFalse();
  }

  /** Whether it ends; owned resources are removed on the way. */
  private boolean over(Walk walk, List<String> told) {
    Then then = given(walk).plan();
    if (then.conclude().action().filter(Action.RemoveOwnedResource.class::isInstance).isPresent()) {
      ours = false;
      then = given(walk).plan();
    }
    told.add(then.conclusion().ready().message());
    return then.conclude().action().isPresent();
  }

  private Given given(Walk walk) {
    List<String> regions = managed ? List.of(HOME, ABROAD) : List.of(HOME);
    Set<PlaceRead> read = regions.stream()
        .filter(region -> region.equals(HOME) || readable)
        .map(region -> PlaceRead.of("letter", ADMINISTRATOR, region))
        .collect(Collectors.toSet());
    Given given = (ours ? aDeletion().ownedByUs() : aDeletion()).administratorDismissesItself()
        .policy(retained ? DeletionPolicy.RETAIN : DeletionPolicy.RESTORE)
        .managed(regions)
        .managedBefore(HOME, ABROAD)
        .answer(
            Question.REMAINING,
            new RemainingRead(List.of(), read, managed && !readable ? List.of(walk.failure()) : List.of()));
    walk.before().ifPresent(effect -> given.named(new Cleanup.Item(LETTER, effect, false)));
    return confirmed ? given.confirmedCleanedUp() : given;
  }

  /** Why the operator cannot take down what it set up, with the advice that helps whoever follows it. */
  enum Hands {
    NO_ROLE("add spec.serviceRole with mode Manage to the connection"),
    ROLE_THAT_READS("Remove it, or set the connection's spec.serviceRole.mode to Manage"),
    OTHER_VERSION("Install one that can");

    private final String advice;

    Hands(String advice) {
      this.advice = advice;
    }

    Given tied() {
      Given given = aDeletion().ownedByUs();
      return switch (this) {
        case NO_ROLE -> given.serviceRole(Optional.empty());
        case ROLE_THAT_READS -> given.integration(true).serviceRole(Optional.of(Mode.OBSERVE));
        case OTHER_VERSION -> given;
      };
    }
  }

  /** Both ways are named, and each is an end; a confirmation is neither asked for nor enough. */
  @ParameterizedTest
  @EnumSource
  void anOwnedResourceIsRemovedOrAccessStaysEnabled(Hands hands) {
    for (Given stuck : List.of(hands.tied(), hands.tied().confirmedCleanedUp())) {
      stuck.plan()
          .changesNothing()
          .isStalled(Reason.AWAITING_SERVICE_ADMINISTRATOR)
          .says(hands.advice)
          .saysNot("confirm cleaned-up")
          .saysHowToRetain();
    }
    hands.tied().serviceRole(Optional.of(Mode.MANAGE)).integration(true).plan().removesOwned(false);
    hands.tied().policy(DeletionPolicy.RETAIN).plan().leaves();
  }

  /** Does what comes first, by this person's choice; a step that would change nothing is none. */
  private void follow(Walk walk, String message) {
    boolean takeOut = message.contains("from spec.regions.managed");
    boolean putBack = message.contains("Put " + ABROAD + " back in spec.regions.managed")
        && (readable || !message.contains("if it can be read"));
    if (walk.person() == Person.MENDS && message.contains(walk.cause().remedy())) {
      readable = true;
    } else if (takeOut && managed) {
      managed = false;
    } else if (putBack && !managed) {
      managed = true;
    } else if (message.contains("trusted-access-operator confirm cleaned-up") && !confirmed) {
      confirmed = true;
    } else {
      assertThat(message).contains("Retain");
      retained = true;
    }
  }
}
