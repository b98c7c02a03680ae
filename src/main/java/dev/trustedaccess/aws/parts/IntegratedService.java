package dev.trustedaccess.aws.parts;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.ServiceAccess;

/** Runs the parts of an integration in one organization, and turns failures into values. */
public final class IntegratedService implements ServiceAccess {
  private static final List<Stage> FURTHEST_FIRST = List.of(
      Stage.DONE, Stage.IN_PROGRESS, Stage.FAILED, Stage.BEING_REMOVED, Stage.ABSENT);

  private final ServiceIntegration integration;
  private final ServiceContext context;
  private final ConnectionSettings settings;

  /**
   * @param integration the parts
   * @param context the identities to ask with
   * @param settings what the connection allows
   */
  public IntegratedService(ServiceIntegration integration, ServiceContext context, ConnectionSettings settings) {
    this.integration = integration;
    this.context = context;
    this.settings = settings;
  }

  @Override
  public String integration() {
    return integration.id();
  }

  @Override
  public List<String> regions() {
    Set<String> regions = new LinkedHashSet<>();
    integration.remains().forEach(each -> regions.addAll(each.listing().place().regions().in(context)));
    regions.addAll(context.regions());
    return List.copyOf(regions);
  }

  @Override
  public List<KindPlaces> kinds() {
    return Stream.concat(
        integration.administrator()
            .stream()
            .map(by -> kind(OwnedResource.ADMINISTRATOR, by.seen().place())),
        integration.remains().stream().map(each -> kind(each.kind(), each.listing().place())))
        .toList();
  }

  private KindPlaces kind(String kind, Place place) {
    return new KindPlaces(
        kind, place.regions().in(context).stream().map(place.regions()::reported).collect(Collectors.toSet()),
        place.regions().everyManaged() && !place.regions().global(), place.includesAdministrators(),
        place.who() != Place.Who.ADMINISTRATORS);
  }

  @Override
  public boolean enables() {
    return integration.enablingCall().isPresent();
  }

  @Override
  public List<String> alsoEnables() {
    return integration.alsoEnables();
  }

  @Override
  public boolean disables() {
    return integration.disabling().isPresent();
  }

  @Override
  public ChangeOutcome enable(String principal, ChangeTicket ticket) {
    return accessChange(integration.enabling(), principal, ticket);
  }

  @Override
  public ChangeOutcome disable(String principal, ChangeTicket ticket) {
    return accessChange(integration.disabling(), principal, ticket);
  }

  private ChangeOutcome accessChange(Optional<AccessCall<?>> call, String principal, ChangeTicket ticket) {
    if (!settings.allows(principal) || !integration.principals().contains(principal)) {
      throw new IllegalStateException("a change of " + principal + ", which " + settings.name() + " does not allow");
    }
    return change(() -> call.orElseThrow(() -> new IllegalStateException("no call of its own: " + integration.id()))
        // The service itself uses its first name, whatever other name the declaration has.
        .send(context, principal(), ticket));
  }

  @Override
  public Fact<InitializationState> initialization() {
    return AwsFailure.toFact(() -> switch (integration.awaited()) {
      case Awaited.Nothing _ -> InitializationState.of(Stage.NOT_REQUIRED, "nothing");
      case Awaited.Role(List<String> names) -> InitializationState.of(
          names.stream().anyMatch(context::hasRole) ? Stage.DONE : Stage.ABSENT, "the role " + names.getFirst());
      case Awaited.Thing<?> thing -> InitializationState.of(furthest(thing), thing.what());
      case Awaited.Status<?> status -> InitializationState.of(reported(status), status.what());
      case Awaited.AnAdministrator _ -> InitializationState.administered(own().seen(context));
    });
  }

  @Override
  public boolean asksInManyPlaces() {
    return integration.asksInManyPlaces();
  }

  /** How far the thing is that is furthest; absent only if every place could be read. */
  private <T> Stage furthest(Awaited.Thing<T> thing) {
    return furthest(thing.listing(), thing.stage());
  }

  private <T> Stage furthest(Listing<?, T> listing, Function<T, Stage> stage) {
    Inventory inventory = new Inventory();
    List<Stage> stages = RemainingReader.places(integration, context, List.of(), listing, inventory)
        .stream()
        .flatMap(place -> inventory.consult(
            () -> listing.in(context, place.account(), place.region()).stream().map(stage).toList())
            .stream())
        .toList();
    if (!stages.contains(Stage.DONE)) {
      inventory.requireComplete();
    }
    return stages.stream().min(Comparator.comparingInt(FURTHEST_FIRST::indexOf)).orElse(Stage.ABSENT);
  }

  private <T> Stage reported(Awaited.Status<T> status) {
    return status.inOneRegion() ? furthest(status.call(), status::stage) : leastFar(status);
  }

  /** The stage in the place that is least far. Throws AwsFailure where a place cannot be read. */
  private <T> Stage leastFar(Awaited.Status<T> status) {
    Inventory inventory = new Inventory();
    List<RemainingReader.Asked> places = RemainingReader.places(
        integration, context, List.of(), status.call(), inventory);
    inventory.requireComplete();
    return ParallelCalls.map(
        places,
        place -> status.call().in(context, place.account(), place.region()).stream().map(status::stage).toList())
        .stream()
        .flatMap(List::stream)
        .max(Comparator.comparingInt(FURTHEST_FIRST::indexOf))
        .orElse(Stage.ABSENT);
  }

  @Override
  public RemainingRead remaining(List<String> administrators) {
    return remaining(administrators, Optional.empty());
  }

  @Override
  public RemainingRead remainingIn(List<String> accounts) {
    return remaining(List.of(), Optional.of(accounts));
  }

  private RemainingRead remaining(List<String> administrators, Optional<List<String>> only) {
    try {
      return new RemainingReader(integration, context, only).read(administrators);
    } catch (AwsFailure e) {
      return new RemainingRead(List.of(), Set.of(), List.of(e.failure()));
    }
  }

  @Override
  public List<String> appointsIn() {
    return integration.administrator()
        .map(by -> by.seen().place().regions())
        .or(() -> integration.registrar().map(Registrar::regions))
        .map(regions -> regions.in(context))
        .orElse(List.of());
  }

  @Override
  public boolean initializes() {
    return integration.administrator().isPresent() || integration.registrar().isPresent();
  }

  @Override
  public boolean administratorDismissesItself() {
    return integration.administrator().filter(Administrator::dismissesItself).isPresent();
  }

  @Override
  public Optional<String> dismissalCall() {
    return administratorDismissesItself()
        ? Optional.empty()
        : integration.actions().administrator().dismiss().stream().findFirst();
  }

  @Override
  public ChangeOutcome initialize(OwnedResource owned, ChangeTicket ticket) {
    if (!settings.allowsAdministrator(owned.id())) {
      throw new IllegalStateException("an administrator that connection " + settings.name() + " does not allow");
    }
    return change(() -> {
      context.requireAccount(owned.id());
      return owned.isRegistration()
          ? registrar().appoint(context, principal(), owned, ticket)
          : own().appoint(context, principal(), owned, ticket);
    });
  }

  @Override
  public ChangeOutcome removeOwned(OwnedResource owned, ChangeTicket ticket) {
    return change(() -> owned.isRegistration()
        ? registrar().dismiss(context, principal(), owned, ticket)
        : own().dismiss(context, principal(), owned, ticket));
  }

  /** The planner never asks for a change without the service role's permission; this is where that is enforced. */
  private ChangeOutcome change(java.util.function.Supplier<ChangeOutcome> change) {
    if (!settings.mayInitialize()) {
      throw new IllegalStateException("a change to " + integration.id() + " without a service role that manages");
    }
    try {
      return change.get();
    } catch (AwsFailure e) {
      return new ChangeOutcome.Failed(e.failure());
    }
  }

  private String principal() {
    return integration.principals().getFirst();
  }

  private Registrar<?> registrar() {
    return integration.registrar()
        .orElseThrow(() -> new IllegalStateException(integration.id() + " registers no administrator"));
  }

  private Administrator<?, ?> own() {
    return integration.administrator()
        .orElseThrow(() -> new IllegalStateException(integration.id() + " appoints no administrator"));
  }
}
