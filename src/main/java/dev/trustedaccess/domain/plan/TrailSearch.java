package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.TrailEvent;
import dev.trustedaccess.domain.organization.TrailLookup;

/**
 * The search in CloudTrail for who made one change: which calls make it, which calls undo it, and which of the recorded
 * events was the cause. A name that may be wrong is not given.
 *
 * @param change the change
 * @param names all names under which AWS may list the access
 * @param makes the IAM actions of the calls that make the change
 * @param undoes the IAM actions of the calls that undo it
 * @param homeRegion the connection's home Region
 * @param ownRequest AWS's request id of the operator's last change; empty if it is not known. Without a role the operator
 *     acts as the pod's own identity, whose sessions have no name that tells them.
 */
public record TrailSearch(
    ChangeByOthers change, List<String> names, Set<String> makes, Set<String> undoes, String homeRegion,
    Optional<String> ownRequest) {
  private static final String ORGANIZATIONS = "organizations:";
  private static final String ENABLE = ORGANIZATIONS + "EnableAWSServiceAccess";
  private static final String DISABLE = ORGANIZATIONS + "DisableAWSServiceAccess";
  private static final String REGISTER = ORGANIZATIONS + "RegisterDelegatedAdministrator";
  private static final String DEREGISTER = ORGANIZATIONS + "DeregisterDelegatedAdministrator";

  /**
   * The search for who made the newest change by others; empty if there is none, if it has ended, or if the connection
   * does not read CloudTrail.
   *
   * @param dismissal the service's own call that dismisses an administrator; empty if none is known
   */
  public static Optional<TrailSearch> of(PlanInput input, Recorded recorded, Optional<String> dismissal) {
    return input.usable()
        .filter(ConnectionSettings::readsCloudTrail)
        .flatMap(settings -> recorded.changeByOthers()
            .filter(change -> !change.ended())
            .map(change -> of(
                input, change, dismissal, settings.homeRegion(), recorded.lastChange().flatMap(Change::requestId))));
  }

  private static TrailSearch of(
      PlanInput input, ChangeByOthers change, Optional<String> dismissal, String homeRegion,
      Optional<String> ownRequest) {
    Calls calls = change.accountId().isPresent() ? ofAdministrator(input, dismissal) : ofAccess(input);
    return switch (change.kind()) {
      case ENABLE, APPOINT_ADMINISTRATOR ->
        new TrailSearch(change, input.names(), calls.on(), calls.off(), homeRegion, ownRequest);
      case DISABLE, DISMISS_ADMINISTRATOR ->
        new TrailSearch(change, input.names(), calls.off(), calls.on(), homeRegion, ownRequest);
    };
  }

  /** The calls that enable or appoint, and those that disable or dismiss. */
  private record Calls(Set<String> on, Set<String> off) {
    /** A call that does both does not tell which it did. */
    static Calls of(Stream<String> on, Stream<String> off) {
      Set<String> allOn = on.collect(Collectors.toSet());
      Set<String> allOff = off.collect(Collectors.toSet());
      Set<String> both = new HashSet<>(allOn);
      both.retainAll(allOff);
      allOn.removeAll(both);
      allOff.removeAll(both);
      return new Calls(Set.copyOf(allOn), Set.copyOf(allOff));
    }
  }

  private static Calls ofAccess(PlanInput input) {
    return Calls.of(
        Stream.concat(Stream.of(ENABLE), own(input.enableMethod())),
        Stream.concat(Stream.of(DISABLE), own(input.disableMethod())));
  }

  private static Calls ofAdministrator(PlanInput input, Optional<String> dismissal) {
    Optional<AdministratorFacts> facts = input.administrators();
    boolean registered = facts.filter(AdministratorFacts::registered).isPresent();
    return Calls.of(
        Stream.concat(registered ? Stream.of(REGISTER) : Stream.of(),
            facts.stream().flatMap(each -> own(each.method()))),
        Stream.concat(registered ? Stream.of(DEREGISTER) : Stream.of(), dismissal.stream()));
  }

  /** The service's own call, if the catalog names one. */
  private static Stream<String> own(AccessMethod method) {
    return method.by() == AccessMethod.By.SERVICE && method.how().matches("[a-z0-9-]+:[A-Za-z0-9]+")
        ? Stream.of(method.how())
        : Stream.of();
  }

  /** What must be looked up. */
  public Set<TrailLookup> lookups() {
    return Stream.concat(makes.stream(), undoes.stream())
        .flatMap(action -> regions(action).map(region -> new TrailLookup(region, operation(action))))
        .collect(Collectors.toSet());
  }

  /** Organizations has one Region. The catalog does not tell in which one a service without Regions records its calls. */
  private Stream<String> regions(String action) {
    if (action.startsWith(ORGANIZATIONS)) {
      return Stream.of(OwnedResource.GLOBAL);
    }
    return change.region().equals(OwnedResource.GLOBAL)
        ? Stream.of(OwnedResource.GLOBAL, homeRegion)
        : Stream.of(change.region());
  }

  /** Earlier events are not needed. */
  public Instant from() {
    Instant kept = change.observed().minus(Timing.TRAIL_KEPT);
    return (change.since().isBefore(kept) ? kept : change.since()).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Later events are not needed: whatever follows the change cannot be its cause. The end of a second, because CloudTrail
   * tells the time of an event in whole seconds.
   */
  public Instant until() {
    Instant end = latest().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return end.isBefore(from()) ? from() : end;
  }

  /**
   * When CloudTrail is next asked: at once while it does not show the change, and once more when every event must be
   * there, because an earlier event can appear after a later one.
   */
  public Instant due() {
    return change.author().isEmpty() ? change.observed() : complete();
  }

  /** The time by which every event is there. */
  private Instant complete() {
    return change.observed().plus(Timing.TRAIL_ARRIVES);
  }

  /**
   * What is known of the change after a look at CloudTrail.
   *
   * @param events every event of the {@link #lookups()} from {@link #from()} to {@link #until()}, and any others
   * @param begun when the look began
   */
  public ChangeByOthers answered(List<TrailEvent> events, Instant begun) {
    ChangeByOthers known = change.by(author(events));
    return begun.isBefore(complete()) ? known : known.withSearchEnded();
  }

  /** What is known of the change at {@code now} without an answer from CloudTrail. */
  public ChangeByOthers unanswered(Instant now) {
    return now.isBefore(change.observed().plus(Timing.TRAIL_GIVEN_UP)) ? change : change.withSearchEnded();
  }

  /**
   * Who made the change: the first call that makes it after the last call that undid it. Empty if CloudTrail does not show
   * that, if it was the operator, or if the order of two calls is not known.
   */
  public Optional<ChangeByOthers.Author> author(List<TrailEvent> events) {
    Map<Instant, List<TrailEvent>> bySecond = relevant(events);
    Optional<TrailEvent> cause = Optional.empty();
    boolean made = false;
    for (List<TrailEvent> second : bySecond.values()) {
      List<TrailEvent> making = second.stream().filter(event -> isOf(event, makes)).toList();
      if (making.size() < second.size()) {
        if (undoneByUs(second)) {
          break;
        }
        cause = Optional.empty();
        made = !making.isEmpty();
      } else if (!made) {
        cause = making.stream().map(TrailEvent::caller).distinct().count() == 1
            ? making.stream().min(Comparator.comparing(TrailEvent::id))
            : Optional.empty();
        made = true;
      }
    }
    return cause.filter(event -> !isOurs(event))
        .map(event -> new ChangeByOthers.Author(event.caller(), event.time(), event.id()));
  }

  /** After the change was noticed, the operator undoes it; what follows is another change. */
  private boolean undoneByUs(List<TrailEvent> second) {
    return second.stream()
        .anyMatch(event -> isOurs(event) && isOf(event, undoes)
            && !event.time().isBefore(change.observed().truncatedTo(ChronoUnit.SECONDS)));
  }

  private boolean isOurs(TrailEvent event) {
    return event.ours() || (ownRequest.isPresent() && event.requestId().equals(ownRequest));
  }

  private Map<Instant, List<TrailEvent>> relevant(List<TrailEvent> events) {
    Map<Instant, List<TrailEvent>> bySecond = new TreeMap<>();
    events.stream()
        .filter(event -> !event.time().isBefore(from()) && !event.time().isAfter(latest()))
        .filter(event -> isOf(event, makes) || isOf(event, undoes))
        .forEach(event -> bySecond
            .computeIfAbsent(event.time().truncatedTo(ChronoUnit.SECONDS), _ -> new ArrayList<>())
            .add(event));
    return bySecond;
  }

  private Instant latest() {
    return change.kind() == ChangeByOthers.Kind.ENABLE
        ? change.since().plus(Timing.TRAIL_TOLERANCE.multipliedBy(2))
        : change.observed().plus(Timing.TRAIL_TOLERANCE);
  }

  private boolean isOf(TrailEvent event, Set<String> actions) {
    return actions.stream().anyMatch(action -> isOf(event, action));
  }

  private boolean isOf(TrailEvent event, String action) {
    String service = action.substring(0, action.indexOf(':'));
    if (!event.name().equals(operation(action)) || !event.source().startsWith(service + ".amazonaws.com")) {
      return false;
    }
    if (!action.startsWith(ORGANIZATIONS)) {
      return isInRegion(event) && change.accountId().map(account -> names(event, account)).orElse(true);
    }
    return Optional.ofNullable(event.parameters().get("servicePrincipal")).filter(names::contains).isPresent()
        && change.accountId()
            .map(account -> account.equals(event.parameters().get("accountId")))
            .orElse(true);
  }

  private boolean isInRegion(TrailEvent event) {
    return change.region().equals(OwnedResource.GLOBAL) || event.region().equals(change.region());
  }

  /** Whether the call names the account. Some services have one administrator, and their call names none. */
  private static boolean names(TrailEvent event, String account) {
    return event.parameters().containsValue(account)
        || event.parameters().values().stream().noneMatch(value -> value.matches("\\d{12}"));
  }

  private static String operation(String action) {
    return action.substring(action.indexOf(':') + 1);
  }
}
