package dev.trustedaccess.domain.catalog;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that a person may have meant who typed another one. */
public final class NearNames {
  /** The distance of a name that is no typing error away from the typed text. */
  private static final int FAR = Integer.MAX_VALUE;
  /** Behind every typing error. */
  private static final int ONLY_CONTAINED = 100;
  private static final int SHORTEST_CONTAINED = 3;
  private static final int MOST = 5;
  /** What nearly all principals end in, so that it makes any two of them alike. */
  private static final Pattern ENDING = Pattern.compile("\\.(amazon|aws).*");

  private NearNames() {}

  /** The principals that the catalog knows and that are like this one, the nearest first. */
  public static List<String> principals(ServiceCatalog catalog, String typed) {
    return nearest(catalog.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .flatMap(principal -> Stream.concat(Stream.of(principal.principal()), principal.aliases().stream()))
        .map(principal -> Map.entry(principal, distance(typed, principal))));
  }

  /** Those of the names that are near, by these distances, the nearest first. */
  public static List<String> nearest(Stream<Map.Entry<String, Integer>> distances) {
    return distances.filter(candidate -> candidate.getValue() < FAR)
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .limit(MOST)
        .toList();
  }

  /** The distance if it is that of a typing error in a text of this length, or if the name contains the text. */
  public static int distance(String typed, String name, int length) {
    int distance = EditDistance.of(typed, name);
    if (distance <= Math.min(3, 1 + length / 4)) {
      return distance;
    }
    return typed.length() >= SHORTEST_CONTAINED && name.contains(typed) ? ONLY_CONTAINED : FAR;
  }

  /** A principal without the ending that all of them have. */
  public static String beginning(String principal) {
    return ENDING.matcher(principal).replaceFirst("");
  }

  /** Of what each begins with, or of all of them if the mistake is in the ending. */
  private static int distance(String typed, String principal) {
    String own = beginning(principal);
    return Math.min(distance(beginning(typed), own, own.length()), distance(typed, principal, own.length()));
  }
}
