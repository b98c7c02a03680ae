package dev.trustedaccess.simulator.twin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.service.Registered;
import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Request;

/**
 * A service's double, derived from the integrations that call it: there is no line about any service in it.
 *
 * <p>Derived are: the route and protocol of each call, by having the SDK send it; the member of an answer that lists
 * things, the member that identifies a thing, what makes a thing count, how pages follow each other, which refusal means
 * that there is nothing, and which call follows which, by running the listing against answers that are made up; what a
 * change does, from the part that it is and from the actions that it forwards. The answers are written with the SDK's own
 * models. What is kept, by account and Region, is {@link dev.trustedaccess.simulator.world.Things}.
 *
 * <p>A double that is derived cannot contradict its source. It never proves that AWS lists such things by this call, in
 * this account and Region; that a thing which does not count here has no part in trusted access; that an absent member
 * means what the integration takes it to mean; what a change does at AWS, how long it takes, or when it is refused; or
 * that IAM calls an action as the integration does, where that is not the operation's own name. That is for others to say:
 * moto, the SDK's models of the services, AWS's managed policies and pages. What a service is known to do otherwise is
 * written by hand and goes before its double (see {@code simulator.quirk}).
 *
 * @param routes how its calls are sent
 * @param api answers them
 */
public record Twin(List<Route> routes, AwsApi api) {
  private static final Map<String, Optional<Twin>> MADE = new ConcurrentHashMap<>();

  /** The double of the service that requests are signed for; empty where no integration calls it. It is made once. */
  public static Optional<Twin> of(String service) {
    return MADE.computeIfAbsent(service, Twin::derive);
  }

  /** The names under which the requests of all integrations are signed. */
  public static Set<String> services() {
    return clients().keySet();
  }

  /** The types of the SDK's clients by these names. */
  public static Map<String, Class<?>> clients() {
    Map<String, Class<?>> clients = new LinkedHashMap<>();
    for (ServiceIntegration integration : Registered.integrations()) {
      Stream.of(
          Parts.asked(integration).stream().map(Parts.Asked::client),
          Parts.status(integration).stream().map(Parts.Status::client),
          Parts.changes(integration).values().stream().map(Parts::client))
          .flatMap(each -> each)
          .forEach(client -> clients.put(Route.service(client), client));
    }
    return clients;
  }

  private static Optional<Twin> derive(String service) {
    Map<String, Route> routes = new LinkedHashMap<>();
    Map<String, List<Shelf>> reads = new LinkedHashMap<>();
    Map<String, List<DerivedChange>> changes = new LinkedHashMap<>();
    AwsApi api = AwsApi.of(service);
    for (ServiceIntegration integration : Registered.integrations()) {
      for (Parts.Asked<?, ?> asked : Parts.asked(integration)) {
        if (Route.service(asked.client()).equals(service)) {
          DerivedListing listing = Derivation.of(asked);
          for (int number = 0; number < listing.steps().size(); number++) {
            Route route = listing.steps().get(number).route();
            routes.putIfAbsent(route.operation(), route);
            reads.computeIfAbsent(route.operation(), _ -> new ArrayList<>())
                .add(new Shelf(listing, number, names(asked)));
          }
        }
      }
      Parts.status(integration)
          .filter(status -> Route.service(status.client()).equals(service))
          .map(status -> DerivedStatus.of(integration, status))
          .ifPresent(derived -> {
            routes.putIfAbsent(derived.route().operation(), derived.route());
            api.reads(derived.route().operation(), derived::answer);
          });
      Parts.changes(integration).forEach((part, change) -> {
        if (Route.service(Parts.client(change)).equals(service)) {
          DerivedChange derived = DerivedChange.of(integration, part, change);
          routes.putIfAbsent(derived.route().operation(), derived.route());
          changes.computeIfAbsent(derived.route().operation(), _ -> new ArrayList<>()).add(derived);
        }
      });
    }
    reads.forEach((operation, shelves) -> {
      DerivedRead read = new DerivedRead(shelves);
      api.reads(
          operation, api.find(operation)
              .<Function<Request, Fields>>map(
                  status -> request -> read.answer(request).with(status.work().apply(request)))
              .orElse(read::answer));
    });
    changes.forEach((operation, all) -> api.changes(operation, request -> DerivedChange.answer(all, request)));
    return routes.isEmpty() ? Optional.empty() : Optional.of(new Twin(List.copyOf(routes.values()), api));
  }

  /** Whether a listing leaves out some of what its calls list: those have no part in trusted access. */
  public static boolean filters(Parts.Asked<?, ?> asked) {
    return !Derivation.of(asked).steps().getLast().others().isEmpty();
  }

  /** A name for a thing that identifies it in the answers, too: where only things of other accounts count, their ARN. */
  public static String named(Parts.Asked<?, ?> asked, String name) {
    DerivedListing listing = Derivation.of(asked);
    return listing.steps().getLast().counting().get(listing.id()) instanceof Value.ArnOfOther
        ? "arn:aws:other:us-east-1:" + Shown.OTHER_ACCOUNT + ":" + name
        : name;
  }

  /** Whether there may be several in one place, so that a call lists them in pages. */
  public static boolean lists(Parts.Asked<?, ?> asked) {
    return Derivation.of(asked).steps().getLast().list().isPresent();
  }

  /** All names of a listing's kinds: a kind alone names it if no other service has one of that name. */
  private static Set<String> names(Parts.Asked<?, ?> asked) {
    Set<String> names = new LinkedHashSet<>();
    for (String kind : asked.kinds()) {
      names.add(asked.integration().id() + "/" + kind);
      if (owners(kind) == 1) {
        names.add(kind);
      }
    }
    return names;
  }

  private static long owners(String kind) {
    return Registered.integrations()
        .stream()
        .filter(integration -> Parts.asked(integration).stream().anyMatch(asked -> asked.kinds().contains(kind)))
        .count();
  }

  /** Whether a kind, or the name of a call, is one of exactly one service. */
  public static boolean knows(String kind) {
    return Registered.integrations()
        .stream()
        .flatMap(integration -> Parts.asked(integration).stream())
        .anyMatch(asked -> names(asked).contains(kind)
            || of(Route.service(asked.client())).stream()
                .flatMap(twin -> twin.routes().stream())
                .anyMatch(route -> route.action().equals(kind)));
  }
}
