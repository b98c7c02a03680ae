package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.trustedaccess.domain.RoleFacts.Place;

/**
 * In how many accounts a role stands, of those in which it can come to stand.
 *
 * @param roleName role name
 * @param expected accounts in which it can come to stand: active ones, and as the catalog places it
 * @param present of these, with the role
 * @param absent of these, without it, and old enough to have it
 * @param unknown of these, not read or too young to tell
 * @param absentAccounts the first {@value #NAMED} of the absent, in the order of the account list
 * @param observed when the sweep began
 */
public record RoleCoverage(
    String roleName, int expected, int present, int absent, int unknown, List<String> absentAccounts,
    Instant observed) {
  public static final int NAMED = 10;

  public RoleCoverage {
    absentAccounts = List.copyOf(absentAccounts);
  }

  /** Coverage of {@code facts} in {@code inventory}; {@code everywhere} widens it to every account. */
  public static RoleCoverage of(
      RoleFacts facts, RoleInventory inventory, String managementAccountId, boolean everywhere, Timing timing) {
    int expected = 0;
    int present = 0;
    int absent = 0;
    List<String> named = new ArrayList<>();
    for (int i = 0; i < inventory.accounts().size(); i++) {
      Account account = inventory.accounts().get(i);
      boolean stands = inventory.stands(facts.role(), i);
      if (!account.active() || !(everywhere || stands || placed(facts, account.id().equals(managementAccountId)))) {
        continue;
      }
      expected++;
      boolean young = inventory.begun().isBefore(account.joined().plus(timing.youngAccount()));
      if (stands) {
        present++;
      } else if (inventory.wasRead(i) && !young) {
        absent++;
        if (named.size() < NAMED) {
          named.add(account.id());
        }
      }
    }
    return new RoleCoverage(
        facts.role().name(), expected, present, absent, expected - present - absent, named, inventory.begun());
  }

  private static boolean placed(RoleFacts facts, boolean management) {
    return facts.expectedIn().contains(Place.AsNeeded)
        || facts.expectedIn().contains(management ? Place.Management : Place.EveryMember);
  }

  /** For a column: {@code 812/1000}. */
  public String asFraction() {
    return present + "/" + expected;
  }
}
