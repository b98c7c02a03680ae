package dev.trustedaccess.aws.parts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.port.ServiceActions;
import org.jspecify.annotations.Nullable;

/**
 * What a service's own API is to the operator: a value made of parts. {@link IntegratedService} runs the parts, and
 * {@link #actions()} derives from them the IAM actions that they need.
 *
 * @param id as {@code status.integration} shows it
 * @param principals the service principal, and its other names
 * @param enabling the service's own call that enables access; empty where Organizations enables it
 * @param disabling the service's own call that disables access; empty where Organizations disables it
 * @param awaited what shows that the service is initialized
 * @param administrator the administrator that the service's own calls appoint; empty where it has none
 * @param registrar the service's own calls that register delegated administrators with Organizations; empty where it has
 *     none
 * @param remains what may remain of the service
 */
public record ServiceIntegration(
    String id,
    List<String> principals,
    Optional<AccessCall<?>> enabling,
    Optional<AccessCall<?>> disabling,
    Awaited awaited,
    Optional<Administrator<?, ?>> administrator,
    Optional<Registrar<?>> registrar,
    List<Remains> remains) {
  public ServiceIntegration {
    principals = List.copyOf(principals);
    remains = List.copyOf(remains);
  }

  /** A service that needs no initialization and leaves nothing, unless other parts are added. */
  public static ServiceIntegration of(String id, String... principals) {
    return new ServiceIntegration(
        id, List.of(principals), Optional.empty(), Optional.empty(), new Awaited.Nothing(), Optional.empty(),
        Optional.empty(), List.of());
  }

  /** Enabled by the service's own call, which is sent in one Region. */
  public ServiceIntegration enabledBy(ChangeCall<?> call, Regions region) {
    return new ServiceIntegration(
        id, principals, Optional.of(new AccessCall<>(call, region, Optional.empty())), disabling, awaited,
        administrator, registrar, remains);
  }

  /** Disabled by the service's own call, which is sent in one Region. */
  public ServiceIntegration disabledBy(ChangeCall<?> call, Regions region) {
    return new ServiceIntegration(
        id, principals, enabling, Optional.of(new AccessCall<>(call, region, Optional.empty())), awaited, administrator,
        registrar, remains);
  }

  /** Enabled and disabled by the calls of the service, about the one thing that {@code subject} lists in this Region. */
  public <C> ServiceIntegration switchedBy(
      ChangeCall<C> enable, ChangeCall<C> disable, Listing<C, ?> subject, Regions region) {
    return new ServiceIntegration(
        id, principals, Optional.of(new AccessCall<>(enable, region, Optional.of(subject))),
        Optional.of(new AccessCall<>(disable, region, Optional.of(subject))), awaited, administrator, registrar,
        remains);
  }

  /** Initialized by the user of the service: any thing of this listing shows it. */
  public <T> ServiceIntegration awaiting(String what, Listing<?, T> listing) {
    return awaiting(what, listing, _ -> Stage.DONE);
  }

  /** Initialized by the user of the service: the most advanced thing determines the stage. */
  public <T> ServiceIntegration awaiting(String what, Listing<?, T> listing, Function<T, Stage> stage) {
    return with(new Awaited.Thing<>(listing, what, stage));
  }

  /** Initialized once any of these roles is in the management account. */
  public ServiceIntegration awaitingRole(String... names) {
    return with(new Awaited.Role(List.of(names)));
  }

  /** Initialized once the service's own status is {@link Stage#DONE}; see {@link Awaited.Status}. */
  public <T> ServiceIntegration awaitingStatus(
      String what, Listing<?, T> call, String member, Function<T, @Nullable String> value, Map<String, Stage> stages) {
    return with(new Awaited.Status<>(call, what, member, value, stages, false));
  }

  /** As {@link #awaitingStatus}, of a service that is set up in a single one of the Regions that are asked. */
  public <T> ServiceIntegration awaitingStatusInOneRegion(
      String what, Listing<?, T> call, String member, Function<T, @Nullable String> value, Map<String, Stage> stages) {
    return with(new Awaited.Status<>(call, what, member, value, stages, true));
  }

  private ServiceIntegration with(Awaited other) {
    return new ServiceIntegration(id, principals, enabling, disabling, other, administrator, registrar, remains);
  }

  /** Initialized by an administrator, which the operator can appoint. */
  public ServiceIntegration administeredBy(Administrator<?, ?> by) {
    return new ServiceIntegration(
        id, principals, enabling, disabling, new Awaited.AnAdministrator(), Optional.of(by), registrar, remains);
  }

  /** Its delegated administrators are registered and deregistered by its own calls, and listed by Organizations. */
  public <C> ServiceIntegration registeringBy(ChangeCall<C> appointed, ChangeCall<C> dismissed, Regions region) {
    return new ServiceIntegration(
        id, principals, enabling, disabling, awaited, administrator,
        Optional.of(new Registrar<>(appointed, dismissed, region, false)), remains);
  }

  /** Enabled by the call that registers its delegated administrator, once the declaration names one. */
  public ServiceIntegration enabledByRegistering() {
    return new ServiceIntegration(
        id, principals, enabling, disabling, awaited, administrator, registrar.map(Registrar::enablingAccess), remains);
  }

  /** The service's own call that enables access, whatever else it does; empty where Organizations enables it. */
  public Optional<ChangeCall<?>> enablingCall() {
    return enabling.<ChangeCall<?>>map(AccessCall::call)
        .or(() -> registrar.filter(Registrar::enablesAccess).map(Registrar::appointed));
  }

  /** The other principals whose access that call enables. */
  public List<String> alsoEnables() {
    return enablingCall().stream()
        .flatMap(call -> call.forwardedOn(principals.getFirst()).stream())
        .filter(principal -> !principals.contains(principal))
        .toList();
  }

  /** Things of this kind may remain. */
  public ServiceIntegration leaving(String kind, Listing<?, ?> listing) {
    return leaving(new Remains(kind, listing, false));
  }

  /** Things of this kind may remain in the accounts of administrators, and are deleted together with them. */
  public ServiceIntegration leavingWithAdministrator(String kind, Listing<?, ?> listing) {
    return leaving(new Remains(kind, listing, true));
  }

  private ServiceIntegration leaving(Remains one) {
    List<Remains> all = new ArrayList<>(remains);
    all.add(one);
    return new ServiceIntegration(id, principals, enabling, disabling, awaited, administrator, registrar, all);
  }

  /** The IAM actions of all its reads: a session for reads allows these and nothing else of the service. */
  public List<String> reads() {
    Stream<String> role = awaited instanceof Awaited.Role ? Stream.of("iam:GetRole") : Stream.empty();
    return Stream.concat(listings().flatMap(listing -> listing.actions().stream()), role).distinct().toList();
  }

  /** The IAM actions that the parts need. */
  public ServiceActions actions() {
    Map<String, String> resources = new HashMap<>();
    listings().forEach(listing -> resources.putAll(listing.resources()));
    return new ServiceActions(
        actionsWhere(Place::includesManagement), actionsWhere(Place::includesAdministrators),
        actionsWhere(Place::includesEveryAccount), resources,
        awaited instanceof Awaited.Role(List<String> names) ? names : List.of(),
        administrator.isEmpty() && readsAdministratorAccounts(),
        enablingCall().map(call -> call.actions(principals.getFirst())).orElse(ServiceActions.OwnCall.NONE),
        disabling.map(call -> call.call().actions(principals.getFirst())).orElse(ServiceActions.OwnCall.NONE),
        administrator.map(by -> by.actions(principals.getFirst()))
            .or(() -> registrar.map(by -> by.actions(principals.getFirst())))
            .orElse(ServiceActions.NONE.administrator()));
  }

  private List<String> actionsWhere(Predicate<Place> place) {
    return listings().filter(listing -> place.test(listing.place()))
        .flatMap(listing -> listing.actions().stream())
        .distinct()
        .toList();
  }

  /** Whether what shows that it is initialized is asked in every managed Region, or in more accounts than one. */
  boolean asksInManyPlaces() {
    Stream<Listing<?, ?>> asked = awaited instanceof Awaited.AnAdministrator
        ? administrator.stream().map(Administrator::seen)
        : thing();
    return asked.map(Listing::place).anyMatch(Place::isMany);
  }

  private Stream<Listing<?, ?>> thing() {
    return switch (awaited) {
      case Awaited.Thing<?>(Listing<?, ?> listing, _, _) -> Stream.of(listing);
      case Awaited.Status<?>(Listing<?, ?> call, _, _, _, _, _) -> Stream.of(call);
      default -> Stream.empty();
    };
  }

  /** Every listing that is asked. */
  Stream<Listing<?, ?>> listings() {
    Stream<Listing<?, ?>> administrators = administrator.stream()
        .flatMap(by -> Stream.of(by.seen(), by.further()));
    Stream<Listing<?, ?>> subjects = Stream.of(enabling, disabling)
        .flatMap(Optional::stream)
        .flatMap(call -> call.subject().stream());
    return Stream
        .of(thing(), administrators, subjects, remains.stream().<Listing<?, ?>>map(Remains::listing))
        .flatMap(each -> each)
        .distinct();
  }

  /** Whether some of its things are listed in the accounts of administrators. */
  boolean readsAdministratorAccounts() {
    return listings().anyMatch(listing -> listing.place().includesAdministrators());
  }
}
