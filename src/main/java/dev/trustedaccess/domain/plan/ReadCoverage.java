package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.PlacesToRead;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/**
 * Whether this pass read every Region and account in which the service may have left something. The integration defines
 * what must be read: a kind of which nothing was read is not read anywhere.
 */
final class ReadCoverage {
  private static final String MORE_THAN_STORED = "more than status holds";

  private final Set<PlaceRead> read;
  private final List<KindPlaces> kinds;
  private final PlacesToRead toRead;

  private ReadCoverage(PlanInput input) {
    this.read = input.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .map(RemainingRead::read)
        .orElse(Set.of());
    this.kinds = input.observation().integration().map(Observation.Integration::kinds).orElse(List.of());
    this.toRead = input.recorded().toRead();
  }

  /**
   * Regions that this pass did not read because the connection no longer manages them. The service may have left
   * something there. Empty if nothing is read by Region. A stored list that is full may be incomplete; an additional
   * entry then reports that.
   */
  static List<String> regionsNotRead(PlanInput input) {
    return new ReadCoverage(input).regionsNotRead();
  }

  /**
   * Accounts that this pass did not read because no declaration or registration names them any more. They were
   * administrators of the service. Empty if nothing is read in administrators' accounts.
   */
  static List<String> accountsNotRead(PlanInput input) {
    return new ReadCoverage(input).accountsNotRead();
  }

  /**
   * Whether every read of this pass succeeded, and every kind that is read in administrators' accounts was read in this
   * one, also in the Regions that were managed before.
   */
  static boolean covers(PlanInput input, String account) {
    boolean complete = input.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .filter(answer -> answer.unread().isEmpty())
        .isPresent();
    return complete && new ReadCoverage(input).covers(account);
  }

  private List<String> regionsNotRead() {
    boolean byRegion = kindsOfEveryRegion().anyMatch(kind -> !isRead(kind, PlaceRead::isOfEveryRegion))
        || read.stream().anyMatch(place -> place.region().filter(in -> !in.equals("global")).isPresent());
    return Stream.concat(
        toRead.regions().stream().filter(region -> !readsRegion(region)).sorted(),
        mayBeIncomplete(toRead.regions(), byRegion))
        .toList();
  }

  /** Every kind that is read by Region, and every account that was asked in another Region, must be read in this one. */
  private boolean readsRegion(String region) {
    return kindsOfEveryRegion().allMatch(kind -> isRead(kind, place -> place.includesRegion(region)))
        && read.stream()
            .filter(place -> place.region().filter(toRead.regions()::contains).isPresent())
            .allMatch(place -> isRead(place.sameIn(region)));
  }

  private List<String> accountsNotRead() {
    return kindsOfAdministrators().isEmpty()
        ? List.of()
        : Stream.concat(
            toRead.accounts().stream().filter(account -> !covers(account)).sorted(),
            mayBeIncomplete(toRead.accounts(), true))
            .toList();
  }

  private boolean covers(String account) {
    List<KindPlaces> needed = kindsOfAdministrators();
    return !needed.isEmpty()
        && needed.stream()
            .allMatch(
                kind -> regions(kind).allMatch(region -> isRead(new Remaining(kind.kind(), "", account, region))));
  }

  /** The Regions in which there may be things of this kind. */
  private Stream<String> regions(KindPlaces kind) {
    return Stream.concat(
        kind.regions().stream(), kind.inManagedRegions() ? toRead.regions().stream() : Stream.empty());
  }

  /** Kinds that are read in each managed Region, whether or not the service has an administrator. */
  private Stream<KindPlaces> kindsOfEveryRegion() {
    return kinds.stream().filter(kind -> kind.inManagedRegions() && kind.inOtherAccounts());
  }

  private List<KindPlaces> kindsOfAdministrators() {
    return kinds.stream().filter(KindPlaces::inAdministratorAccounts).toList();
  }

  private boolean isRead(Remaining thing) {
    return read.stream().anyMatch(place -> place.isPlaceOf(thing));
  }

  private boolean isRead(KindPlaces kind, Predicate<PlaceRead> which) {
    return read.stream().filter(place -> place.kind().equals(kind.kind())).anyMatch(which);
  }

  private static Stream<String> mayBeIncomplete(Set<String> remembered, boolean isReadThere) {
    return remembered.size() >= PlacesToRead.MOST && isReadThere ? Stream.of(MORE_THAN_STORED) : Stream.empty();
  }
}
