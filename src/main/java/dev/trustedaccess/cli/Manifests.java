package dev.trustedaccess.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.mapping.ConnectionReader;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;

/**
 * The connections and declarations in files; kinds of others are skipped.
 *
 * @param connections in the order of files
 * @param declarations in the order of files
 * @param faults what the API server would reject or lose; empty for objects that come from it
 * @param refused what cannot be read for these faults
 */
record Manifests(
    List<ConnectionSettings> connections, List<Desired> declarations, List<Fault> faults, Refused refused) {
  private static final LenientSerialization KINDS = new LenientSerialization();

  /**
   * What cannot be read for its faults. It is declared all the same: nobody should be told that it is missing.
   *
   * @param connections their names
   * @param declarations the principals of declarations, by the connection that each of them names
   */
  record Refused(Set<String> connections, Map<String, Set<String>> declarations) {
    static final Refused NOTHING = new Refused(Set.of(), Map.of());

    /** The principals of declarations for this connection. */
    Set<String> principals(String connection) {
      return declarations.getOrDefault(connection, Set.of());
    }
  }

  /**
   * A fault of an object.
   *
   * @param source where it is
   * @param problem which object, what is wrong with it, and the remedy
   */
  record Fault(String source, String problem) {
    @Override
    public String toString() {
      return source + ": " + problem;
    }
  }

  /** Why the input cannot be used, as a message for a person. */
  static final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
      this(List.of(message));
    }

    BadInput(List<String> lines) {
      super(lines.stream().map(OneLine::of).collect(Collectors.joining(System.lineSeparator())));
    }
  }

  /** Reads the files. Throws {@link BadInput} with file and line if one cannot be read. */
  static Manifests read(List<Path> places) throws BadInput {
    return read(places, System.in);
  }

  /** As {@link #read(List)}, with this standard input. */
  static Manifests read(List<Path> places, InputStream standardInput) throws BadInput {
    List<ConnectionSettings> connections = new ArrayList<>();
    List<Desired> declarations = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Set<String> unusable = new HashSet<>();
    Map<String, Set<String>> refused = new HashMap<>();
    Map<String, String> sources = new HashMap<>();
    for (YamlObjects.Found found : YamlObjects.in(places, standardInput)) {
      List<String> problems = new ArrayList<>(KindFaults.of(found.object()));
      Optional<String> again = again(found, sources);
      switch (kind(found.object())) {
        case "OrganizationConnection" -> {
          OrganizationConnection object = KINDS.convertValue(found.object(), OrganizationConnection.class);
          read(found.object(), ConnectionReader.settings(object), problems)
              .ifPresentOrElse(connections::add, () -> unusable.add(object.getMetadata().getName()));
        }
        case "TrustedServiceAccess" -> {
          TrustedServiceAccess object = KINDS.convertValue(found.object(), TrustedServiceAccess.class);
          read(found.object(), DeclarationReader.desired(object), problems)
              .ifPresentOrElse(declarations::add, () -> refused
                  .computeIfAbsent(DeclarationReader.organizationOf(object), _ -> new HashSet<>())
                  .add(DeclarationReader.principalOf(object)));
        }
        default -> {
          // Confirmations do not affect permissions.
        }
      }
      again.ifPresent(problems::add);
      problems.forEach(problem -> faults.add(new Fault(found.source(), problem)));
    }
    return new Manifests(
        List.copyOf(connections), List.copyOf(declarations), List.copyOf(faults),
        new Refused(Set.copyOf(unusable), Map.copyOf(refused)));
  }

  /** The same. Throws {@link BadInput} with all faults if there are any: another thing than what the files mean must not be done. */
  Manifests withoutFaults() throws BadInput {
    if (!faults.isEmpty()) {
      throw new BadInput(faults.stream().map(Fault::toString).toList());
    }
    return this;
  }

  /** Where the same object was found before; of two, the API server keeps what is applied last. */
  private static Optional<String> again(YamlObjects.Found found, Map<String, String> sources) {
    if (kind(found.object()).isEmpty()) {
      return Optional.empty();
    }
    String name = KindFaults.named(found.object());
    return Optional.ofNullable(sources.putIfAbsent(name, found.source()))
        .map(first -> name + " is there twice, first in " + first
            + ". The API server keeps only the one that is applied last. Keep one of them.");
  }

  /** The kind, if it is one of ours and the object has a name to read it for; empty otherwise. */
  private static String kind(JsonNode object) {
    return object.path("apiVersion").asText().equals(Kinds.API_VERSION) && KindFaults.isNamed(object)
        ? object.path("kind").asText()
        : "";
  }

  /** The names of the connections, each once. */
  List<String> names() {
    return connections.stream().map(ConnectionSettings::name).distinct().toList();
  }

  /** The connection of that name, or the only one. Throws {@link BadInput} unless there is exactly one. */
  ConnectionSettings connection(Optional<String> name, List<Path> places) throws BadInput {
    List<ConnectionSettings> fitting = connections.stream()
        .filter(settings -> name.map(settings.name()::equals).orElse(true))
        .toList();
    if (fitting.isEmpty()) {
      throw noConnection(name, in(places), "Add its file: -f FILE");
    }
    if (fitting.size() > 1) {
      String first = fitting.getFirst().name();
      boolean alike = fitting.stream().allMatch(settings -> settings.name().equals(first));
      throw new BadInput("Found " + fitting.size() + " OrganizationConnections"
          + (alike
              ? " named " + first + ". Keep one of them."
              : ": " + String.join(", ", names()) + ". Choose one: --connection NAME"));
    }
    return fitting.getFirst();
  }

  /** That there is no such connection {@code where}, and which there are instead, after the faults, which may be why. */
  BadInput noConnection(Optional<String> name, String where, String remedy) {
    List<String> lines = new ArrayList<>(faults.stream().map(Fault::toString).toList());
    lines.add("Found no OrganizationConnection" + name.map(wanted -> " named " + wanted).orElse("") + " " + where + "."
        + (connections.isEmpty()
            ? ""
            : " There are: " + String.join(", ", names()) + ". Choose one of them: --connection NAME.")
        + " " + remedy);
    return new BadInput(lines);
  }

  /** These places, as they end a sentence. */
  static String in(List<Path> places) {
    return "in " + places.stream().map(YamlObjects::name).collect(Collectors.joining(", "));
  }

  /** What was read; empty if it cannot be, for a reason that is then among these problems. */
  private static <T> Optional<T> read(JsonNode object, Reading<T> reading, List<String> problems) {
    if (reading instanceof Reading.Unreadable<T>(String problem) && problems.isEmpty()) {
      problems.add(KindFaults.named(object) + ": " + problem);
    }
    return reading.toOptional();
  }
}
