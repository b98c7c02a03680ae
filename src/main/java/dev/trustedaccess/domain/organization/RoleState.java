package dev.trustedaccess.domain.organization;

import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.RoleFacts;

/** What is known of one role in one account. */
public enum RoleState {
  /** The account has the role. */
  PRESENT,
  /** The account was read and lacks the role, which is expected there. */
  MISSING,
  /** The account was read and lacks the role. The service creates it when it needs it, so this is no fault. */
  ABSENT,
  /** The read of the account is missing or too old, or AWS did not return enough about the account. */
  UNREAD,
  /** The account lacks the role and has not had time to get it. */
  TOO_YOUNG,
  /** The role is not expected in the account, and is not there. */
  NOT_EXPECTED;

  /**
   * The state of a role in an account.
   *
   * @param index of the account in {@code inventory}
   */
  public static RoleState of(RoleFacts facts, RoleInventory inventory, int index, RoleCoverage.Scope scope) {
    Account account = inventory.accounts().get(index);
    boolean hasRole = inventory.hasRole(facts.role(), index);
    if (!account.mayHaveRoles() || !(hasRole || scope.expects(facts, account.id()))) {
      return NOT_EXPECTED;
    }
    Optional<Instant> read = inventory.read(index);
    if (hasRole) {
      return read.filter(time -> !time.isBefore(scope.readSince())).isPresent() ? PRESENT : UNREAD;
    }
    if (young(account, inventory.begun(), scope)) {
      return TOO_YOUNG;
    }
    boolean answered = inventory.answered(facts.role(), index);
    if (!answered || !account.active() || account.joined().isEmpty() || young(account, read.orElseThrow(), scope)) {
      return UNREAD;
    }
    return scope.everywhere() || scope.placeOf(facts, account.id()).isPresent() ? MISSING : ABSENT;
  }

  private static boolean young(Account account, Instant time, RoleCoverage.Scope scope) {
    return account.joined().filter(joined -> time.isBefore(joined.plus(scope.youngAccount()))).isPresent();
  }
}
