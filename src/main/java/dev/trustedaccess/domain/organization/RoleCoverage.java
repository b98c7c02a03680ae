package dev.trustedaccess.domain.organization;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.RoleFacts.ExpectedIn;

/**
 * In how many accounts a role exists, of those in which it can exist.
 *
 * @param roleName the name of the role
 * @param expected accounts in which it can exist, according to the catalog; young accounts without it are not included
 * @param present of these, accounts that have the role
 * @param absent of these, accounts that a read saw without it
 * @param unknown of these, accounts that count as neither: their read is missing or too old, or AWS did not return
 *     enough about the account
 * @param tooYoung accounts without it that have not had time to get it; not included in {@code expected}
 * @param absentAccounts the first {@value #NAMED} of the absent, in the order of the account list
 * @param missingFrom the places where the role is absent although the catalog expects it there
 * @param observed the oldest read among those that count, by our clock; empty while there is none
 */
public record RoleCoverage(
    String roleName, int expected, int present, int absent, int unknown, int tooYoung, List<String> absentAccounts,
    Set<ExpectedIn> missingFrom, Optional<Instant> observed) {
  /** How many accounts without the role are listed. */
  public static final int NAMED = 10;

  public RoleCoverage {
    absentAccounts = List.copyOf(absentAccounts);
    missingFrom = Set.copyOf(missingFrom);
  }

  /**
   * Where the role is expected, and how old a read may be.
   *
   * @param managementAccountId as AWS returns it
   * @param administrators the declared administrators' accounts
   * @param everywhere whether the role is expected in every account, even where the catalog does not expect it
   * @param youngAccount how long an account may be without roles
   * @param readSince a role that was last seen before this time counts as unknown, by our clock; an absence does not
   *     expire
   */
  public record Scope(
      String managementAccountId, Set<String> administrators, boolean everywhere, Duration youngAccount,
      Instant readSince) {
    Optional<ExpectedIn> placeOf(RoleFacts facts, String accountId) {
      ExpectedIn place = accountId.equals(managementAccountId) ? ExpectedIn.MANAGEMENT : ExpectedIn.EVERY_MEMBER;
      if (administrators.contains(accountId)
          && facts.expectedIn().contains(ExpectedIn.DELEGATED_ADMINISTRATOR)) {
        place = ExpectedIn.DELEGATED_ADMINISTRATOR;
      }
      return Optional.of(place).filter(facts.expectedIn()::contains);
    }

    boolean expects(RoleFacts facts, String accountId) {
      return everywhere || facts.expectedIn().contains(ExpectedIn.AS_NEEDED) || placeOf(facts, accountId).isPresent();
    }
  }

  /** Coverage of {@code facts} in {@code inventory}. */
  public static RoleCoverage of(RoleFacts facts, RoleInventory inventory, Scope scope) {
    return new Count(facts, inventory, scope).count();
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
    private final List<String> absentAccounts = new ArrayList<>();
    private final Set<ExpectedIn> missingFrom = EnumSet.noneOf(ExpectedIn.class);
    private Optional<Instant> oldest = Optional.empty();

    Count(RoleFacts facts, RoleInventory inventory, Scope scope) {
      this.facts = facts;
      this.inventory = inventory;
      this.scope = scope;
    }

    RoleCoverage count() {
      for (int i = 0; i < inventory.accounts().size(); i++) {
        count(inventory.accounts().get(i).id(), i, RoleState.of(facts, inventory, i, scope));
      }
      return new RoleCoverage(
          facts.role().name(), present + absent + unknown, present, absent, unknown, tooYoung, absentAccounts,
          missingFrom,
          oldest);
    }

    private void count(String accountId, int index, RoleState state) {
      switch (state) {
        case PRESENT -> present++;
        case MISSING, ABSENT -> absent(accountId);
        case UNREAD -> unknown++;
        case TOO_YOUNG -> tooYoung++;
        case NOT_EXPECTED -> {
          return;
        }
      }
      inventory.read(index).filter(time -> !time.isBefore(scope.readSince())).ifPresent(this::observed);
    }

    private void observed(Instant read) {
      if (oldest.isEmpty() || read.isBefore(oldest.get())) {
        oldest = Optional.of(read);
      }
    }

    private void absent(String accountId) {
      absent++;
      if (absentAccounts.size() < NAMED) {
        absentAccounts.add(accountId);
      }
      scope.placeOf(facts, accountId).ifPresent(missingFrom::add);
    }
  }
}
