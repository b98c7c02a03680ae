package dev.trustedaccess.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What remains of a service that is to be left, and what could not be looked at, from the answers of this pass. */
final class Leftovers {
  static final String DECLARATION = "declaration";
  static final String DELEGATED_ADMINISTRATOR = "delegated-administrator";
  static final String POLICY_TYPE = "policy-type";
  private static final String BEYOND = "more than status holds";

  private static final List<Question<?>> ASKED = List.of(
      Question.REMAINING, Question.DELEGATED_ADMINISTRATORS, Question.POLICY_TYPES);

  private final Situation s;
  private final Look look;

  private Leftovers(Situation s, Look look) {
    this.s = s;
    this.look = look;
  }

  static Cleanup of(Situation s, Look look) {
    return new Leftovers(s, look).cleanup();
  }

  /** The first thing that could not be read, of all that was asked. */
  static Optional<Failure> unread(Situation s) {
    return ASKED.stream().flatMap(question -> unread(s, question)).findFirst();
  }

  /** Why the place of {@code thing} was not read, where a read of it failed: that of its own place if AWS says so. */
  static Optional<Failure> unread(Situation s, Remaining thing) {
    String place = thing.region().equals("global") ? thing.accountId() : thing.region();
    List<Failure> failures = unread(s, questionOf(thing.kind())).toList();
    return failures.stream()
        .filter(failure -> failure.detail().contains(place))
        .findFirst()
        .or(() -> failures.stream().findFirst());
  }

  /** What tells of things of this kind. */
  static Question<?> questionOf(String kind) {
    return switch (kind) {
      case DELEGATED_ADMINISTRATOR -> Question.DELEGATED_ADMINISTRATORS;
      case POLICY_TYPE -> Question.POLICY_TYPES;
      default -> Question.REMAINING;
    };
  }

  /** A read that failed in a way that passes, and has not failed for long: made again, it may tell what it did not now. */
  static Optional<Failure> passing(Situation s) {
    return ASKED.stream()
        .filter(question -> s.observation().missed(question) < LifePlanner.PATIENCE)
        .flatMap(question -> unread(s, question))
        .filter(Failure::passing)
        .findFirst();
  }

  private static Stream<Failure> unread(Situation s, Question<?> question) {
    if (question == Question.DELEGATED_ADMINISTRATORS) {
      return administrators(s).problem().stream();
    }
    Stream<Failure> parts = question == Question.REMAINING
        ? s.observation().answer(Question.REMAINING).toOptional().stream().flatMap(read -> read.unread().stream())
        : Stream.empty();
    return Stream.concat(s.observation().answer(question).problem().stream(), parts);
  }

  /**
   * Delegated administrators of the service. Where AWS knows no such principal none can be registered for it, unless the
   * service has another name, for which nobody was asked.
   */
  private static Fact<List<DelegatedAdministrator>> administrators(Situation s) {
    Fact<List<DelegatedAdministrator>> answer = s.observation().answer(Question.DELEGATED_ADMINISTRATORS);
    boolean unknown = answer.problem()
        .filter(failure -> failure.kind() == Failure.Kind.UNRECOGNIZED_PRINCIPAL)
        .isPresent();
    return unknown && s.names().size() == 1 ? Fact.known(List.of()) : answer;
  }

  /** That the account of what we set up was found closed, so that it cannot be taken down: only from there it can be. */
  static Optional<Failure> closed(Situation s, SetUp setUp) {
    return s.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .flatMap(read -> read.unread()
            .stream()
            .filter(failure -> failure.cause() == Cause.ACCOUNT_CLOSED && failure.detail().contains(setUp.id()))
            .findFirst());
  }

  /** Policy types of the service, of which none may be on. */
  static Set<String> policyTypes(Situation s) {
    return s.entry().map(entry -> entry.service().policyTypes()).orElse(Set.of());
  }

  /**
   * Everything that remains, but what we set up ourselves: that goes after the gate. What this deletion has named before is
   * among it until its own place was read without it.
   */
  private Cleanup cleanup() {
    List<Cleanup.Item> items = seen();
    Set<PlaceRead> read = placesRead();
    s.recorded()
        .named()
        .items()
        .stream()
        .filter(before -> read.stream().noneMatch(place -> place.isPlaceOf(before.thing())))
        .filter(before -> items.stream().noneMatch(item -> item.isAgain(before)))
        .filter(before -> !ours(before.thing()))
        .forEach(items::add);
    return new Cleanup(items, s.recorded().named().beyond());
  }

  /**
   * Regions of which this pass tells nothing, though the service may have left something there, and though it tells of things
   * of the same kind in other Regions: the connection has dropped them. Where nothing is read by Region there are none. A
   * memory that is full may lack some.
   */
  static List<String> regionsNotRead(Situation s) {
    Set<PlaceRead> read = read(s);
    Set<String> regions = s.recorded().toRead().regions();
    List<PlaceRead> regional = read.stream()
        .filter(place -> place.region().filter(regions::contains).isPresent())
        .toList();
    Stream<String> dropped = regions.stream()
        .filter(region -> !isRead(read, regional.stream().map(place -> place.sameIn(region))))
        .sorted();
    boolean byRegion = read.stream().anyMatch(place -> place.region().filter(in -> !in.equals("global")).isPresent());
    return Stream.concat(dropped, mayLackSome(regions, byRegion)).toList();
  }

  /**
   * Accounts of which this pass tells nothing, though they were the service's administrators, and though it tells of things of
   * the same kind in other accounts: nobody names them any more.
   */
  static List<String> accountsNotRead(Situation s) {
    boolean looks = s.observation().integration().filter(Observation.Integration::looksIntoAdministrators).isPresent();
    Set<String> accounts = s.recorded().toRead().accounts();
    Stream<String> dropped = accounts.stream().filter(account -> !isReadIn(read(s), account)).sorted();
    return looks ? Stream.concat(dropped, mayLackSome(accounts, true)).toList() : List.of();
  }

  /** Whether everything that is asked was answered, in this account as in all others. */
  static boolean covers(Situation s, String account) {
    return s.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .filter(read -> read.unread().isEmpty() && isReadIn(read.read(), account))
        .isPresent();
  }

  private static boolean isReadIn(Set<PlaceRead> read, String account) {
    return isRead(
        read, read.stream().filter(place -> place.accountId().isPresent()).map(place -> place.sameFor(account)));
  }

  private static boolean isRead(Set<PlaceRead> read, Stream<Remaining> places) {
    return places.allMatch(there -> read.stream().anyMatch(place -> place.isPlaceOf(there)));
  }

  private static Stream<String> mayLackSome(Set<String> remembered, boolean looksThere) {
    return remembered.size() >= ToRead.MOST && looksThere ? Stream.of(BEYOND) : Stream.empty();
  }

  private static Set<PlaceRead> read(Situation s) {
    return s.observation().answer(Question.REMAINING).toOptional().map(RemainingRead::read).orElse(Set.of());
  }

  /** What was asked in this pass and answered. */
  private Set<PlaceRead> placesRead() {
    Set<PlaceRead> read = new HashSet<>(Set.of(PlaceRead.everywhere(DECLARATION)));
    read.addAll(read(s));
    if (administrators(s).toOptional().isPresent()) {
      read.add(PlaceRead.everywhere(DELEGATED_ADMINISTRATOR));
    }
    if (s.observation().answer(Question.POLICY_TYPES).toOptional().isPresent()) {
      read.add(PlaceRead.everywhere(POLICY_TYPE));
    }
    return read;
  }

  private boolean ours(Remaining thing) {
    return s.recorded().setUp().contains(new SetUp(thing.kind(), thing.id()));
  }

  private List<Cleanup.Item> seen() {
    List<Cleanup.Item> items = new ArrayList<>();
    s.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .map(RemainingRead::found)
        .orElse(List.of())
        .stream()
        .filter(thing -> !ours(thing))
        .forEach(thing -> items.add(new Cleanup.Item(thing, s.effectOf(thing), true)));
    administrators(s).toOptional()
        .orElse(List.of())
        .stream()
        .map(DelegatedAdministrator::accountId)
        .filter(account -> !s.recorded().setUp().contains(new SetUp(SetUp.ADMINISTRATOR, account)))
        .forEach(account -> items.add(blocks(DELEGATED_ADMINISTRATOR, account, account)));
    String management = look.organization().managementAccountId();
    s.observation()
        .answer(Question.POLICY_TYPES)
        .toOptional()
        .orElse(Set.of())
        .stream()
        .filter(policyTypes(s)::contains)
        .sorted()
        .forEach(type -> items.add(blocks(POLICY_TYPE, type, management)));
    s.neighbours()
        .map(Sibling::principal)
        .filter(this::needsThisOne)
        .sorted()
        .forEach(dependent -> items.add(blocks(DECLARATION, dependent, management)));
    return items;
  }

  private static Cleanup.Item blocks(String kind, String id, String account) {
    return new Cleanup.Item(new Remaining(kind, id, account, "global"), Effect.Blocks, true);
  }

  private boolean needsThisOne(String principal) {
    return s.entry()
        .stream()
        .flatMap(entry -> entry.service().principals().stream())
        .filter(other -> other.principal().equals(principal) || other.aliases().contains(principal))
        .anyMatch(other -> s.names().stream().anyMatch(other.needs()::contains));
  }
}
