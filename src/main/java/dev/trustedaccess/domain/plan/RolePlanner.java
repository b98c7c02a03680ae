package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.declaration.Desired.RoleExpectation;
import dev.trustedaccess.domain.declaration.ReportedRoles;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.organization.RoleInventory;

/**
 * Plans the last step for a declaration that is not being deleted: compares the role inventory with what is expected,
 * and adds a missing finalizer.
 */
final class RolePlanner {
  private RolePlanner() {}

  static Decision plan(
      PlanInput input, OrganizationSnapshot snapshot, Conclusion conclusion, Optional<Action> action, Duration next) {
    List<RoleFacts> roles = input.entry().map(entry -> entry.principal().roles()).orElse(List.of());
    boolean everywhere = input.desired().roles() == RoleExpectation.EVERY_ACCOUNT;
    if (input.settings().memberReadRole().isEmpty()) {
      notRead(conclusion, everywhere, RoleMessages.unread());
    } else if (everywhere && input.entry().isEmpty()) {
      notRead(conclusion, true, RoleMessages.unknownService());
    } else if (roles.isEmpty()) {
      conclusion.roles(Verdict.yes(Reason.ROLES_AS_EXPECTED, RoleMessages.none())).coverage(List.of());
    } else {
      switch (input.observation().answer(Question.ROLES)) {
        case Fact.NotAsked<RoleInventory> _ -> {
          return new Decision.Ask(Question.ROLES);
        }
        case Fact.Unknown<RoleInventory>(Failure failure) when failure.passing() ->
          notReadYet(input, conclusion, everywhere);
        case Fact.Unknown<RoleInventory>(Failure failure) ->
          notRead(conclusion, everywhere, Messages.failed(failure, input));
        case Fact.Known<RoleInventory>(RoleInventory inventory) -> assess(
            conclusion, everywhere, roles.stream()
                .map(role -> RoleCoverage.of(role, inventory,
                    scope(input, snapshot, everywhere && role.serviceLinked())))
                .toList());
      }
    }
    return conclusion.decide(action.or(() -> missingFinalizer(input)), next);
  }

  private static RoleCoverage.Scope scope(PlanInput input, OrganizationSnapshot snapshot, boolean everywhere) {
    return new RoleCoverage.Scope(
        snapshot.organization().managementAccountId(), Set.copyOf(input.desired().administrators()), everywhere,
        input.timing().youngAccount(),
        outdated(input));
  }

  private static Instant outdated(PlanInput input) {
    return Timing.rolesReadSince(input.settings().roleInventoryInterval(), input.now());
  }

  /** A finalizer must be present wherever something may have to be undone. One that others removed is added again. */
  private static Optional<Action> missingFinalizer(PlanInput input) {
    return input.declared().hasFinalizer() || input.observeOnly()
        ? Optional.empty()
        : Optional.of(new Action.AddFinalizer());
  }

  /** The roles cannot be read until a person acts. Under EveryAccount the declaration is then Stalled. */
  private static void notRead(Conclusion conclusion, boolean everywhere, String message) {
    conclusion.roles(Verdict.unknown(Reason.ROLES_NOT_READ, message));
    if (everywhere) {
      conclusion.because(Finding.stalled(Reason.ROLES_NOT_READ, message));
    }
  }

  /**
   * No inventory is available for this pass. What status reports at this generation is kept until it is outdated, and
   * counts for Ready. If status reports nothing, Ready under EveryAccount is Unknown.
   */
  private static void notReadYet(PlanInput input, Conclusion conclusion, boolean everywhere) {
    Optional<ReportedRoles> reported = input.observation().reportedRoles();
    Optional<ReportedRoles> current = reported.filter(roles -> !roles.observed().isBefore(outdated(input)));
    conclusion.roles(
        current.equals(reported)
            ? Verdict.unchanged(Reason.OBSERVATION_STALE, RoleMessages.notYet())
            : Verdict.unknown(Reason.OBSERVATION_STALE, RoleMessages.notYet()));
    if (everywhere) {
      switch (current.map(ReportedRoles::truth).orElse(Verdict.Truth.UNKNOWN)) {
        case TRUE -> {
          // The last read of this generation found the roles as expected.
        }
        case FALSE -> conclusion.because(Finding.waiting(Reason.ROLES_MISSING, current.orElseThrow().message()));
        case UNKNOWN -> unread(conclusion, current.map(ReportedRoles::message).orElseGet(RoleMessages::notYet));
      }
    }
  }

  /** Ready is Unknown, whatever it was before: the roles have not been read in every account. */
  private static void unread(Conclusion conclusion, String message) {
    conclusion.because(new Finding(Finding.Severity.PASSING, Reason.ROLES_NOT_READ, message));
  }

  private static void assess(Conclusion conclusion, boolean everywhere, List<RoleCoverage> coverage) {
    conclusion.coverage(coverage);
    List<RoleCoverage> absent = coverage.stream().filter(role -> role.absent() > 0).toList();
    List<RoleCoverage> missingWhereExpected = absent.stream().filter(role -> !role.missingFrom().isEmpty()).toList();
    if (everywhere && !absent.isEmpty()) {
      String message = RoleMessages.missing(absent);
      conclusion.roles(Verdict.no(Reason.ROLES_MISSING, message))
          .because(Finding.waiting(Reason.ROLES_MISSING, message));
    } else if (coverage.stream().anyMatch(role -> role.unknown() > 0)) {
      conclusion.roles(Verdict.unknown(Reason.ROLES_NOT_READ, RoleMessages.unknown(missingWhereExpected)));
      if (everywhere) {
        unread(conclusion, RoleMessages.unknown(List.of()));
      }
    } else {
      conclusion.roles(
          Verdict.yes(
              Reason.ROLES_AS_EXPECTED, missingWhereExpected.isEmpty()
                  ? RoleMessages.seen()
                  : RoleMessages.missingElsewhere(missingWhereExpected)));
    }
  }
}
