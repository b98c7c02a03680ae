package dev.trustedaccess.faults;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.faults.ServiceTruth.Appointment;
import dev.trustedaccess.faults.ServiceTruth.Kind;
import dev.trustedaccess.mapping.DeclarationReader;

/** People who do what a message asks of them, and nothing else. */
final class ServiceRemedies {
  private static final Pattern THING = Pattern.compile(
      "(member|administrator|delegated-administrator|principal) (o-[a-z0-9]+|[0-9]{12})(?: in ([a-z0-9-]+))?");

  private final ServiceTruth service;
  private final Declaration one;
  private final RandomGenerator random;

  ServiceRemedies(ServiceTruth service, Declaration one, RandomGenerator random) {
    this.service = service;
    this.one = one;
    this.random = random;
  }

  void confirm() {
    if (!one.exists) {
      return;
    }
    Confirmation before = one.confirmation;
    one.confirmation = new Confirmation(
        DeclarationReader.recorded(one.status)
            .enabledTime()
            .map(time -> new Confirmation.ConfirmedMoment(one.uid(), time))
            .or(before::initialized),
        one.deleted.map(time -> new Confirmation.ConfirmedMoment(one.uid(), time)).or(before::cleanedUp));
  }

  /** Where a message offers two ways, either may be taken; its first remedy comes before a confirmation. */
  void follow(String message) {
    List<String> regions = ServiceTruth.REGIONS.stream().filter(message::contains).toList();
    if (message.contains("back in spec.regions.managed")) {
      manage(Stream.concat(one.connection.managed.stream(), regions.stream()).distinct().toList());
      confirmIfAsked(message);
    } else if (message.contains("Enable the Region, or remove it from spec.regions.managed") && random.nextBoolean()
        && one.connection.managed.size() > 1) {
      manage(one.connection.managed.stream().filter(region -> !regions.contains(region)).toList());
    } else if (message.contains("Enable the Region")) {
      regions.forEach(service.closed::remove);
    } else if (message.contains("Remove it") || message.contains("Remove them") || message.contains("cleans up")
        || message.contains("After cleanup")) {
      remove(message);
      confirmIfAsked(message);
    } else if (message.contains("Dismiss it in the service, or correct spec.delegatedAdministrators")) {
      dismissWhatIsNotDeclared();
    } else if (message.contains("names none. Set spec.delegatedAdministrators")
        || message.contains("names no administrator for")) {
      declare(List.of("222222222222"));
    } else if (message.contains("remove the account from spec.delegatedAdministrators")) {
      appointAgainOrNot(message);
    } else if (message.contains("in spec.delegatedAdministrators")) {
      Matcher account = Pattern.compile("List ([0-9]{12}) in").matcher(message);
      if (account.find()) {
        declare(List.of(account.group(1)));
      }
    } else if (message.contains("call: ram:EnableSharing")) {
      service.role = true;
    } else if (message.contains("call: ec2:EnableIpamOrganizationAdminAccount")) {
      service.role = true;
      if (service.appointed().isEmpty()) {
        service.appoint(OwnedResource.registration("222222222222"), new Appointment("", true), Optional.empty());
      }
    } else {
      confirmIfAsked(message);
    }
    one.due = service.organization.now;
  }

  private void confirmIfAsked(String message) {
    if (message.contains("confirm cleaned-up") || message.contains("confirm initialized")) {
      confirm();
    }
  }

  private void manage(List<String> regions) {
    one.connection.managed = regions;
  }

  private void declare(List<String> accounts) {
    one.administrators = accounts;
    one.generation++;
  }

  /** Removes what a message names. */
  private void remove(String message) {
    Matcher named = THING.matcher(message);
    while (named.find()) {
      String kind = named.group(1);
      String id = named.group(2);
      Optional<String> region = Optional.ofNullable(named.group(3));
      if (kind.equals("administrator")) {
        dismiss(OwnedResource.administrator(id, region.orElseThrow()));
      } else if (kind.equals("delegated-administrator")) {
        service.dismiss(OwnedResource.registration(id), true);
      } else {
        service.remaining.removeIf(thing -> thing.kind().equals(kind) && thing.id().equals(id)
            && thing.region().equals(region.orElse("")));
      }
    }
  }

  /** Its members are removed with it. */
  private void dismiss(OwnedResource administrator) {
    service.remaining.removeIf(thing -> thing.accountId().equals(administrator.accountId())
        && thing.region().equals(administrator.region()));
    service.dismiss(administrator, true);
    Appointment registration = service.appointed().get(OwnedResource.registration(administrator.accountId()));
    if (registration != null) {
      registration.by = "";
      registration.unclear = true;
    }
  }

  private void dismissWhatIsNotDeclared() {
    List.copyOf(service.appointed().keySet())
        .stream()
        .filter(there -> !one.administrators.contains(there.accountId()))
        .forEach(there -> {
          if (there.isRegistration()) {
            service.dismiss(there, true);
          } else {
            dismiss(there);
          }
        });
  }

  private void appointAgainOrNot(String message) {
    Matcher named = THING.matcher(message);
    if (!named.find() || random.nextBoolean()) {
      declare(List.of());
      one.initialization = service.kind == Kind.GUARDDUTY
          ? InitializationMode.NONE
          : one.initialization;
    } else if (named.group(1).equals("administrator")) {
      service.appoint(
          OwnedResource.administrator(named.group(2), named.group(3)), new Appointment("", false),
          Optional.of(new Appointment("", true)));
    } else {
      service.appoint(OwnedResource.registration(named.group(2)), new Appointment("", true), Optional.empty());
    }
  }
}
