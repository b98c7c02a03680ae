package dev.trustedaccess.domain;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.trustedaccess.domain.Preflight.Line;

/** Judges whether a cluster has our kinds as this build knows them. */
public final class PreflightKinds {
  private static final String APPLY = "kubectl apply --server-side -f crds/";

  private PreflightKinds() {}

  /** A kind as the cluster shows it. */
  public sealed interface Seen {
    /** The cluster does not know it. */
    record Absent() implements Seen {}

    /** It was not shown; {@code why} is the API server's word. */
    record Unreadable(String why) implements Seen {}

    /**
     * It is there.
     *
     * @param established whether the API server has taken the names
     * @param deleting whether it is on its way out, with every object of it
     * @param schema the version's schema, a part a line, each beginning with its field and a space; empty where the version
     *     is not served
     */
    record Present(boolean established, boolean deleting, Optional<Set<String>> schema) implements Seen {}
  }

  /**
   * The line about one kind.
   *
   * @param crd its full name, {@code trustedserviceaccesses.trustedaccess.dev}
   * @param version the version that this build speaks
   * @param known its schema as this build has it, in the form of {@link Seen.Present#schema}
   */
  public static Line of(String crd, String version, Set<String> known, Seen seen) {
    return switch (seen) {
      case Seen.Absent _ ->
        Line.fail("The cluster does not have " + crd + ". Install it, or let the chart do so: " + APPLY);
      case Seen.Unreadable(String why) ->
        Line.warn("Whether " + crd + " is of this version was not seen, since it may not"
            + " be read (" + why + "). Grant get: kubectl auth can-i get crd/" + crd);
      case Seen.Present present -> present(crd, version, known, present);
    };
  }

  private static Line present(String crd, String version, Set<String> known, Seen.Present seen) {
    String describe = "kubectl describe crd " + crd;
    if (seen.deleting()) {
      return Line
          .fail(crd + " is being deleted, and every object of it with it; access stays as it is. When it is gone,"
              + " install it anew: " + APPLY);
    }
    if (!seen.established()) {
      return Line.fail(crd + " is not established, so nothing can be declared. The API server says why: " + describe);
    }
    if (seen.schema().isEmpty()) {
      return Line.fail(crd + " does not serve " + version + ", which this build speaks. Bring it up to date: " + APPLY);
    }
    Set<String> missing = without(known, seen.schema().get());
    Set<String> more = without(seen.schema().get(), known);
    if (!missing.isEmpty()) {
      return Line.fail(crd + " is not of this build: it lacks, or has otherwise, " + fields(missing)
          + ". What is written there would be lost. Bring it up to date: " + APPLY);
    }
    return more.isEmpty()
        ? Line.ok(crd + " is as this build knows it.")
        : Line.warn(crd + " is newer than this build, which takes no notice of " + fields(more)
            + ". Run the operator of the same version; this one is: trusted-access-operator version");
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** The first few fields; a line may say several things of one. */
  private static String fields(Set<String> lines) {
    Set<String> fields = new TreeSet<>();
    lines.forEach(line -> fields.add(line.substring(0, line.indexOf(' '))));
    String first = String.join(", ", fields.stream().limit(3).toList());
    return fields.size() <= 3 ? first : first + " and " + (fields.size() - 3) + " more";
  }
}
