package dev.trustedaccess.domain.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Evidence;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/**
 * Determines, from the answers of this pass, what remains of a service whose access is to be disabled, and what could
 * not be read.
 */
final class RemainingResources {
  static final String DECLARATION = "declaration";
  static final String DELEGATED_ADMINISTRATOR = OwnedResource.DELEGATED_ADMINISTRATOR;
  static final String POLICY_TYPE = "policy-type";

  private static final List<Question<?>> QUESTIONS = List.of(
      Question.REMAINING, Question.DELEGATED_ADMINISTRATORS, Question.POLICY_TYPES);

  private final PlanInput input;
  private final OrganizationSnapshot snapshot;

  private RemainingResources(PlanInput input, OrganizationSnapshot snapshot) {
    this.input = input;
    this.snapshot = snapshot;
  }

  /** What remains, except owned resources. */
  static Cleanup of(PlanInput input, OrganizationSnapshot snapshot) {
    return new RemainingResources(input, snapshot).cleanup();
  }

  /** The first failure among all questions that were asked; empty if all were answered in full. */
  static Optional<Failure> unread(PlanInput input) {
    return QUESTIONS.stream().flatMap(question -> unread(input, question)).findFirst();
  }

  /**
   * Why the place of {@code thing} was not read: the failure that names this place, else the first failure of the
   * question that names no Region. Empty if there is neither; then the place was not asked.
   */
  static Optional<Failure> unread(PlanInput input, Remaining thing) {
    String place = thing.region().equals("global") ? thing.accountId() : thing.region();
    List<Failure> failures = unread(input, questionOf(thing.kind())).toList();
    return failures.stream()
        .filter(failure -> failure.detail().contains(place))
        .findFirst()
        .or(() -> failures.stream().filter(failure -> namesNoRegion(input, failure)).findFirst());
  }

  private static boolean namesNoRegion(PlanInput input, Failure failure) {
    return input.regions(input.settings()).stream().noneMatch(failure.detail()::contains);
  }

  /** The question whose answer covers things of this kind. */
  static Question<?> questionOf(String kind) {
    return switch (kind) {
      case DELEGATED_ADMINISTRATOR -> Question.DELEGATED_ADMINISTRATORS;
      case POLICY_TYPE -> Question.POLICY_TYPES;
      default -> Question.REMAINING;
    };
  }

  /**
   * A transient failure of a question that has failed fewer than {@link Timing#PATIENCE} times in a row. The
   * next read may succeed.
   */
  static Optional<Failure> passing(PlanInput input) {
    return QUESTIONS.stream()
        .filter(question -> input.observation().missed(question) < Timing.PATIENCE)
        .flatMap(question -> unread(input, question))
        .filter(Failure::passing)
        .findFirst();
  }

  private static Stream<Failure> unread(PlanInput input, Question<?> question) {
    if (question.equals(Question.DELEGATED_ADMINISTRATORS)) {
      return administrators(input).problem().stream();
    }
    Stream<Failure> failedPlaces = question.equals(Question.REMAINING)
        ? input.observation().answer(Question.REMAINING).toOptional().stream().flatMap(read -> read.unread().stream())
        : Stream.empty();
    return Stream.concat(input.observation().answer(question).problem().stream(), failedPlaces);
  }

  /** Delegated administrators of the service. If AWS does not recognize the principal, none can be registered for it. */
  private static Fact<List<DelegatedAdministrator>> administrators(PlanInput input) {
    Fact<List<DelegatedAdministrator>> answer = input.observation().answer(Question.DELEGATED_ADMINISTRATORS);
    return DelegatedAdministrator.isOfNoPrincipal(answer) ? Fact.known(List.of()) : answer;
  }

  /**
   * The failure that shows that the account of an owned resource is closed; empty if no failure shows this.
   */
  static Optional<Failure> accountClosed(PlanInput input, OwnedResource owned) {
    return input.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .flatMap(read -> read.unread()
            .stream()
            .filter(failure -> failure.cause() == Cause.ACCOUNT_CLOSED && failure.detail().contains(owned.accountId()))
            .findFirst());
  }

  /** What this pass read, for the record, and what of {@code cleanup} is still there. */
  static Evidence evidence(PlanInput input, Cleanup cleanup) {
    Map<String, Long> places = placesRead(input).stream()
        .filter(place -> !place.kind().equals(DECLARATION))
        .collect(Collectors.groupingBy(PlaceRead::kind, TreeMap::new, Collectors.counting()));
    Confirmation confirmation = input.observation().confirmation();
    return new Evidence(
        places.entrySet()
            .stream()
            .map(entry -> new Evidence.KindRead(
                entry.getKey(), entry.getValue().intValue(),
                (int) cleanup.items().stream().filter(item -> item.thing().kind().equals(entry.getKey())).count()))
            .toList(),
        cleanup, cleanup.items().size(),
        confirmation.cleanedUpBy()
            .filter(_ -> input.declared()
                .deleted()
                .filter(deleted -> confirmation.confirmsCleanedUp(input.declared().uid(), deleted))
                .isPresent()));
  }

  /** The service's policy types; access cannot be disabled while one of them is enabled. */
  static Set<String> policyTypes(PlanInput input) {
    return input.entry().map(entry -> entry.service().policyTypes()).orElse(Set.of());
  }

  /**
   * Everything that remains, except owned resources, which are removed once the disable preconditions hold. What status
   * reported before is included until a read of its own place does not find it.
   */
  private Cleanup cleanup() {
    List<Cleanup.Item> items = seen();
    Set<PlaceRead> read = placesRead(input);
    input.recorded()
        .reportedRemaining()
        .items()
        .stream()
        .filter(before -> read.stream().noneMatch(place -> place.isPlaceOf(before.thing())))
        .filter(before -> items.stream().noneMatch(item -> item.isAgain(before)))
        .filter(before -> !ownedByOperator(before.thing()))
        .forEach(items::add);
    return new Cleanup(items, input.recorded().reportedRemaining().incomplete());
  }

  /** The places that this pass read successfully. */
  private static Set<PlaceRead> placesRead(PlanInput input) {
    Set<PlaceRead> read = new HashSet<>(Set.of(PlaceRead.everywhere(DECLARATION)));
    input.observation().answer(Question.REMAINING).toOptional().map(RemainingRead::read).ifPresent(read::addAll);
    if (administrators(input).toOptional().isPresent()) {
      read.add(PlaceRead.everywhere(DELEGATED_ADMINISTRATOR));
    }
    if (input.observation().answer(Question.POLICY_TYPES).toOptional().isPresent()) {
      read.add(PlaceRead.everywhere(POLICY_TYPE));
    }
    return read;
  }

  private boolean ownedByOperator(Remaining thing) {
    return input.recorded()
        .owned()
        .contains(new OwnedResource(thing.kind(), thing.id(), thing.accountId(), thing.region()));
  }

  private List<Cleanup.Item> seen() {
    List<Cleanup.Item> items = new ArrayList<>();
    input.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .map(RemainingRead::found)
        .orElse(List.of())
        .stream()
        .filter(thing -> !ownedByOperator(thing))
        .forEach(thing -> items.add(new Cleanup.Item(thing, input.effectOf(thing), true)));
    administrators(input).toOptional()
        .orElse(List.of())
        .stream()
        .map(DelegatedAdministrator::accountId)
        .filter(account -> !input.recorded().owned().contains(OwnedResource.registration(account)))
        .forEach(account -> items.add(blocks(DELEGATED_ADMINISTRATOR, account, account)));
    String management = snapshot.organization().managementAccountId();
    input.observation()
        .answer(Question.POLICY_TYPES)
        .toOptional()
        .orElse(Set.of())
        .stream()
        .filter(policyTypes(input)::contains)
        .sorted()
        .forEach(type -> items.add(blocks(POLICY_TYPE, type, management)));
    // Through another connection, what only observes access needs none, and what is being deleted may wait for this end.
    input.observation()
        .siblings()
        .stream()
        .filter(sibling -> sibling.sameConnection() || sibling.manages())
        .filter(sibling -> needsThisPrincipal(sibling.principal()))
        .map(Sibling::name)
        .sorted()
        .forEach(dependent -> items.add(blocks(DECLARATION, dependent, management)));
    return items;
  }

  private static Cleanup.Item blocks(String kind, String id, String account) {
    return new Cleanup.Item(new Remaining(kind, id, account, "global"), Effect.BLOCKS, true);
  }

  private boolean needsThisPrincipal(String principal) {
    return input.entry()
        .stream()
        .flatMap(entry -> entry.service().principals().stream())
        .filter(other -> other.principal().equals(principal) || other.aliases().contains(principal))
        .anyMatch(other -> input.names().stream().anyMatch(other.needs()::contains));
  }
}
