package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.AccountRoles;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.organization.RoleInventoryBuilder;

import static dev.trustedaccess.domain.plan.Given.MANAGEMENT;
import static dev.trustedaccess.domain.plan.RolesTest.DENIED;
import static dev.trustedaccess.domain.plan.RolesTest.LONG_AGO;
import static dev.trustedaccess.domain.plan.RolesTest.SCANNED;

/** Accounts of an organization, the management account first, as they are read at {@link RolesTest#SCANNED} if nothing is said. */
final class RoleInventoryScan {
  final List<Account> accounts = new ArrayList<>();
  private final List<Optional<Set<RoleId>>> roles = new ArrayList<>();

  RoleInventoryScan() {
    with(MANAGEMENT);
  }

  /** An account; it cannot be read where {@code seen} is empty. */
  RoleInventoryScan account(Account account, Optional<Set<RoleId>> seen) {
    accounts.add(account);
    roles.add(seen);
    return this;
  }

  RoleInventoryScan account(String id, Instant joined, Account.State state, RoleId... seen) {
    return account(new Account(id, Optional.of(joined), state), Optional.of(Set.of(seen)));
  }

  RoleInventoryScan with(String id, RoleId... seen) {
    return account(id, LONG_AGO, Account.State.ACTIVE, seen);
  }

  RoleInventoryScan unread(String id) {
    return account(new Account(id, Optional.of(LONG_AGO), Account.State.ACTIVE), Optional.empty());
  }

  RoleInventoryScan managementHas(RoleId... seen) {
    roles.set(0, Optional.of(Set.of(seen)));
    return this;
  }

  RoleInventory scanned() {
    return after(Optional.empty(), SCANNED);
  }

  RoleInventory after(Optional<RoleInventory> before, Instant begun) {
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(begun, accounts, before);
    for (int i = 0; i < accounts.size(); i++) {
      int index = reads.accounts().stream().map(Account::id).toList().indexOf(accounts.get(i).id());
      roles.get(i)
          .ifPresentOrElse(
              found -> reads.read(index, new AccountRoles(found, Map.of())),
              () -> reads.failed(index, DENIED));
    }
    return reads.inventory();
  }
}
