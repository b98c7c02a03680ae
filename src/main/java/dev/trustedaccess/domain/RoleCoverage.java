package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.RoleFacts.Place;

/**
 * In how many accounts a role stands, of those in which it can come to stand.
 *
 * @param roleName role name
 * @param expected accounts in which it can come to stand, as the catalog places it; young ones without it are left out
 * @param present of these, with the role
 * @param absent of these, that a read saw without it
 * @param unknown of these, that no read tells enough of
 * @param tooYoung accounts without it that have had no time to get it; not among the expected
 * @param absentAccounts the first {@value #NAMED} of the absent, in the order of the account list
 * @param missingFrom the places of which the catalog says for certain that it stands there, and where it was seen absent
 * @param observed the oldest read among those that count; empty while there is none
 */
public record RoleCoverage(
    String roleName, int expected, int present, int absent, int unknown, int tooYoung, List<String> absentAccounts,
    Set<Place> missingFrom, Optional<Instant> observed) {
  public static final int NAMED = 10;

  public RoleCoverage {
    absentAccounts = List.copyOf(absentAccounts);
    missingFrom = Set.copyOf(missingFrom);
  }

  /**
   * Where and how long.
   *
   * @param managementAccountId as AWS tells it
   * @param administrator the declared administrator's account
   * @param everywhere whether the role is expected in every account, whatever the catalog says
   * @param youngAccount how long an account may be without roles
   * @param readSince a role that was last seen before this counts as unknown; an absence does not pass with time
   */
  public record Scope(
      String managementAccountId, Optional<String> administrator, boolean everywhere, Duration youngAccount,
      Instant readSince) {
    Optional<Place> placeOf(RoleFacts facts, String accountId) {
      Place place = accountId.equals(managementAccountId) ? Place.Management : Place.EveryMember;
      if (administrator.filter(accountId::equals).isPresent()
          && facts.expectedIn().contains(Place.DelegatedAdministrator)) {
        place = Place.DelegatedAdministrator;
      }
      return Optional.of(place).filter(facts.expectedIn()::contains);
    }

    boolean expects(RoleFacts facts, String accountId) {
      return everywhere || facts.expectedIn().contains(Place.AsNeeded) || placeOf(facts, accountId).isPresent();
    }
  }

  /** Coverage of {@code facts} in {@code inventory}. */
  public static RoleCoverage of(RoleFacts facts, RoleInventory inventory, Scope scope) {
    return new Count(facts, inventory, scope).over();
  }

  /** For a column: {@code 812/1000}. */
  public String asFraction() {
    return present + "/" + expected;
  }

  /** Counts account by account. */
  private static final class Count {
    private final RoleFacts facts;
    private final RoleInventory inventory;
    private final Scope scope;
    private int present;
    private int unknown;
    private int tooYoung;
    private int absent;
    private final List<String> named = new ArrayList<>();
    private final Set<Place> missingFrom = EnumSet.noneOf(Place.class);
    private Optional<Instant> oldest = Optional.empty();

    Count(RoleFacts facts, RoleInventory inventory, Scope scope) {
      this.facts = facts;
      this.inventory = inventory;
      this.scope = scope;
    }

    RoleCoverage over() {
      for (int i = 0; i < inventory.accounts().size(); i++) {
        Account account = inventory.accounts().get(i);
        boolean stands = inventory.stands(facts.role(), i);
        if (account.mayHaveRoles() && (stands || scope.expects(facts, account.id()))) {
          count(account, i, stands);
        }
      }
      return new RoleCoverage(
          facts.role().name(), present + absent + unknown, present, absent, unknown, tooYoung, named, missingFrom,
          oldest);
    }

    private void count(Account account, int index, boolean stands) {
      Optional<Instant> read = inventory.read(index);
      read.filter(time -> !time.isBefore(scope.readSince())).ifPresent(this::observed);
      boolean told = inventory.tells(facts.role(), index);
      if (stands) {
        boolean lately = read.filter(time -> !time.isBefore(scope.readSince())).isPresent();
        present += lately ? 1 : 0;
        unknown += lately ? 0 : 1;
      } else if (young(account, inventory.begun())) {
        tooYoung++;
      } else if (told && account.active() && account.joined().isPresent() && !young(account, read.orElseThrow())) {
        absent(account);
      } else {
        unknown++;
      }
    }

    private void observed(Instant read) {
      if (oldest.isEmpty() || read.isBefore(oldest.get())) {
        oldest = Optional.of(read);
      }
    }

    private boolean young(Account account, Instant when) {
      return account.joined().filter(joined -> when.isBefore(joined.plus(scope.youngAccount()))).isPresent();
    }

    private void absent(Account account) {
      absent++;
      if (named.size() < NAMED) {
        named.add(account.id());
      }
      scope.placeOf(facts, account.id()).ifPresent(missingFrom::add);
    }
  }
}
