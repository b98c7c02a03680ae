package dev.trustedaccess.simulator.twin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.aws.sdk.UnsentCalls;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Paging;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Pages;
import dev.trustedaccess.simulator.world.Thing;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** A read of a service's API, answered with what is kept in the account and Region that is asked. */
final class DerivedRead {
  private static final int PAGE = 100;

  private final List<Shelf> shelves;
  private final Set<String> telling;
  private final Step step;

  /** @param shelves all listings that make this call */
  DerivedRead(List<Shelf> shelves) {
    this.shelves = List.copyOf(shelves);
    this.telling = telling(shelves);
    this.step = shelves.getFirst().step();
  }

  /** A thing, and the listing that shows it. */
  private record Kept(Shelf shelf, Thing thing) {}

  /** The members of the request in which the listings differ, such as the feature that they ask about. */
  private static Set<String> telling(List<Shelf> shelves) {
    return shelves.stream()
        .flatMap(shelf -> fixed(shelf.step()).keySet().stream())
        .filter(member -> shelves.stream()
            .map(shelf -> Optional.ofNullable(fixed(shelf.step()).get(member)))
            .distinct()
            .count() > 1)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What a listing always asks with this call: neither a page nor a thing of the call before. */
  private static Map<String, String> fixed(Step step) {
    Map<String, String> fixed = new HashMap<>(Derivation.texts(step.sample()));
    step.token().ifPresent(token -> fixed.remove(token.asked()));
    step.parent().ifPresent(parent -> fixed.remove(parent.asked()));
    return fixed;
  }

  private boolean isAskedLike(Shelf shelf, Request request) {
    Map<String, String> fixed = fixed(shelf.step());
    return telling.stream().allMatch(member -> request.find(member).equals(Optional.ofNullable(fixed.get(member))));
  }

  Fields answer(Request request) {
    requireOwnAccount(request);
    List<Shelf> asked = shelves.stream().filter(shelf -> isAskedLike(shelf, request)).toList();
    requireKnown(asked, request);
    NavigableMap<String, Kept> all = new TreeMap<>();
    asked.forEach(
        shelf -> shelf.seen(request).forEach((name, thing) -> all.putIfAbsent(name, new Kept(shelf, thing))));
    return step.list().isPresent() ? page(request, named(request, all)) : whole(request, all);
  }

  /** Where a listing names the account that it asks, the request must name the caller's. */
  private void requireOwnAccount(Request request) {
    Derivation.texts(step.sample()).forEach((member, text) -> {
      if (text.equals(UnsentCalls.ACCOUNT) && !request.text(member).equals(request.account().id())) {
        throw Refusal.of("AccessDenied", 403, member + " is another account");
      }
    });
  }

  /** What the request is about must be shown by the call before, in one of the listings. */
  private static void requireKnown(List<Shelf> asked, Request request) {
    List<Optional<String>> unknown = asked.stream().map(shelf -> shelf.unknown(request)).distinct().toList();
    if (!unknown.isEmpty() && unknown.stream().allMatch(Optional::isPresent)) {
      throw asked.getFirst().absent(unknown.getFirst().orElseThrow());
    }
  }

  private Fields page(Request request, NavigableMap<String, Kept> all) {
    Member list = Member.of(step.call().response(), "")
        .stream()
        .filter(member -> step.list().filter(member.path()::equals).isPresent())
        .findFirst()
        .orElseThrow();
    BiFunction<String, Kept, Object> element = (_, kept) -> kept.shelf().shown(request, kept.thing()).element(list);
    Refusal badToken = Refusal.of("ValidationException", "The token is not valid.");
    Paging.Page page = step.token()
        .map(token -> Paging.of(
            all, request.find(token.asked()), size(request), request.world().pages(), badToken, element))
        .orElseGet(() -> Paging.of(all, Optional.empty(), Integer.MAX_VALUE, new Pages(), badToken, element));
    Fields fields = Fields.none();
    for (SdkField<?> field : step.call().response().sdkFields()) {
      if (field.marshallingType().equals(MarshallingType.LIST)) {
        fields.with(
            field.unmarshallLocationName(),
            Shown.listed(field, field.unmarshallLocationName().equals(list.path()) ? page.items() : List.of()));
      }
    }
    step.token().ifPresent(token -> fields.with(token.answered(), page.next()));
    return fields;
  }

  /** How many things the page has: a call has one number at most, which asks for this. */
  private int size(Request request) {
    return step.sample()
        .sdkFields()
        .stream()
        .filter(field -> field.marshallingType().equals(MarshallingType.INTEGER))
        .findFirst()
        .map(field -> request.number(field.locationName(), 0))
        .filter(asked -> asked > 0)
        .orElse(PAGE);
  }

  /** Only those that the request names, in a list that is called like the identifier: {@code DirectoryIds}. */
  private NavigableMap<String, Kept> named(Request request, NavigableMap<String, Kept> all) {
    Shelf shelf = shelves.getFirst();
    List<String> names = request.input().path(shelf.id() + "s").valueStream().map(JsonNode::asText).toList();
    if (names.isEmpty()) {
      return all;
    }
    NavigableMap<String, Kept> named = new TreeMap<>();
    for (String name : names) {
      named.put(name, Optional.ofNullable(all.get(name)).orElseThrow(() -> shelf.absent(name)));
    }
    return named;
  }

  private Fields whole(Request request, NavigableMap<String, Kept> all) {
    if (!all.isEmpty()) {
      Kept kept = all.firstEntry().getValue();
      return kept.shelf().shown(request, kept.thing()).whole(step.call());
    }
    if (step.absent().isPresent()) {
      throw Refusal.of(step.absent().get().awsErrorDetails().errorCode(), "There is none.");
    }
    Thing none = Thing.of(step.route().action(), "none", request.now()).notCounting();
    return shelves.getFirst().shown(request, none).whole(step.call());
  }
}
