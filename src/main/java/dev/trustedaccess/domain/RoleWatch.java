package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.Desired.RoleExpectation;

/** The last step of a life: where the service's roles stand, and whether that is as expected. */
final class RoleWatch {
  /** However short the interval of reads is, trouble of some minutes makes no read outdated. */
  private static final Duration LEAST_PATIENCE = Duration.ofHours(1);

  private RoleWatch() {}

  static Decision plan(
      Situation s, Look look, Conclusion conclusion, Optional<Action> action, Duration next) {
    List<RoleFacts> roles = s.entry().map(entry -> entry.principal().roles()).orElse(List.of());
    boolean everywhere = s.desired().roles() == RoleExpectation.EveryAccount;
    if (s.settings().memberReadRole().isEmpty()) {
      notRead(conclusion, everywhere, RoleMessages.unread());
    } else if (everywhere && s.entry().isEmpty()) {
      notRead(conclusion, true, RoleMessages.unknownService());
    } else if (roles.isEmpty()) {
      conclusion.roles(Verdict.yes(Reason.RolesAsExpected, RoleMessages.none())).coverage(List.of());
    } else {
      switch (s.observation().answer(Question.ROLES)) {
        case Fact.NotAsked<RoleInventory> _ -> {
          return new Decision.Ask(Question.ROLES);
        }
        case Fact.Unknown<RoleInventory>(Failure failure) when failure.passing() -> notYet(s, conclusion, everywhere);
        case Fact.Unknown<RoleInventory>(Failure failure) ->
          notRead(conclusion, everywhere, Messages.failed(failure, s));
        case Fact.Known<RoleInventory>(RoleInventory inventory) -> judge(
            conclusion, everywhere, roles.stream()
                .map(role -> RoleCoverage.of(role, inventory, scope(s, look, everywhere && role.serviceLinked())))
                .toList());
      }
    }
    return conclusion.decide(action.or(() -> hold(s)), next);
  }

  private static RoleCoverage.Scope scope(Situation s, Look look, boolean everywhere) {
    return new RoleCoverage.Scope(
        look.organization().managementAccountId(), s.desired().administrator(), everywhere, s.timing().youngAccount(),
        outdated(s));
  }

  /** What was last read before this has missed {@value LifePlanner#PATIENCE} reads. */
  private static Instant outdated(Situation s) {
    Duration patience = s.settings().roleInventoryInterval().multipliedBy(LifePlanner.PATIENCE);
    return s.now().minus(patience.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : patience);
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

  /**
   * Nothing is read that counts for this pass. What status says of this generation stays, with what it means for Ready, until
   * it is outdated; without that Ready in every account is Unknown.
   */
  private static void notYet(Situation s, Conclusion conclusion, boolean everywhere) {
    Optional<RolesSaid> everSaid = s.observation().answer(Question.ROLES_SAID).toOptional();
    Optional<RolesSaid> said = everSaid.filter(words -> !words.observed().isBefore(outdated(s)));
    conclusion.roles(
        said.equals(everSaid)
            ? Verdict.unchanged(Reason.ObservationStale, RoleMessages.notYet())
            : Verdict.unknown(Reason.ObservationStale, RoleMessages.notYet()));
    if (everywhere) {
      switch (said.map(RolesSaid::truth).orElse(Verdict.Truth.Unknown)) {
        case True -> {
          // As the last read of this generation saw it.
        }
        case False -> conclusion.because(Finding.waiting(Reason.RolesMissing, said.orElseThrow().message()));
        case Unknown -> unread(conclusion, said.map(RolesSaid::message).orElseGet(RoleMessages::notYet));
      }
    }
  }

  /** Ready is Unknown, whatever it was: nobody has seen the roles everywhere. */
  private static void unread(Conclusion conclusion, String message) {
    conclusion.because(new Finding(Finding.Weight.PASSING, Reason.RolesNotRead, message));
  }

  private static void judge(Conclusion conclusion, boolean everywhere, List<RoleCoverage> coverage) {
    conclusion.coverage(coverage);
    List<RoleCoverage> absent = coverage.stream().filter(role -> role.absent() > 0).toList();
    List<RoleCoverage> displaced = absent.stream().filter(role -> !role.missingFrom().isEmpty()).toList();
    if (everywhere && !absent.isEmpty()) {
      String message = RoleMessages.missing(absent);
      conclusion.roles(Verdict.no(Reason.RolesMissing, message)).because(Finding.waiting(Reason.RolesMissing, message));
    } else if (coverage.stream().anyMatch(role -> role.unknown() > 0)) {
      conclusion.roles(Verdict.unknown(Reason.RolesNotRead, RoleMessages.unknown(displaced)));
      if (everywhere) {
        unread(conclusion, RoleMessages.unknown(List.of()));
      }
    } else {
      conclusion.roles(
          Verdict.yes(
              Reason.RolesAsExpected, displaced.isEmpty() ? RoleMessages.seen() : RoleMessages.displaced(displaced)));
    }
  }
}
