package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Services whose access is enabled by the call that registers a delegated administrator. The first declared account is
 * registered with it, and becomes the operator's unless one of two answers shows that it is registered already.
 */
final class EnabledByRegistering {
  private static final List<Question<List<DelegatedAdministrator>>> REGISTERED = List.of(
      Question.REGISTERED_ADMINISTRATORS, Question.DELEGATED_ADMINISTRATORS);

  private EnabledByRegistering() {}

  /** A finding if the declaration names no account for the call, or more than the service takes. */
  static Optional<Finding> obstacle(PlanInput input) {
    if (!input.enabledByRegistering()) {
      return Optional.empty();
    }
    int declared = input.desired().administrators().size();
    if (declared == 0) {
      return Optional.of(Finding.stalled(
          Reason.ADMINISTRATOR_ACCOUNT_REQUIRED, AdministratorMessages.requiredToEnable(input)));
    }
    return input.administrators()
        .flatMap(AdministratorFacts::most)
        .filter(most -> declared > most)
        .map(_ -> Finding.stalled(Reason.ADMINISTRATOR_MISMATCH, AdministratorMessages.takesFewer(input)));
  }

  /**
   * Asks who is registered already, and reports who leaves no room for the declared account: AWS would refuse it. Empty if
   * the call may be sent, and for other services.
   */
  static Optional<Decision> beforeSending(PlanInput input, OrganizationSnapshot snapshot, Conclusion conclusion) {
    if (!input.enabledByRegistering()) {
      return Optional.empty();
    }
    return REGISTERED.stream()
        .flatMap(question -> unknown(input, question, conclusion).stream())
        .findFirst()
        .or(() -> inTheWay(input).map(
            finding -> conclusion.because(finding).decide(Optional.empty(), input.untilNextSnapshot(snapshot))));
  }

  /** A single answer with another account proves nothing: others may have dismissed it since. */
  private static Optional<Finding> inTheWay(PlanInput input) {
    List<List<String>> answers = REGISTERED.stream()
        .flatMap(question -> input.observation().answer(question).toOptional().stream())
        .map(listed -> listed.stream().map(DelegatedAdministrator::accountId).toList())
        .toList();
    List<String> declared = input.desired().administrators();
    return input.administrators()
        .flatMap(AdministratorFacts::most)
        .filter(most -> answers.stream().allMatch(there -> there.size() >= most && !there.containsAll(declared)))
        .map(_ -> Finding.stalled(
            Reason.ADMINISTRATOR_MISMATCH,
            AdministratorMessages.mismatch(answers.getLast(), String.join(", ", declared))));
  }

  private static Optional<Decision> unknown(
      PlanInput input, Question<List<DelegatedAdministrator>> question, Conclusion conclusion) {
    return switch (input.observation().answer(question)) {
      case Fact.NotAsked<List<DelegatedAdministrator>> _ -> Optional.of(new Decision.Ask(question));
      case Fact.Unknown<List<DelegatedAdministrator>>(Failure failure) -> Optional.of(
          OwnCalls.unread(input, failure, question, Change.Kind.ENABLE, conclusion));
      case Fact.Known<List<DelegatedAdministrator>> _ -> Optional.empty();
    };
  }

  /** What the call registers; empty for other services. Call it once nothing is unknown. */
  static Optional<Action.Registering> registering(PlanInput input) {
    return input.desired()
        .administrators()
        .stream()
        .filter(_ -> input.enabledByRegistering())
        .findFirst()
        .map(account -> new Action.Registering(
            OwnedResource.registration(account),
            REGISTERED.stream()
                .flatMap(question -> input.observation().answer(question).toOptional().stream())
                .noneMatch(listed -> listed.contains(new DelegatedAdministrator(account)))));
  }

  /**
   * Whether AWS accepted the last change as the call that enables access and registers {@code one}. It was registered then,
   * whether or not a list has shown that since.
   */
  static boolean hasRegistered(PlanInput input, OwnedResource one) {
    return input.enabledByRegistering()
        && input.desired().administrators().stream().findFirst().filter(one.accountId()::equals).isPresent()
        && input.recorded()
            .lastChange()
            .filter(change -> change.is(Change.Kind.ENABLE) && change.requestId().isPresent())
            .isPresent();
  }
}
