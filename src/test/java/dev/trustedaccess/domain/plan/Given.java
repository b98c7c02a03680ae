package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * A declaration and its world, as a test needs them: everything is in order and settled until the test says otherwise.
 * AWS's clock goes {@link #SKEW} ahead of ours, so that whoever mixes the two up is found out.
 */
public final class Given extends GivenInitialization<Given> {
  private static final int ASKS = 12;
  private static final Map<Question<?>, Question<?>> FIRST = Map.of(
      Question.SECOND_INITIALIZATION, Question.INITIALIZATION, Question.SECOND_OWNED_RESOURCES,
      Question.OWNED_RESOURCES);

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

  @Override
  Given self() {
    return this;
  }

  // The plan

  /** Until the call that disables access is sent; from then on, it says that nobody can. */
  private static void saysHowToCallItBack(Decision.Conclude conclude) {
    boolean sending = conclude.action().filter(Action.Disable.class::isInstance).isPresent()
        || conclude.recorded().lastChange().filter(change -> change.is(Change.Kind.DISABLE)).isPresent();
    assertThat(conclude.ready().message()).as("how to call the deletion back")
        .containsPattern("kubectl (patch|edit) tsa " + NAME + (sending ? "|cannot be called back" : ""));
  }

  /** Plans, answering what is asked, until it concludes. */
  Then plan() {
    List<Question<?>> asked = new ArrayList<>();
    return switch (decide(asked)) {
      case Decision.Conclude conclude -> {
        if (deleted.isPresent() && held && !(conclude.action().orElse(null) instanceof Action.RemoveFinalizer)) {
          saysHowToCallItBack(conclude);
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
    Planner planner = planner();
    PlanInput input = input();
    Decision decision = planner.plan(input);
    while (decision instanceof Decision.Ask(Question<?> question) && asked.size() < ASKS) {
      assertThat(asked).as("asked twice").doesNotContain(question);
      asked.add(question);
      input = input.observing(answered(input.observation(), question));
      decision = planner.plan(input);
    }
    return decision;
  }

  private Planner planner() {
    return new Planner(new ServiceCatalog(inCatalog ? List.of(facts()) : List.of(), rejected), Timing.STANDARD);
  }

  /** What a pass plans from, before anything was asked. */
  PlanInput input() {
    Declared declared = new Declared(NAME, UID, 7, created, deleted, held);
    return planner().input(desired(), declared, recorded(), Observation
        .ofCluster(NOW, prompted, connection(), siblings, confirmation, integration)
        .under(circumstances)
        .reachedSince(reachedSince)
        .reporting(said, reportedReady, reportedDisabled));
  }

  /** What a pass that began at {@code time} plans from, before anything was asked. */
  PlanInput situation(Instant time) {
    return new PlanInput(
        desired(), new Declared(NAME, UID, 7, created, deleted, held), recorded,
        Observation.ofCluster(time, prompted, connection(), siblings, confirmation, integration), Optional.empty(),
        Optional.empty(), List.of(), Timing.STANDARD);
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
}
