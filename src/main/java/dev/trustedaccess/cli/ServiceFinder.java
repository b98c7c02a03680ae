package dev.trustedaccess.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;

/**
 * Finds a service by what a person types: a principal, the id, the display name, or the beginning of a name. A text with a
 * dot is a principal. Others copy it into declarations and policies, so it must be exact, and what is like it is only
 * suggested.
 */
final class ServiceFinder {
  private static final int MOST_SUGGESTED = 5;
  /** Behind every typing error. */
  private static final int ONLY_CONTAINED = 100;
  private static final int SHORTEST_CONTAINED = 3;
  private static final Pattern MAKER = Pattern.compile("^(aws|amazon) ");
  private static final Pattern EXPLANATION = Pattern.compile("\\(.*\\)");
  /** What nearly all principals end in, so that it makes any two of them alike. */
  private static final Pattern ENDING = Pattern.compile("\\.(amazon|aws).*");

  private final ServiceCatalog catalog;
  private final String typed;

  ServiceFinder(ServiceCatalog catalog, String typed) {
    this.catalog = catalog;
    this.typed = typed.strip().toLowerCase(Locale.ROOT);
  }

  private boolean isPrincipal() {
    return typed.contains(".");
  }

  /** The service that is meant; empty if there is none or more than one. */
  Optional<ServiceFacts> service() {
    Optional<ServiceFacts> exact = catalog.find(typed).map(ServiceCatalog.Entry::service);
    if (exact.isPresent() || isPrincipal() || typed.isEmpty()) {
      return exact;
    }
    String words = words(typed);
    return only(name -> name.equals(words)).or(() -> only(name -> name.startsWith(words)));
  }

  private Optional<ServiceFacts> only(Predicate<String> fitting) {
    List<ServiceFacts> all = catalog.services()
        .stream()
        .filter(service -> names(service).anyMatch(fitting))
        .toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** What may have been meant, the nearest first: principals if a principal was typed, otherwise ids. */
  List<String> alike() {
    Stream<Map.Entry<String, Integer>> distances = isPrincipal()
        ? principals().map(principal -> Map.entry(principal, distance(typed, principal)))
        : catalog.services().stream().map(service -> Map.entry(service.id(), distance(service)));
    return distances.filter(candidate -> candidate.getValue() <= ONLY_CONTAINED)
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .limit(MOST_SUGGESTED)
        .toList();
  }

  private Stream<String> principals() {
    return catalog.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .flatMap(principal -> Stream.concat(Stream.of(principal.principal()), principal.aliases().stream()));
  }

  private int distance(ServiceFacts service) {
    String words = words(typed);
    return names(service).mapToInt(name -> near(words, name, words.length())).min().orElse(Integer.MAX_VALUE);
  }

  /** Of what each begins with, or of all of them if the mistake is in the ending. */
  private static int distance(String typed, String principal) {
    String own = beginning(principal);
    return Math.min(near(beginning(typed), own, own.length()), near(typed, principal, own.length()));
  }

  /** The distance if it is that of a typing error in a text of this length. */
  private static int near(String typed, String name, int length) {
    int distance = EditDistance.of(typed, name);
    if (distance <= Math.min(3, 1 + length / 4)) {
      return distance;
    }
    return typed.length() >= SHORTEST_CONTAINED && name.contains(typed) ? ONLY_CONTAINED : Integer.MAX_VALUE;
  }

  /** The names that people use for a service, each as {@link #words}. */
  private static Stream<String> names(ServiceFacts service) {
    return Stream.concat(
        Stream.of(service.id(), EXPLANATION.matcher(service.name()).replaceAll("")),
        service.principals().stream().map(PrincipalFacts::principal).map(ServiceFinder::beginning))
        .map(ServiceFinder::words);
  }

  private static String beginning(String principal) {
    return ENDING.matcher(principal).replaceFirst("");
  }

  /** In lower case with single spaces, and without the maker. */
  private static String words(String name) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    return MAKER.matcher(words).replaceFirst("");
  }
}
