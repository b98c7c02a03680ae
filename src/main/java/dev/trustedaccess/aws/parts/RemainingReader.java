package dev.trustedaccess.aws.parts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/** Reads what remains of a service, place by place; a place that cannot be read is reported, never taken for empty. */
final class RemainingReader {
  private final ServiceIntegration integration;
  private final ServiceContext context;
  private final Inventory inventory = new Inventory();

  RemainingReader(ServiceIntegration integration, ServiceContext context) {
    this.integration = integration;
    this.context = context;
  }

  /** An account and Region to ask. */
  record Asked(AskedAccount account, String region) {}

  /** Everything that remains; {@code declared} is the declared administrator account, whether or not it is one. */
  RemainingRead read(Optional<String> declared) {
    Optional<Set<String>> administrators = integration.administrator().map(by -> administrators(by, declared));
    for (Remains each : integration.remains()) {
      List<Asked> places = administrators.map(own -> places(context, each.listing(), List.copyOf(own)))
          .orElseGet(() -> places(integration, context, declared, each.listing(), inventory));
      SideBySide.map(places, place -> one(each, each.listing(), place)).forEach(inventory::add);
    }
    return inventory.toRead();
  }

  /** The administrators that the service itself lists. They remain, too, until they are dismissed. */
  private Set<String> administrators(Administrator<?, ?> by, Optional<String> declared) {
    Set<String> accounts = new LinkedHashSet<>(
        inventory.consult(() -> by.seen(context).map(Administrator.Found::account).toList()));
    boolean none = accounts.isEmpty() && inventory.complete();
    accounts.addAll(inventory.consult(() -> by.further(context, none).toList()));
    accounts.forEach(account -> inventory.found(
        new Remaining(OwnedResource.ADMINISTRATOR, account, account, by.region(context))));
    if (inventory.complete()) {
      inventory.known(PlaceRead.everywhere(OwnedResource.ADMINISTRATOR));
      integration.remains()
          .stream()
          .filter(Remains::deletedWithAdministrator)
          .forEach(each -> inventory.known(PlaceRead.everywhereBut(each.kind(), Set.copyOf(accounts))));
    } else {
      // Only then: an account that is known to be no administrator refuses to be asked.
      declared.ifPresent(accounts::add);
    }
    return accounts;
  }

  private <T> Inventory one(Remains remains, Listing<?, T> listing, Asked place) {
    Inventory here = new Inventory();
    String region = listing.place().regions().reported(place.region());
    return here.read(
        () -> listing.tellsAccounts()
            ? PlaceRead.inRegion(remains.kind(), region)
            : PlaceRead.of(remains.kind(), listing.accountId(context, place.account(), place.region()), region),
        () -> {
          String asked = listing.accountId(context, place.account(), place.region());
          return listing.in(context, place.account(), place.region())
              .stream()
              .map(thing -> new Remaining(remains.kind(), listing.id(thing), listing.account(thing, asked), region))
              .toList();
        });
  }

  /** Where a listing is asked: in accounts of administrators too if its place includes them. */
  static List<Asked> places(
      ServiceIntegration integration, ServiceContext context, Optional<String> declared, Listing<?, ?> listing,
      Inventory inventory) {
    Set<String> administrators = new LinkedHashSet<>();
    if (listing.place().includesAdministrators()) {
      declared.ifPresent(administrators::add);
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
