package dev.trustedaccess.domain.plan;

import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OwnedResource;

/**
 * Two answers about a service's administrators. The later one counts; that an administrator is missing, only both prove.
 *
 * @param first the question for the earlier answer
 * @param second the question for the later answer
 */
record AdministratorAnswers(
    Question<?> first, Question<?> second, Fact<AdministratorsSeen> earlier, Fact<AdministratorsSeen> later) {
  /** What the service's own API shows. */
  static AdministratorAnswers of(Observation observation) {
    return new AdministratorAnswers(
        Question.INITIALIZATION, Question.SECOND_INITIALIZATION, of(observation, Question.INITIALIZATION),
        of(observation, Question.SECOND_INITIALIZATION));
  }

  /** What an earlier pass read; nothing was read in this one yet. */
  static AdministratorAnswers kept(InitializationState state) {
    return new AdministratorAnswers(
        Question.INITIALIZATION, Question.SECOND_INITIALIZATION, administrators(Fact.known(state)), Fact.notAsked());
  }

  private static Fact<AdministratorsSeen> of(Observation observation, Question<InitializationState> question) {
    return administrators(observation.answer(question));
  }

  private static Fact<AdministratorsSeen> administrators(Fact<InitializationState> answer) {
    return answer.map(state -> state.administrators().orElseThrow());
  }

  /** The later answer; the earlier one if that is the only one. Throws if there is none. */
  AdministratorsSeen latest() {
    return later.toOptional().or(earlier::toOptional).orElseThrow();
  }

  /** A question that was not asked yet; empty if both were. */
  Optional<Question<?>> unasked() {
    return earlier instanceof Fact.NotAsked<?>
        ? Optional.of(first)
        : later instanceof Fact.NotAsked<?> ? Optional.of(second) : Optional.empty();
  }

  /** Whether both answers are known and lack this administrator. */
  boolean bothLack(OwnedResource administrator) {
    return Stream.of(earlier, later)
        .allMatch(answer -> answer.toOptional().filter(seen -> seen.stage(administrator).isEmpty()).isPresent());
  }
}
