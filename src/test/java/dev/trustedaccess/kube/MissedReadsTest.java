package dev.trustedaccess.kube;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.Question;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts as in a row, of a question that is asked only where the first answer does not suffice. */
class MissedReadsTest {
  private static final String UID = "uid";

  private final MissedReads misses = new MissedReads();

  /** A question, what it is answered first, and the question that asks it once more. */
  record Pair<T>(Question<T> first, T answer, Question<T> second) {
    @Override
    public String toString() {
      return first.toString();
    }
  }

  static Stream<Pair<?>> pairs() {
    return Stream.of(
        new Pair<>(
            Question.INITIALIZATION, InitializationState.of(Stage.ABSENT, "an administrator account"),
            Question.SECOND_INITIALIZATION),
        new Pair<>(Question.OWNED_RESOURCES, new OwnedResourcesSeen(List.of(), List.of()),
            Question.SECOND_OWNED_RESOURCES));
  }

  private static Observation pass() {
    return Observation.ofCluster(
        Instant.EPOCH, false, new ConnectionView.Missing(), List.of(), Confirmation.NONE, Optional.empty());
  }

  private static <T> Fact<T> unknown() {
    return Fact.unknown(new Failure(Failure.Kind.UNAVAILABLE, "fms:GetAdminAccount"));
  }

  private <T> Observation firstAnswered(Pair<T> pair) {
    return misses.counted(UID, pair.first(), pass().with(pair.first(), Fact.known(pair.answer())));
  }

  private <T> void firstMissed(Pair<T> pair) {
    misses.counted(UID, pair.first(), pass().with(pair.first(), unknown()));
  }

  private <T> void bothAnswered(Pair<T> pair) {
    misses.counted(UID, pair.second(), firstAnswered(pair).with(pair.second(), Fact.known(pair.answer())));
  }

  /** A pass in which the second question is not answered; how often in a row that was so. */
  private <T> int secondMissed(Pair<T> pair) {
    return misses.counted(UID, pair.second(), firstAnswered(pair).with(pair.second(), unknown()))
        .missed(pair.second());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void passesOneAfterTheOtherAreInARow(Pair<?> pair) {
    assertThat(secondMissed(pair)).isEqualTo(1);
    assertThat(secondMissed(pair)).isEqualTo(2);
    assertThat(secondMissed(pair)).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aPassThatNeedsNoSecondAnswerEndsTheRow(Pair<?> pair) {
    secondMissed(pair);
    secondMissed(pair);
    firstAnswered(pair);
    assertThat(secondMissed(pair)).isEqualTo(1);
    assertThat(secondMissed(pair)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aSecondAnswerEndsTheRow(Pair<?> pair) {
    secondMissed(pair);
    bothAnswered(pair);
    assertThat(secondMissed(pair)).isEqualTo(1);
  }

  /** It says nothing about whether the second question would be answered. */
  @ParameterizedTest
  @MethodSource("pairs")
  void aPassWithoutAFirstAnswerDoesNotEndTheRow(Pair<?> pair) {
    secondMissed(pair);
    firstMissed(pair);
    assertThat(secondMissed(pair)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void afterAPassWithoutAFirstAnswerTheRowThatHasEndedStaysSo(Pair<?> pair) {
    secondMissed(pair);
    firstAnswered(pair);
    firstMissed(pair);
    assertThat(secondMissed(pair)).isEqualTo(1);
  }
}
