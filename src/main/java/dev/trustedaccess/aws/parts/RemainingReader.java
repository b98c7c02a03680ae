package dev.trustedaccess.aws.parts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/** Reads what remains of a service, place by place; a place that cannot be read is reported, never taken for empty. */
final class RemainingReader {
  private final ServiceIntegration integration;
  private final ServiceContext context;
  private final Inventory inventory = new Inventory();
  private final Optional<List<String>> only;
  private final Set<Remaining> administrators = new LinkedHashSet<>();
  private boolean allAdministratorsRead;

  /** @param only the accounts that are read where every account would be; empty: every account */
  RemainingReader(ServiceIntegration integration, ServiceContext context, Optional<List<String>> only) {
    this.integration = integration;
    this.context = context;
    this.only = only;
  }

  /** An account and Region to ask. */
  record Asked(AskedAccount account, String region) {}

  /** Everything that remains; {@code declared} are the declared administrators, whether or not they are any. */
  RemainingRead read(List<String> declared) {
    Optional<Set<String>> accounts = integration.administrator().map(this::administrators);
    for (Remains each : integration.remains()) {
      if (each.listing().place().includesEveryAccount()) {
        inventory.add(new EveryAccount<>(each.kind(), each.listing(), context, only).read());
        continue;
      }
      List<Asked> places = accounts.map(own -> places(context, each.listing(), asked(each, own, declared)))
          .orElseGet(() -> places(integration, context, declared, each.listing(), inventory));
      ParallelCalls.map(withAdministrator(each, places), place -> one(each, each.listing(), place))
          .forEach(each.listing().isRepeated() ? inventory::addNew : inventory::add);
    }
    return inventory.toRead();
  }

  /** The administrators that the service itself lists. They remain, too, until they are dismissed. */
  private Set<String> administrators(Administrator<?, ?> by) {
    RemainingRead seen = seen(by);
    seen.unread().forEach(inventory::unread);
    administrators.addAll(seen.found());
    boolean none = administrators.isEmpty() && inventory.complete();
    administrators.addAll(
        inventory.consult(() -> by.further(context, none).map(RemainingReader::administrator).toList()));
    administrators.forEach(inventory::found);
    Set<String> accounts = new LinkedHashSet<>();
    administrators.forEach(one -> accounts.add(one.accountId()));
    allAdministratorsRead = inventory.complete();
    if (by.isInManagedRegions()) {
      seen.read().forEach(inventory::known);
    } else if (allAdministratorsRead) {
      inventory.known(PlaceRead.everywhere(OwnedResource.ADMINISTRATOR));
    }
    if (allAdministratorsRead) {
      integration.remains()
          .stream()
          .filter(Remains::deletedWithAdministrator)
          .forEach(each -> inventory.known(PlaceRead.everywhereBut(each.kind(), accounts)));
    }
    return accounts;
  }

  /** The administrators of each Region; a Region that cannot be read keeps no other one from being read. */
  private RemainingRead seen(Administrator<?, ?> by) {
    Inventory all = new Inventory();
    ParallelCalls.map(
        by.regions(context), region -> new Inventory().read(
            () -> PlaceRead.inRegion(OwnedResource.ADMINISTRATOR, by.reported(region)),
            () -> by.seenIn(context, region).stream().map(RemainingReader::administrator).toList()))
        .forEach(all::add);
    return all.toRead();
  }

  private static Remaining administrator(Appointed one) {
    return new Remaining(OwnedResource.ADMINISTRATOR, one.accountId(), one.accountId(), one.region());
  }

  /**
   * The accounts in which things of administrators are listed. What is deleted with its administrator is only asked for
   * where there is one: an account that is known to be no administrator refuses to be asked.
   */
  private List<String> asked(Remains each, Set<String> administrators, List<String> declared) {
    return each.deletedWithAdministrator() && allAdministratorsRead
        ? List.copyOf(administrators)
        : Stream.concat(administrators.stream(), declared.stream()).distinct().toList();
  }

  /**
   * The places to ask for what is deleted with its administrator, where each Region has its own: an account that is known to
   * be no administrator in a Region has nothing there, and may refuse to be asked.
   */
  private List<Asked> withAdministrator(Remains each, List<Asked> places) {
    if (!each.deletedWithAdministrator() || !allAdministratorsRead
        || integration.administrator().filter(Administrator::isInManagedRegions).isEmpty()) {
      return places;
    }
    List<Asked> asked = new ArrayList<>();
    for (Asked place : places) {
      String account = place.account().id().orElseThrow();
      String region = each.listing().place().regions().reported(place.region());
      if (administrators.contains(new Remaining(OwnedResource.ADMINISTRATOR, account, account, region))) {
        asked.add(place);
      } else {
        inventory.known(PlaceRead.of(each.kind(), account, region));
      }
    }
    return asked;
  }

  private <T> Inventory one(Remains remains, Listing<?, T> listing, Asked place) {
    Inventory here = new Inventory();
    Regions regions = listing.place().regions();
    String region = regions.reported(place.region());
    return here.read(
        () -> listing.tellsAccounts()
            ? PlaceRead.inRegion(remains.kind(), region)
            : PlaceRead.of(remains.kind(), listing.accountId(context, place.account(), place.region()), region),
        () -> {
          String asked = listing.accountId(context, place.account(), place.region());
          return listing.in(context, place.account(), place.region())
              .stream()
              .map(thing -> new Remaining(
                  remains.kind(), listing.id(thing), listing.account(thing, asked),
                  regions.reported(listing.region(thing, place.region(), regions.in(context)))))
              .toList();
        });
  }

  /** Where a listing is asked: in accounts of administrators too if its place includes them. */
  static List<Asked> places(
      ServiceIntegration integration, ServiceContext context, List<String> declared, Listing<?, ?> listing,
      Inventory inventory) {
    Set<String> administrators = new LinkedHashSet<>();
    if (listing.place().includesAdministrators()) {
      administrators.addAll(declared);
      integration.principals()
          .stream()
          .limit(1)
          .forEach(principal -> administrators.addAll(
              inventory.consult(() -> context.delegatedAdministrators(principal))));
    }
    return places(context, listing, List.copyOf(administrators));
  }

  private static List<Asked> places(ServiceContext context, Listing<?, ?> listing, List<String> administrators) {
    List<Asked> places = new ArrayList<>();
    for (String region : listing.place().regions().in(context)) {
      if (listing.place().includesManagement()) {
        places.add(new Asked(AskedAccount.MANAGEMENT, region));
      }
      if (listing.place().includesAdministrators()) {
        administrators.forEach(account -> places.add(new Asked(AskedAccount.ofAdministrator(account), region)));
      }
    }
    return places;
  }
}
