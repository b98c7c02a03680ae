package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Services whose access is enabled or disabled by their own call. The service role sends the call, if the connection has
 * one that manages and the integration has the call; else a person must.
 */
final class OwnCalls {
  private OwnCalls() {}

  /** A finding if the operator may not send the call that the catalog names for enabling access. */
  static Optional<Finding> enableObstacle(PlanInput input) {
    AccessMethod method = input.enableMethod();
    return maySend(input, method, Observation.Integration::enables)
        ? alsoEnablesNotAllowed(input, method)
        : Optional.of(Finding.stalled(Reason.SERVICE_API_REQUIRED, Messages.serviceApi(input, method)));
  }

  /** A service's own call may enable other principals, too. The connection must allow each that is not enabled already. */
  private static Optional<Finding> alsoEnablesNotAllowed(PlanInput input, AccessMethod method) {
    return input.observation()
        .integration()
        .filter(_ -> method.by() == AccessMethod.By.SERVICE)
        .flatMap(
            own -> own.alsoEnables()
                .stream()
                .filter(other -> !input.settings().allows(other) && !isEnabled(input, other))
                .findFirst())
        .map(other -> Finding.stalled(Reason.PRINCIPAL_NOT_ALLOWED, Messages.alsoEnables(input, other)));
  }

  private static boolean isEnabled(PlanInput input, String principal) {
    return input.observation()
        .answer(Question.SNAPSHOT)
        .toOptional()
        .flatMap(snapshot -> snapshot.enabledAt(principal))
        .isPresent();
  }

  /** A finding if the operator may not send the call that the catalog names for disabling access. */
  static Optional<Finding> disableObstacle(PlanInput input) {
    AccessMethod method = input.disableMethod();
    return maySend(input, method, Observation.Integration::disables)
        ? Optional.empty()
        : Optional.of(Finding.stalled(Reason.SERVICE_API_REQUIRED, DeletionMessages.disableMethod(input, method)));
  }

  private static boolean maySend(PlanInput input, AccessMethod method, Predicate<Observation.Integration> has) {
    return switch (method.by()) {
      case ORGANIZATIONS -> true;
      case SERVICE -> input.settings().mayInitialize() && input.observation().integration().filter(has).isPresent();
      case CONSOLE -> false;
    };
  }

  /** Whether nothing but the service role's mode keeps the operator from sending a service's own call. */
  static boolean serviceRoleObserves(PlanInput input, Predicate<Observation.Integration> has) {
    return input.settings().serviceRole().filter(role -> role.mode() == Mode.OBSERVE).isPresent()
        && input.observation().integration().filter(has).isPresent();
  }

  /**
   * What to do before a service's own call is sent: ask the service how far it is, and wait while it is still carrying out
   * an earlier change, which it would refuse to overtake. Empty if the call may be sent.
   *
   * @param kind ENABLE or DISABLE
   * @param conclusion collects what the pass concludes
   */
  static Optional<Decision> beforeSending(
      PlanInput input, AccessMethod method, Change.Kind kind, OrganizationSnapshot snapshot, Conclusion conclusion) {
    if (method.by() != AccessMethod.By.SERVICE) {
      return Optional.empty();
    }
    return switch (input.observation().answer(Question.INITIALIZATION)) {
      case Fact.NotAsked<InitializationState> _ -> Optional.of(new Decision.Ask(Question.INITIALIZATION));
      case Fact.Unknown<InitializationState>(Failure failure) -> Optional.of(
          unread(input, failure, Question.INITIALIZATION, kind, conclusion));
      case Fact.Known<InitializationState>(InitializationState state) -> switch (state.stage()) {
        case IN_PROGRESS, BEING_REMOVED -> Optional.of(pending(input, state, kind, snapshot, conclusion));
        case NOT_REQUIRED, ABSENT, DONE, FAILED -> Optional.empty();
      };
    };
  }

  /** What must be known before a service's own call could not be read. */
  static Decision unread(
      PlanInput input, Failure failure, Question<?> question, Change.Kind kind, Conclusion conclusion) {
    int missed = input.observation().missed(question);
    String message = Messages.failed(failure, input);
    Finding finding = ActivePlanner.unanswered(
        failure, missed, kind == Change.Kind.DISABLE ? DeletionMessages.stalled(input, message) : message);
    return conclusion.because(finding)
        .decide(
            Optional.empty(),
            Backoff.shorter(
                Backoff.retry(true, missed, input.declared().uid()), input.settings().observeInterval()));
  }

  private static Decision pending(
      PlanInput input, InitializationState state, Change.Kind kind, OrganizationSnapshot snapshot,
      Conclusion conclusion) {
    Reason reason = kind == Change.Kind.DISABLE ? Reason.DISABLING : Reason.ENABLING;
    Optional<Instant> since = input.recorded()
        .lastChange()
        .filter(change -> change.is(kind) && !change.seen())
        .map(Change::time);
    boolean overdue = since.map(time -> late(input, time, snapshot)).orElseGet(() -> hasLasted(input, reason));
    String message = kind == Change.Kind.DISABLE
        ? DeletionMessages.servicePending(input, state, overdue)
        : Messages.servicePending(input, state, overdue);
    Duration next = since.map(time -> input.watch(time, snapshot)).orElse(input.settings().observeInterval());
    return conclusion.because(overdue ? Finding.stalled(reason, message) : Finding.waiting(reason, message))
        .decide(Optional.empty(), Backoff.shorter(next, input.settings().observeInterval()));
  }

  /**
   * Whether others' change has been awaited for longer than a service should need. Nothing at AWS tells when it began, so
   * status does: since when it reports this reason, by the operator's clock. Once reported, it stays overdue.
   */
  private static boolean hasLasted(PlanInput input, Reason reason) {
    return input.observation()
        .reportedReady()
        .filter(reported -> reported.reason() == reason)
        .filter(reported -> reported.stalled() || Timing.distance(reported.since(), input.now())
            .compareTo(input.timing().initialization()) > 0)
        .isPresent();
  }

  private static boolean late(PlanInput input, Instant since, OrganizationSnapshot snapshot) {
    return Timing.distance(since, snapshot.awsTime()).compareTo(input.timing().initialization()) > 0;
  }

  /**
   * Whether access was enabled so recently by the operator, by the service's own call, that what the call sets up may not be
   * visible yet.
   */
  static boolean isSettingUp(PlanInput input, OrganizationSnapshot snapshot) {
    return input.enableMethod().by() == AccessMethod.By.SERVICE
        && input.recorded().enabledBy().equals(Optional.of(EnabledBy.OPERATOR))
        && input.recorded().enabledTime().filter(time -> !late(input, time, snapshot)).isPresent();
  }
}
