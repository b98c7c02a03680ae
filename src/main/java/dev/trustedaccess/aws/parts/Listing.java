package dev.trustedaccess.aws.parts;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.aws.sdk.ServiceClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Things that a service's own API lists.
 *
 * @param <C> the SDK's client
 * @param <T> the SDK's model of a thing
 */
public final class Listing<C, T> {
  private final Service<C> service;
  private final List<String> actions;
  private final Function<Asking<C>, List<T>> source;
  private final Place place;
  private final Member<T> id;
  private final Optional<Member<T>> account;
  private final Optional<Member<T>> home;
  private final Map<String, String> resources;
  private final Optional<BiPredicate<T, Set<String>>> amongAccounts;

  /**
   * One of the places that are asked.
   *
   * @param client asks there
   * @param regions every Region that is asked
   */
  private record Asking<C>(ServiceClient<C> client, List<String> regions) {}

  private Listing(
      Service<C> service, List<String> actions, Function<Asking<C>, List<T>> source, Place place,
      Member<T> id, Optional<Member<T>> account, Optional<Member<T>> home,
      Map<String, String> resources, Optional<BiPredicate<T, Set<String>>> amongAccounts) {
    this.service = service;
    this.actions = List.copyOf(actions);
    this.source = source;
    this.place = place;
    this.id = id;
    this.account = account;
    this.home = home;
    this.resources = Map.copyOf(resources);
    this.amongAccounts = amongAccounts;
  }

  static <C, T> Listing<C, T> of(Service<C> service, String action, Function<ServiceClient<C>, List<T>> source) {
    return new Listing<>(
        service, List.of(action), asking -> source.apply(asking.client()),
        new Place(Place.Who.MANAGEMENT, Regions.managed()),
        new Member<>("", _ -> null), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
  }

  /** Only things that count; the predicate may throw {@link AwsFailure} if an answer lacks the needed value. */
  public Listing<C, T> counting(Predicate<T> counts) {
    return from(actions, asking -> source.apply(asking).stream().filter(counts).toList());
  }

  /**
   * Only things that count in view of the organization's accounts, whose ids the predicate gets; it may throw
   * {@link AwsFailure} if an answer lacks the needed value.
   */
  public Listing<C, T> countingIn(BiPredicate<T, Set<String>> counts) {
    return new Listing<>(service, actions, source, place, id, account, home, resources, Optional.of(counts));
  }

  /**
   * Only things that count in view of the account that is asked, whose id the predicate gets; it may throw
   * {@link AwsFailure} if an answer lacks the needed value.
   */
  public Listing<C, T> countingFor(BiPredicate<T, String> counts) {
    return from(
        actions,
        asking -> source.apply(asking)
            .stream()
            .filter(thing -> counts.test(thing, asking.client().accountId()))
            .toList());
  }

  /** Only things whose owner is the account that is asked. */
  public Listing<C, T> ownedBy(String member, Function<T, @Nullable String> owner) {
    return countingFor(
        (thing, account) -> account.equals(Answer.has(owner.apply(thing), actions.getFirst(), member)));
  }

  /** Only things in the Region that is asked, by their ARN; for a call that lists the same in several Regions. */
  public Listing<C, T> inItsRegion(String member, Function<T, @Nullable String> arn) {
    return ofRegion(member, arn, (asking, region) -> asking.client().region().equals(region));
  }

  /** The same, with those of Regions that are not asked: no other answer shows them. */
  public Listing<C, T> inItsRegionIfAsked(String member, Function<T, @Nullable String> arn) {
    return ofRegion(
        member, arn,
        (asking, region) -> asking.client().region().equals(region) || !asking.regions().contains(region));
  }

  private Listing<C, T> ofRegion(
      String member, Function<T, @Nullable String> arn, BiPredicate<Asking<C>, String> wanted) {
    return from(actions, asking -> source.apply(asking)
        .stream()
        .filter(thing -> wanted.test(asking, new Member<>(member, arn).partOfArn(3, thing, actions.getFirst())))
        .toList());
  }

  /** Only things that belong to another account than the one that is asked, by their ARN. */
  public Listing<C, T> ofOtherAccounts(String member, Function<T, @Nullable String> arn) {
    return countingFor(
        (thing, account) -> !account.equals(new Member<>(member, arn).partOfArn(4, thing, actions.getLast())));
  }

  /** Nothing, where AWS answers with this exception. */
  public Listing<C, T> emptyOn(Class<? extends SdkException> absent) {
    return from(actions, asking -> AwsFailure.absentWhen(absent, () -> source.apply(asking)).orElse(List.of()));
  }

  /** Each of these things with the id of the account that is asked, for a further call whose request must name it. */
  public Listing<C, Map.Entry<T, String>> withAccount() {
    return new Listing<>(
        service, actions, asking -> {
          String asked = asking.client().accountId();
          return source.apply(asking).stream().map(thing -> Map.entry(thing, asked)).toList();
        }, place, new Member<>("", _ -> null), Optional.empty(), Optional.empty(), resources, Optional.empty());
  }

  /** The same, where these words are in its message: others mean something else. */
  public Listing<C, T> emptyOn(Class<? extends SdkException> absent, String words) {
    return from(
        actions, asking -> AwsFailure.absentWhen(absent, words, () -> source.apply(asking)).orElse(List.of()));
  }

  /** Each of these things with each of these values, for a call that lists one type of something at a time. */
  public <V> Listing<C, Map.Entry<T, V>> with(List<V> values) {
    return new Listing<>(
        service, actions, asking -> source.apply(asking)
            .stream()
            .flatMap(thing -> values.stream().map(value -> Map.entry(thing, value)))
            .toList(),
        place, new Member<>("", _ -> null), Optional.empty(), Optional.empty(), resources, Optional.empty());
  }

  /**
   * What another call lists for each of these things; what it lists for several of them is found once.
   *
   * @param action the IAM action of that call
   * @param pages all of its pages, for one thing
   * @param items the things on such a page
   */
  public <R, U> Listing<C, U> each(String action, PagesOf<C, T, R> pages, Function<R, List<U>> items) {
    return new Listing<>(
        service, Stream.concat(actions.stream(), Stream.of(action)).toList(),
        asking -> {
          Set<U> all = new LinkedHashSet<>();
          for (T thing : source.apply(asking)) {
            all.addAll(asking.client().listSurely(action, (sdk, override) -> pages.of(sdk, override, thing), items));
          }
          return List.copyOf(all);
        }, place, new Member<>("", _ -> null), Optional.empty(), Optional.empty(), resources, Optional.empty());
  }

  /** All pages of a call about one thing. */
  public interface PagesOf<C, T, R> {
    Iterable<R> of(C client, AwsRequestOverrideConfiguration override, T thing);
  }

  /** The thing's identifier, by the name of its member in the API. */
  public Listing<C, T> identifiedBy(String member, Function<T, @Nullable String> value) {
    return new Listing<>(service, actions, source, place, new Member<>(member, value), account, home, resources,
        amongAccounts);
  }

  /** A thing without an identifier, such as a setting: it is called this. */
  public Listing<C, T> called(String name) {
    return new Listing<>(service, actions, source, place, new Member<>(name, _ -> name, true), account, home, resources,
        amongAccounts);
  }

  /** The account that a thing is in, where that is not the account that is asked. */
  public Listing<C, T> inAccount(String member, Function<T, @Nullable String> value) {
    return new Listing<>(
        service, actions, source, place, id, Optional.of(new Member<>(member, value)), home, resources, amongAccounts);
  }

  /**
   * A thing is shown in every Region, and is one thing. It is found in its home Region if that one is asked; else in the
   * first Region that shows it.
   */
  public Listing<C, T> repeatedInRegions(String member, Function<T, @Nullable String> value) {
    return new Listing<>(
        service, actions, source, place, id, account, Optional.of(new Member<>(member, value)), resources,
        amongAccounts);
  }

  /** Where it is asked. */
  public Listing<C, T> at(Place.Who who, Regions regions) {
    return new Listing<>(service, actions, source, new Place(who, regions), id, account, home, resources,
        amongAccounts);
  }

  /**
   * The resource that IAM can bound the last call to, by AWS's Service Authorization Reference.
   *
   * @param arn with {@code {partition}} in place of the partition
   */
  public Listing<C, T> boundedTo(String arn) {
    return new Listing<>(
        service, actions, source, place, id, account, home, Map.of(actions.getLast(), arn), amongAccounts);
  }

  private Listing<C, T> from(List<String> of, Function<Asking<C>, List<T>> other) {
    return new Listing<>(service, of, other, place, id, account, home, resources, amongAccounts);
  }

  Service<C> service() {
    return service;
  }

  /** The IAM actions of its calls, in their order. */
  public List<String> actions() {
    return actions;
  }

  /** IAM actions that can be bounded to a resource, with that resource's ARN. */
  public Map<String, String> resources() {
    return resources;
  }

  /** Where it is asked. */
  public Place place() {
    return place;
  }

  boolean dependsOnAccounts() {
    return amongAccounts.isPresent();
  }

  boolean tellsAccounts() {
    return account.isPresent();
  }

  /** The id of the account that is asked. Throws {@link AwsFailure}. */
  String accountId(ServiceContext context, AskedAccount asked, String region) {
    return service.in(context, asked, region).accountId();
  }

  /** The things that one account and Region has. Throws {@link AwsFailure}. */
  Collection<T> in(ServiceContext context, AskedAccount asked, String region) {
    List<T> things = source.apply(
        new Asking<>(service.in(context, asked, region), place.regions().in(context)));
    return amongAccounts.isEmpty() || things.isEmpty() ? things : counted(things, context.accountIds());
  }

  /** What this client lists, before the organization's accounts decide what of it counts. */
  List<T> in(ServiceClient<C> client) {
    return source.apply(new Asking<>(client, List.of(client.region())));
  }

  /** The things that count in an organization with these accounts. */
  List<T> counted(List<T> things, Set<String> accounts) {
    return amongAccounts.map(counts -> things.stream().filter(thing -> counts.test(thing, accounts)).toList())
        .orElse(things);
  }

  /** The identifier of a thing. Throws {@link AwsFailure} where AWS left it out. */
  String id(T thing) {
    return id.of(thing, actions.getLast());
  }

  /** The account of a thing that was found in {@code asked}. */
  String account(T thing, String asked) {
    return account.map(member -> member.of(thing, actions.getLast())).orElse(asked);
  }

  /** The identifier of every thing, where things have none of their own. */
  Optional<String> givenName() {
    return id.given() ? Optional.of(id.name()) : Optional.empty();
  }

  boolean isRepeated() {
    return home.isPresent();
  }

  /** The Region that a thing names as its own, where every Region shows it. */
  Optional<String> homeRegion(T thing) {
    return home.map(member -> member.of(thing, actions.getLast()));
  }

  /** The Region that a thing has, of all that are asked; it was found in {@code asked}. */
  String region(T thing, String asked, List<String> all) {
    return homeRegion(thing).filter(all::contains).orElse(asked);
  }
}
