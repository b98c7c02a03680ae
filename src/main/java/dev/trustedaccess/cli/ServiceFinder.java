package dev.trustedaccess.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.NearNames;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;

/**
 * Finds a service by what a person types: a principal, the id, the display name, or the beginning of a name. A text with a
 * dot is a principal. Others copy it into declarations and policies, so it must be exact, and what is like it is only
 * suggested.
 */
final class ServiceFinder {
  private static final Pattern MAKER = Pattern.compile("^(aws|amazon) ");
  private static final Pattern EXPLANATION = Pattern.compile("\\(.*\\)");

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
    return isPrincipal()
        ? NearNames.principals(catalog, typed)
        : NearNames.nearest(
            catalog.services().stream().map(service -> Map.entry(service.id(), distance(service))));
  }

  private int distance(ServiceFacts service) {
    String words = words(typed);
    return names(service).mapToInt(name -> NearNames.distance(words, name, words.length()))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** The names that people use for a service, each as {@link #words}. */
  private static Stream<String> names(ServiceFacts service) {
    return Stream.concat(
        Stream.of(service.id(), EXPLANATION.matcher(service.name()).replaceAll("")),
        service.principals().stream().map(PrincipalFacts::principal).map(NearNames::beginning))
        .map(ServiceFinder::words);
  }

  /** In lower case with single spaces, and without the maker. */
  private static String words(String name) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    return MAKER.matcher(words).replaceFirst("");
  }
}
