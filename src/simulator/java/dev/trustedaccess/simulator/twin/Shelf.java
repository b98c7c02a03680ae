package dev.trustedaccess.simulator.twin;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Thing;

/**
 * What one call of one listing shows of what services keep.
 *
 * @param listing the listing
 * @param number which of its calls
 * @param kinds the kinds that are listed under them, by all their names; for a call before the last, none
 */
record Shelf(DerivedListing listing, int number, Set<String> kinds) {
  /** The thing that a listed one belongs to, where nothing else is said. */
  private static final String PARENT = "parent-1";

  Step step() {
    return listing.steps().get(number);
  }

  private boolean isLast() {
    return number == listing.steps().size() - 1;
  }

  /** What the caller sees, by name. */
  NavigableMap<String, Thing> seen(Request request) {
    String action = step().route().action();
    Predicate<Thing> named = thing -> thing.kind().equals(action);
    NavigableMap<String, Thing> seen = new TreeMap<>(
        kept(request, isLast() ? named.or(thing -> kinds.contains(thing.kind())) : named));
    if (!isLast()) {
      kept(request, thing -> kinds.contains(thing.kind())).values().forEach(child -> {
        String parent = parentOf(child);
        seen.computeIfAbsent(parent, name -> Thing.of(action, name, child.since()));
      });
    }
    step().parent().ifPresent(parent -> {
      String asked = request.text(parent.asked());
      seen.values().removeIf(thing -> !parentOf(thing).equals(asked));
    });
    return seen;
  }

  /** The thing that the request is about, if the call before does not show it to the caller. */
  Optional<String> unknown(Request request) {
    return step().parent()
        .map(parent -> request.text(parent.asked()))
        .filter(asked -> !new Shelf(listing, number - 1, kinds).seen(request).containsKey(asked));
  }

  /** The thing that this one is listed by: itself, if the last call answers with the thing that it names. */
  private String parentOf(Thing thing) {
    boolean itself = listing.steps().getLast().list().isEmpty();
    return thing.parent().orElse(itself ? thing.name() : PARENT);
  }

  /** What is kept in the Region that is asked; in every Region, where each of them shows it. */
  private NavigableMap<String, Thing> kept(Request request, Predicate<Thing> wanted) {
    if (listing.region().isEmpty()) {
      return request.account().things(request.region()).all(wanted);
    }
    NavigableMap<String, Thing> kept = new TreeMap<>();
    request.account()
        .things()
        .forEach((region, things) -> things.all(wanted)
            .forEach((name, thing) -> kept.put(name, thing.with(listing.region().orElseThrow(), region))));
    return kept;
  }

  /** The refusal for a thing that is named and is not there. */
  Refusal absent(String name) {
    String message = name + " does not exist.";
    return step().call()
        .refusals()
        .stream()
        .filter(refusal -> SdkCall.meansAbsent(refusal.getClass()))
        .findFirst()
        .map(refusal -> Refusal.of(refusal.awsErrorDetails().errorCode(), message))
        .orElseGet(() -> Refusal.of("ValidationException", message));
  }

  /** The thing as this call shows it. */
  Shown shown(Request request, Thing thing) {
    Map<String, Value> given = thing.counts()
        ? step().counting()
        : step().others()
            .stream()
            .findFirst()
            .orElseThrow(() -> Refusal.of("ValidationException", "every " + thing.kind() + " counts"));
    return new Shown(request, thing, given, id(), isLast() ? listing.account() : Optional.empty());
  }

  /** The member that identifies a thing. */
  String id() {
    return isLast()
        ? listing.id()
        : listing.steps().get(number + 1).parent().map(Step.Parent::member).orElse("");
  }
}
