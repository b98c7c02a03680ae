package dev.trustedaccess.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/** What reads of the truth answer, each of which may fail. */
final class CoreReads {
  private static final Duration SETTING_UP = Duration.ofSeconds(40);

  private CoreReads() {}

  /** AWS does not answer that it knows no such principal if the principal has some. */
  static Fact<List<DelegatedAdministrator>> administrators(Truth truth, Truth.Service service) {
    Fact<List<DelegatedAdministrator>> answer = read(truth, () -> List.copyOf(service.delegated));
    return DelegatedAdministrator.isOfNoPrincipal(answer) && !service.delegated.isEmpty()
        ? Fact.known(service.delegated)
        : answer;
  }

  static <T> Fact<T> read(Truth truth, Supplier<T> value) {
    return truth.fails() ? Fact.unknown(truth.failure()) : Fact.known(value.get());
  }

  static OwnedResourcesSeen owned(Truth truth, Truth.Service service, Recorded recorded) {
    if (truth.doesNotFind(service)) {
      return new OwnedResourcesSeen(List.of(), List.of());
    }
    List<OwnedResource> there = recorded.owned()
        .stream()
        .filter(made -> made.isRegistration()
            ? service.delegated.contains(new DelegatedAdministrator(made.id()))
            : service.administrator(truth.now).equals(Optional.of(made.id())))
        .toList();
    return service.administratorLeaves(truth.now)
        ? new OwnedResourcesSeen(List.of(), there)
        : new OwnedResourcesSeen(there, List.of());
  }

  static InitializationState initialization(Truth truth, Truth.Service service) {
    if (truth.doesNotFind(service)) {
      return InitializationState.administered(new AdministratorsSeen(List.of(), List.of(Truth.REGION)));
    }
    InitializationState.Stage stage = service.administrator(truth.now).isEmpty()
        ? InitializationState.Stage.ABSENT
        : service.administratorLeaves(truth.now)
            ? InitializationState.Stage.BEING_REMOVED
            : truth.now.isBefore(service.administratorSince.plus(SETTING_UP))
                ? InitializationState.Stage.IN_PROGRESS
                : InitializationState.Stage.DONE;
    return InitializationState.administered(new AdministratorsSeen(
        service.administrator(truth.now)
            .map(account -> new Appointed(account, Truth.REGION, stage))
            .stream()
            .toList(),
        List.of(Truth.REGION)));
  }

  /** Only managed Regions are read, and each read may fail. */
  static RemainingRead remaining(Declaration object, Truth.Service service) {
    List<Remaining> found = new ArrayList<>();
    Set<PlaceRead> read = new HashSet<>();
    List<Failure> unread = new ArrayList<>();
    for (String region : object.connection.managed) {
      if (object.connection.organization.fails()) {
        unread.add(object.connection.organization.failure());
      } else {
        service.remaining.stream().filter(thing -> thing.region().equals(region)).forEach(found::add);
        Truth.KINDS.forEach(kind -> read.add(PlaceRead.of(kind, object.connection.organization.management, region)));
      }
    }
    return new RemainingRead(found, read, unread);
  }
}
