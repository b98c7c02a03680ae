package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.Desired.RoleExpectation;

/** The last step of a life: where the service's roles stand, and whether that is as expected. */
final class RoleWatch {
  private RoleWatch() {}

  static Decision plan(
      Situation s, Look look, Conclusion conclusion, Optional<Action> action, Duration next) {
    List<RoleFacts> roles = s.entry().map(entry -> entry.principal().roles()).orElse(List.of());
    boolean everywhere = s.desired().roles() == RoleExpectation.EveryAccount;
    if (s.settings().memberReadRole().isEmpty()) {
      notRead(conclusion, everywhere, RoleMessages.unread());
    } else if (roles.isEmpty()) {
      conclusion.roles(Verdict.yes(Reason.RolesAsExpected, RoleMessages.none())).coverage(List.of());
    } else {
      switch (s.observation().answer(Question.ROLES)) {
        case Fact.NotAsked<RoleInventory> _ -> {
          return new Decision.Ask(Question.ROLES);
        }
        case Fact.Unknown<RoleInventory>(Failure failure) when failure.passing() ->
          notYet(conclusion, everywhere, RoleMessages.notYet());
        case Fact.Unknown<RoleInventory>(Failure failure) ->
          notRead(conclusion, everywhere, Messages.failed(failure, s));
        case Fact.Known<RoleInventory>(RoleInventory inventory) -> {
          String management = look.organization().managementAccountId();
          judge(
              conclusion, everywhere, roles.stream()
                  .map(role -> RoleCoverage.of(role, inventory, management, everywhere && role.serviceLinked(),
                      s.timing()))
                  .toList());
        }
      }
    }
    return conclusion.decide(action.or(() -> hold(s)), next);
  }

  /** Finalizers stand wherever something may have to be undone; one that others stripped is put back. */
  private static Optional<Action> hold(Situation s) {
    return s.declared().held() || s.observeOnly() ? Optional.empty() : Optional.of(new Action.Hold());
  }

  private static void notRead(Conclusion conclusion, boolean everywhere, String message) {
    conclusion.roles(Verdict.unknown(Reason.RolesNotRead, message));
    if (everywhere) {
      conclusion.because(Finding.stalled(Reason.RolesNotRead, message));
    }
  }

  /** The sweep comes by itself, after a restart too: until then what was last seen stands. */
  private static void notYet(Conclusion conclusion, boolean everywhere, String message) {
    conclusion.roles(Verdict.unchanged(Reason.RolesNotRead, message));
    if (everywhere) {
      conclusion.because(new Finding(Finding.Weight.PASSING, Reason.RolesNotRead, message));
    }
  }

  private static void judge(Conclusion conclusion, boolean everywhere, List<RoleCoverage> coverage) {
    conclusion.coverage(coverage);
    List<RoleCoverage> missing = coverage.stream().filter(role -> everywhere && role.absent() > 0).toList();
    if (!missing.isEmpty()) {
      String message = RoleMessages.missing(missing);
      conclusion.roles(Verdict.no(Reason.RolesMissing, message)).because(Finding.waiting(Reason.RolesMissing, message));
    } else if (coverage.stream().anyMatch(role -> role.unknown() > 0)) {
      conclusion.roles(Verdict.unknown(Reason.RolesNotRead, RoleMessages.unknown()));
    } else {
      conclusion.roles(Verdict.yes(Reason.RolesAsExpected, RoleMessages.seen()));
    }
  }
}
