package dev.trustedaccess.domain.preflight;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.trustedaccess.domain.preflight.Preflight.Line;

/** Judges whether a cluster's custom resource definitions match this build. */
public final class PreflightKinds {
  private static final String APPLY = "kubectl apply --server-side -f crds/";

  private PreflightKinds() {}

  /** A kind as the cluster shows it. */
  public sealed interface Seen {
    /** The cluster does not have it. */
    record Absent() implements Seen {}

    /** It could not be read; {@code why} is the API server's reason. */
    record Unreadable(String why) implements Seen {}

    /**
     * It exists.
     *
     * @param established whether the API server has accepted the names
     * @param deleting whether it is being deleted, with every object of it
     * @param schema the version's schema, a part a line, each beginning with its field and a space; empty where the version
     *     is not served
     */
    record Present(boolean established, boolean deleting, Optional<Set<String>> schema) implements Seen {}
  }

  /**
   * The line about one kind.
   *
   * @param crd its full name, {@code trustedserviceaccesses.trustedaccess.dev}
   * @param version the version that this build uses
   * @param known its schema as this build has it, in the form of {@link Seen.Present#schema}
   */
  public static Line of(String crd, String version, Set<String> known, Seen seen) {
    return switch (seen) {
      case Seen.Absent _ ->
        Line.fail("The cluster does not have " + crd + ". Install it, or let the chart install it: " + APPLY);
      case Seen.Unreadable(String why) ->
        Line.warn("Could not check whether " + crd + " matches this version, because reading it is not"
            + " allowed (" + why + "). Grant get, then check: kubectl auth can-i get crd/" + crd);
      case Seen.Present present -> present(crd, version, known, present);
    };
  }

  private static Line present(String crd, String version, Set<String> known, Seen.Present seen) {
    String describe = "kubectl describe crd " + crd;
    if (seen.deleting()) {
      return Line
          .fail(crd + " is being deleted, with every object of it; access stays as it is. Once it is deleted,"
              + " install it again: " + APPLY);
    }
    if (!seen.established()) {
      return Line
          .fail(crd + " is not established, so nothing can be declared. For the API server's reason, run: " + describe);
    }
    if (seen.schema().isEmpty()) {
      return Line.fail(crd + " does not serve " + version + ", which this build uses. Update it: " + APPLY);
    }
    Set<String> missing = without(known, seen.schema().get());
    Set<String> more = without(seen.schema().get(), known);
    if (!missing.isEmpty()) {
      return Line.fail(crd + " does not match this build: it lacks, or defines differently, " + fields(missing)
          + ". Values of these fields would be lost. Update it: " + APPLY);
    }
    return more.isEmpty()
        ? Line.ok(crd + " matches this build.")
        : Line.warn(crd + " is newer than this build, which ignores " + fields(more)
            + ". Run the operator of the same version. To see the version of this one, run: trusted-access-operator version");
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** The first few fields; several lines may be about one of them. */
  private static String fields(Set<String> lines) {
    Set<String> fields = new TreeSet<>();
    lines.forEach(line -> fields.add(line.substring(0, line.indexOf(' '))));
    String first = String.join(", ", fields.stream().limit(3).toList());
    return fields.size() <= 3 ? first : first + " and " + (fields.size() - 3) + " more";
  }
}
