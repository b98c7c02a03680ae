package dev.trustedaccess.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import static java.util.stream.Collectors.joining;

/**
 * What the operator's gauges say of an object in a state, and the alerts that must come of it if it lasts. Counters tell of
 * what happened and not of what is, so they are not here.
 */
public final class Measured {
  private static final String PREFIX = "trusted_access_";

  private Measured() {}

  /** A gauge. */
  public record Sample(String metric, Map<String, String> labels, int value) {
    /** The metric with its labels, as Prometheus writes them. */
    public String series() {
      return new TreeMap<>(labels).entrySet()
          .stream()
          .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
          .collect(joining(",", metric + "{", "}"));
    }

    /** The line of a scrape. */
    public String line() {
      return series() + " " + value;
    }
  }

  /** Those of this object; none where no operator has seen it, or where it does not say whose it is. */
  public static List<Sample> of(Recorded recorded) {
    JsonNode ready = recorded.condition("Ready").orElse(null);
    Map<String, String> labels = labels(recorded);
    if (ready == null || labels.isEmpty()) {
      return List.of();
    }
    String kind = PREFIX + (recorded.state().ofConnection() ? "connection" : "declaration");
    List<Sample> samples = new ArrayList<>(List.of(
        new Sample(kind + "_ready", labels, number(recorded.isTrue("Ready"))),
        new Sample(kind + "_stalled", labels, number(recorded.isTrue("Stalled")))));
    if (!recorded.state().ofConnection()) {
      samples.add(new Sample(kind + "_deleting", labels, number(recorded.deleting())));
    }
    Map<String, String> withReason = new TreeMap<>(labels);
    withReason.put("reason", ready.path("reason").asText());
    samples.add(new Sample(kind + "_reason", withReason, 1));
    return samples;
  }

  /** What they are told apart by: the organization, and for a declaration its principal. */
  public static Map<String, String> labels(Recorded recorded) {
    if (recorded.state().ofConnection()) {
      return Map.of("organization", recorded.objectName());
    }
    JsonNode spec = recorded.object().path("spec");
    return spec.hasNonNull("servicePrincipal")
        ? Map.of(
            "organization", spec.at("/organizationRef/name").asText("default"),
            "principal", spec.path("servicePrincipal").asText())
        : Map.of();
  }

  /** The names of the alerts that fire when the object has been so for more than a day. */
  public static List<String> alerts(Recorded recorded) {
    if (of(recorded).isEmpty()) {
      return List.of();
    }
    boolean stalled = recorded.isTrue("Stalled");
    if (recorded.state().ofConnection()) {
      return stalled ? List.of("TrustedAccessConnectionStalled") : List.of();
    }
    String reason = recorded.condition("Ready").map(ready -> ready.path("reason").asText()).orElse("");
    return Stream.of(
        stalled ? "Stalled" : "",
        !stalled && !recorded.deleting() && !recorded.isTrue("Ready") ? "NotReady" : "",
        reason.equals("InitializationOverdue") || reason.equals("DriftContested") ? reason : "",
        recorded.deleting() ? "DeletionBegun" : "",
        recorded.deleting() ? "DeletionWaits" : "")
        .filter(name -> !name.isEmpty())
        .map("TrustedAccess"::concat)
        .toList();
  }

  private static int number(boolean truth) {
    return truth ? 1 : 0;
  }
}
