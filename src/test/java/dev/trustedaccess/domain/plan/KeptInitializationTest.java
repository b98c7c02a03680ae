package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.OWNED;
import static org.assertj.core.api.Assertions.assertThat;

/** What an earlier pass read about the initialization suffices while nothing has changed and nothing has to be done. */
class KeptInitializationTest {
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");
  private static final OwnedResource ELSEWHERE = OwnedResource.administrator(ADMINISTRATOR, "eu-west-1");

  /** Both administrators are there, and an earlier pass saw that. */
  private static Given steady() {
    return Given.aDeclaration()
        .enabledBy(EnabledBy.OTHER, Duration.ofDays(9))
        .administrator(ADMINISTRATOR)
        .appointed(REGIONS, OWNED, ELSEWHERE)
        .remembered(recorded -> recorded.withOwned(List.of(OWNED, ELSEWHERE)))
        .keptAppointed(REGIONS, OWNED, ELSEWHERE);
  }

  @Test
  void nothingIsReadInSteadyState() {
    steady().plan().isReady().asks(Question.SNAPSHOT);
  }

  @Test
  void withoutAnAnswerOfAnEarlierPassItIsRead() {
    Given.aDeclaration()
        .enabledBy(EnabledBy.OTHER, Duration.ofDays(9))
        .initializationIs(Stage.DONE, Optional.empty())
        .plan()
        .isReady()
        .asks(Question.SNAPSHOT, Question.INITIALIZATION);
  }

  @Test
  void aRequestToReconcileReadsAnew() {
    steady().prompted().plan().isReady().asks(Question.SNAPSHOT, Question.INITIALIZATION);
  }

  /** Others disabled access and enabled it again: the service may have lost everything. */
  @Test
  void accessThatWasEnabledAgainReadsAnew() {
    steady().enabled(Duration.ofHours(1)).plan().asks(Question.SNAPSHOT, Question.INITIALIZATION);
  }

  /** A missing administrator is only appointed after two reads of this pass. */
  @Test
  void whatLacksAnAdministratorIsNoGroundToAppointIt() {
    steady().keptAppointed(REGIONS, OWNED).plan().isReady().asks(Question.SNAPSHOT, Question.INITIALIZATION);
    steady().keptAppointed(REGIONS, OWNED)
        .appointed(REGIONS, OWNED)
        .thenAppointed(REGIONS, OWNED, ELSEWHERE)
        .plan()
        .changesNothing()
        .asks(Question.SNAPSHOT, Question.INITIALIZATION, Question.SECOND_INITIALIZATION);
  }

  /** What would be remembered differently is read anew, too, so that ours is not forgotten for an old answer. */
  @Test
  void whatLacksAnOwnedAdministratorThatIsNotDeclaredReadsAnew() {
    OwnedResource former = OwnedResource.administrator("333333333333", "us-east-1");
    steady().appointed(REGIONS, OWNED, ELSEWHERE, former)
        .remembered(recorded -> recorded.withOwned(List.of(OWNED, ELSEWHERE, former)))
        .plan()
        .asks(Question.SNAPSHOT, Question.INITIALIZATION)
        .remembers(recorded -> assertThat(recorded.owned()).contains(former));
  }

  @ParameterizedTest
  @EnumSource(value = Stage.class, names = {"DONE", "NOT_REQUIRED"}, mode = EnumSource.Mode.EXCLUDE)
  void anInitializationThatIsAwaitedIsReadInEachPass(Stage stage) {
    Given.aDeclaration()
        .enabledBy(EnabledBy.OTHER, Duration.ofDays(9))
        .keptInitialization(stage, Optional.empty())
        .initializationIs(Stage.DONE, Optional.empty())
        .plan()
        .isReady()
        .asks(Question.SNAPSHOT, Question.INITIALIZATION);
  }
}
