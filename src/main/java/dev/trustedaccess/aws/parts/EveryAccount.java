package dev.trustedaccess.aws.parts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;

/**
 * Reads things of one kind in every account that the organization lists, except closed ones and those that were never
 * activated. Accounts are read side by side, the Regions of one account one after the other. An account that cannot be read
 * is one failure, and its Regions do not count as read; a suspended one is such an account, and is not asked.
 *
 * @param kind as the catalog's {@code effects} name it
 * @param only the accounts to read instead; empty: every account
 */
record EveryAccount<T>(String kind, Listing<?, T> listing, ServiceContext context, Optional<List<String>> only) {
  /** Failures that are the same in each Region of an account. */
  private static final Set<Failure.Kind> OF_THE_ACCOUNT = EnumSet.of(
      Failure.Kind.CREDENTIALS_INVALID, Failure.Kind.NO_CREDENTIALS, Failure.Kind.NO_IDENTITY,
      Failure.Kind.FOREIGN_ACCOUNT);

  /** What one account showed. */
  private record Shown(String account, List<Remaining> things, Set<String> regions, Optional<Failure> failure) {}

  Inventory read() {
    Inventory all = new Inventory();
    String management = context.managementAccountId();
    Collection<Account> accounts = all.consult(context::accounts);
    List<Shown> shown = ParallelCalls.map(only.orElseGet(() -> asked(management, accounts, all)), this::shown);
    for (Shown each : shown) {
      each.things().forEach(all::found);
      each.failure().ifPresent(all::unread);
      all.called(each.regions().size());
    }
    for (String region : listing.place().regions().in(context)) {
      Set<String> readIn = shown.stream()
          .filter(each -> each.regions().contains(region))
          .map(Shown::account)
          .collect(Collectors.toSet());
      place(management, accounts, readIn, listing.place().regions().reported(region)).ifPresent(all::known);
    }
    return all;
  }

  private List<String> asked(String management, Collection<Account> accounts, Inventory all) {
    List<String> members = accounts.stream()
        .filter(Account::mayHaveRoles)
        .map(Account::id)
        .filter(id -> !id.equals(management))
        .toList();
    accounts.stream()
        .filter(account -> account.state() == Account.State.SUSPENDED)
        .forEach(account -> all.unread(suspended(account.id())));
    Set<String> asked = new LinkedHashSet<>(Set.of(management));
    if (context.readsMembers()) {
      asked.addAll(members);
    } else if (!members.isEmpty()) {
      all.unread(new Failure(
          Failure.Kind.NO_IDENTITY, "no identity for the member accounts (spec.memberRoles.read)"));
    }
    return List.copyOf(asked);
  }

  private Failure suspended(String account) {
    return new Failure(
        Failure.Kind.CREDENTIALS_INVALID, Cause.ACCOUNT_CLOSED,
        listing.actions().getFirst() + " in account " + account);
  }

  /** A Region of every account but those that were not read there; empty if none was read there. */
  private Optional<PlaceRead> place(String management, Collection<Account> accounts, Set<String> readIn,
      String region) {
    if (readIn.isEmpty()) {
      return Optional.empty();
    }
    if (accounts.isEmpty()) {
      return Optional.of(PlaceRead.of(kind, management, region));
    }
    Set<String> except = accounts.stream()
        .map(Account::id)
        .filter(id -> !readIn.contains(id))
        .collect(Collectors.toSet());
    return Optional.of(PlaceRead.inRegionBut(kind, region, except));
  }

  private Shown shown(String account) {
    List<Remaining> things = new ArrayList<>();
    Set<String> read = new HashSet<>();
    Optional<Failure> failure = Optional.empty();
    for (String region : listing.place().regions().in(context)) {
      try {
        things.addAll(things(account, region));
        read.add(region);
      } catch (AwsFailure e) {
        failure = failure.or(() -> Optional.of(e.failure()));
        if (OF_THE_ACCOUNT.contains(e.failure().kind())) {
          break;
        }
      }
    }
    return new Shown(account, things, read, failure);
  }

  private List<Remaining> things(String account, String region) {
    AskedAccount asked = AskedAccount.ofAny(account);
    String reported = listing.place().regions().reported(region);
    return listing.in(context, asked, region)
        .stream()
        .map(thing -> new Remaining(kind, listing.id(thing), listing.account(thing, account), reported))
        .distinct()
        .toList();
  }
}
