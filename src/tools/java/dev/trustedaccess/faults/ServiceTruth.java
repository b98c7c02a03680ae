package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Observation;

/** What one service truly has in the Regions and accounts of an organization, and how its own API answers. */
final class ServiceTruth {
  static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-east-1");
  static final String MEMBER = "member";
  static final String PRINCIPAL = "principal";
  /** Longer than any list lags behind. */
  private static final Duration TIME = Duration.ofMinutes(4);

  /** Services, each for one way to be enabled, administered and disabled. */
  enum Kind {
    /** An administrator in each managed Region, whose members keep it from being dismissed, and who stays registered. */
    GUARDDUTY("guardduty.amazonaws.com", true),
    /** Enabled by its own call, which creates its role; disabled by Organizations. */
    RAM("ram.amazonaws.com", true),
    /** Enabled and disabled by its own calls, which are pending for a time; its administrators are registered. */
    HEALTH("health.amazonaws.com", true),
    /** No API of its own; its administrators are registered. */
    ACCOUNT_MANAGEMENT("account.amazonaws.com", false),
    /** Enabled by its own call that registers its one administrator and creates its role; disabled by Organizations. */
    IPAM("ipam.amazonaws.com", true);

    final String principal;
    final boolean integrated;

    Kind(String principal, boolean integrated) {
      this.principal = principal;
      this.integrated = integrated;
    }

    /** Whether its own call registers its administrator, and enables its access. */
    boolean registers() {
      return this == IPAM;
    }

    /** Whether its role shows that it is initialized. */
    boolean awaitsRole() {
      return this == RAM || this == IPAM;
    }
  }

  /** An administrator, as {@link OwnedResource} names one. */
  static final class Appointment {
    /** The uid of the declaration for which we appointed it; empty if others did, or nobody remembers. */
    String by;
    /** Whether nobody can tell who appointed it. */
    boolean unclear;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MAX;

    Appointment(String by, boolean unclear) {
      this.by = by;
      this.unclear = unclear;
    }
  }

  final Kind kind;
  final Truth organization;
  private final Map<OwnedResource, Appointment> appointed = new LinkedHashMap<>();
  /** What was appointed before, each once; lists may still show it. */
  private final Map<OwnedResource, Appointment> former = new LinkedHashMap<>();
  /** Members of the administrators, or principals that something is shared with. */
  final Set<Remaining> remaining = new LinkedHashSet<>();
  /** Regions that refuse to be asked, or do not answer. */
  final Map<String, Failure> closed = new HashMap<>();
  private Instant pendingUntil = Instant.EPOCH;
  boolean role;

  ServiceTruth(Kind kind, Truth organization) {
    this.kind = kind;
    this.organization = organization;
  }

  void close(String region, boolean passing) {
    String where = "guardduty:ListOrganizationAdminAccounts in account 111111111111, Region " + region;
    closed.put(region, passing
        ? new Failure(Failure.Kind.UNAVAILABLE, where)
        : new Failure(Failure.Kind.CREDENTIALS_INVALID, Cause.REGION_NOT_ENABLED, where));
  }

  /** All that are there now. Who is no administrator any more has no members. */
  Map<OwnedResource, Appointment> appointed() {
    appointed.entrySet()
        .stream()
        .filter(each -> !organization.now.isBefore(each.getValue().until))
        .forEach(
            each -> former.put(each.getKey(), each.getValue()));
    appointed.keySet().removeIf(one -> former.get(one) == appointed.get(one));
    remaining.removeIf(thing -> thing.kind().equals(MEMBER)
        && !appointed.containsKey(OwnedResource.administrator(thing.accountId(), thing.region())));
    return appointed;
  }

  boolean leaves(OwnedResource one) {
    Appointment there = appointed().get(one);
    return there != null && !there.until.equals(Instant.MAX);
  }

  Optional<OwnedResource> administratorIn(String region) {
    return appointed().keySet()
        .stream()
        .filter(one -> !one.isRegistration() && one.region().equals(region))
        .findFirst();
  }

  List<OwnedResource> ofAccount(String account) {
    return appointed().keySet().stream().filter(one -> one.accountId().equals(account)).toList();
  }

  /** The service registers the account with Organizations if it is not registered yet. */
  void appoint(OwnedResource one, Appointment appointment, Optional<Appointment> registration) {
    appointment.since = organization.now;
    appointed().putIfAbsent(one, appointment);
    registration.ifPresent(more -> {
      more.since = organization.now;
      appointed.putIfAbsent(OwnedResource.registration(one.accountId()), more);
    });
  }

  /** Whether it is there, and has been for longer than a list of Organizations lags behind. */
  boolean isListed(OwnedResource one) {
    Appointment there = appointed().get(one);
    return there != null && !isRecent(there.since);
  }

  /** Whether it is not there, and a list of Organizations may still show it. */
  boolean mayBeListed(OwnedResource one) {
    return !appointed().containsKey(one) && former.containsKey(one) && isRecent(former.get(one).until);
  }

  private boolean isRecent(Instant time) {
    return organization.now.isBefore(time.plus(organization.lag));
  }

  /** Nobody can tell any more whose it is, if it is there. */
  void maybeOurs(OwnedResource one) {
    Optional.ofNullable(appointed().get(one)).ifPresent(there -> there.unclear = true);
  }

  /** Whether the service or Organizations refuses to register this account, or to deregister it. */
  boolean refuses(OwnedResource one, boolean appointment) {
    boolean another = kind.registers() && appointed().keySet().stream().anyMatch(there -> !there.equals(one));
    boolean there = appointed().containsKey(one);
    return one.isRegistration() && (appointment ? another || (there && !kind.registers()) : !there);
  }

  void dismiss(OwnedResource one, boolean atOnce) {
    Appointment there = appointed().get(one);
    if (there != null && there.until.equals(Instant.MAX)) {
      there.until = atOnce ? organization.now : organization.now.plus(TIME);
    }
  }

  boolean pending() {
    return organization.now.isBefore(pendingUntil);
  }

  /** What the service's own call enables or disables it reports as pending for a time. */
  void called(boolean longer) {
    pendingUntil = longer ? organization.now.plus(TIME) : organization.now;
  }

  /** Whether an administrator still has members where it is to be dismissed. */
  boolean hasMembers(OwnedResource one) {
    return remaining.stream()
        .anyMatch(thing -> thing.kind().equals(MEMBER) && thing.accountId().equals(one.accountId())
            && thing.region().equals(one.region()));
  }

  // What is read

  Optional<Observation.Integration> integration(List<String> managed) {
    return kind.integrated
        ? Optional.of(new Observation.Integration(
            "service", kind == Kind.GUARDDUTY || kind.registers(), managed, kinds(managed),
            kind == Kind.HEALTH || kind.awaitsRole(), List.of(), kind == Kind.HEALTH, false))
        : Optional.empty();
  }

  private List<KindPlaces> kinds(List<String> managed) {
    Set<String> regions = Set.copyOf(managed);
    return switch (kind) {
      case GUARDDUTY -> List.of(
          new KindPlaces(OwnedResource.ADMINISTRATOR, regions, true, false, true),
          new KindPlaces(MEMBER, regions, true, true, false));
      case RAM -> List.of(new KindPlaces(PRINCIPAL, regions, true, false, true));
      case HEALTH, ACCOUNT_MANAGEMENT, IPAM -> List.of();
    };
  }

  /** The failure of the first of these Regions that cannot be read; some fail now and then. */
  private Optional<Failure> unread(List<String> managed) {
    return organization.fails()
        ? Optional.of(organization.failure())
        : managed.stream().filter(closed::containsKey).map(closed::get).findFirst();
  }

  Fact<InitializationState> initialization(List<String> managed) {
    return switch (kind) {
      case GUARDDUTY -> unread(managed).map(Fact::<InitializationState>unknown)
          .orElseGet(() -> Fact.known(InitializationState.administered(administratorsOrNone(managed))));
      case HEALTH -> unread(List.of()).map(Fact::<InitializationState>unknown)
          .orElseGet(() -> Fact.known(InitializationState.of(
              pending()
                  ? Stage.IN_PROGRESS
                  : organization.access(kind.principal).isPresent() ? Stage.DONE : Stage.ABSENT,
              "the organizational view")));
      case RAM, IPAM -> unread(List.of()).map(Fact::<InitializationState>unknown)
          .orElseGet(() -> Fact.known(InitializationState.of(role ? Stage.DONE : Stage.ABSENT, "the role")));
      case ACCOUNT_MANAGEMENT -> throw new AssertionError("asked without an integration");
    };
  }

  /** Now and then one answer does not find what is there; hardly twice in a row. */
  private AdministratorsSeen administratorsOrNone(List<String> managed) {
    return organization.doesNotFind(organization.service(kind.principal))
        ? new AdministratorsSeen(List.of(), managed)
        : administrators(managed);
  }

  private AdministratorsSeen administrators(List<String> managed) {
    return new AdministratorsSeen(
        appointed().keySet()
            .stream()
            .filter(one -> !one.isRegistration() && managed.contains(one.region()))
            .map(one -> new Appointed(one.accountId(), one.region(), leaves(one) ? Stage.BEING_REMOVED : Stage.DONE))
            .toList(),
        managed);
  }

  /** What Organizations lists, which may lag behind. */
  Fact<List<DelegatedAdministrator>> registered() {
    Instant moment = organization.now.minus(organization.behind());
    List<DelegatedAdministrator> listed = Stream
        .concat(former.entrySet().stream(), appointed().entrySet().stream())
        .filter(one -> one.getKey().isRegistration() && !one.getValue().since.isAfter(moment)
            && one.getValue().until.isAfter(moment))
        .map(one -> new DelegatedAdministrator(one.getKey().accountId()))
        .distinct()
        .toList();
    return unread(List.of())
        .filter(failure -> failure.kind() != Failure.Kind.UNRECOGNIZED_PRINCIPAL)
        .map(Fact::<List<DelegatedAdministrator>>unknown)
        .orElse(Fact.known(listed));
  }

  Fact<OwnedResourcesSeen> owned(List<OwnedResource> owned, List<String> managed) {
    AdministratorsSeen nobody = AdministratorsSeen.registered(List.of());
    Fact<AdministratorsSeen> listed = owned.stream().anyMatch(OwnedResource::isRegistration)
        ? registered().map(AdministratorsSeen::registered)
        : Fact.known(nobody);
    Fact<AdministratorsSeen> seen = owned.stream().allMatch(OwnedResource::isRegistration)
        ? Fact.known(nobody)
        : initialization(managed).map(state -> state.administrators().orElseThrow());
    return listed instanceof Fact.Known<AdministratorsSeen>(AdministratorsSeen registrations)
        ? seen.map(answer -> OwnedResourcesSeen.of(owned, registrations, answer))
        : Fact.unknown(listed.problem().orElseThrow());
  }

  /** What remains in the managed Regions; of administrators, in their accounts and in those that are declared or owned. */
  RemainingRead remaining(List<String> managed, List<String> accounts) {
    List<Remaining> found = new ArrayList<>();
    Set<PlaceRead> read = new HashSet<>();
    List<Failure> unread = new ArrayList<>();
    Set<String> asked = new LinkedHashSet<>(accounts);
    if (kind == Kind.GUARDDUTY) {
      for (String region : managed) {
        Optional<Failure> failure = unread(List.of(region));
        failure.ifPresent(unread::add);
        if (failure.isEmpty()) {
          administratorIn(region)
              .ifPresent(one -> found.add(new Remaining(one.kind(), one.id(), one.accountId(), one.region())));
          read.add(PlaceRead.inRegion(OwnedResource.ADMINISTRATOR, region));
        }
      }
      found.forEach(one -> asked.add(one.accountId()));
    }
    for (String region : kinds(managed).isEmpty() ? List.<String>of() : managed) {
      Optional<Failure> failure = unread(List.of(region));
      failure.ifPresent(unread::add);
      if (failure.isEmpty() && kind == Kind.RAM) {
        remaining.stream().filter(thing -> thing.region().equals(region)).forEach(found::add);
        read.add(PlaceRead.inRegion(PRINCIPAL, region));
      } else if (failure.isEmpty()) {
        for (String account : asked) {
          remaining.stream()
              .filter(thing -> thing.region().equals(region) && thing.accountId().equals(account))
              .forEach(found::add);
          read.add(PlaceRead.of(MEMBER, account, region));
        }
      }
    }
    return new RemainingRead(List.copyOf(found), read, unread);
  }

  @Override
  public String toString() {
    return kind + " appointed " + appointed.keySet() + " remaining " + remaining + " closed " + closed.keySet();
  }
}
