package dev.trustedaccess.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
 * @param refused the principals in the names of declarations that cannot be read for these faults
 */
record Manifests(
    List<ConnectionSettings> connections, List<Desired> declarations, List<Fault> faults, Set<String> refused) {
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
      super(message);
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
    Set<String> refused = new HashSet<>();
    LenientSerialization kinds = new LenientSerialization();
    for (YamlObjects.Found found : YamlObjects.in(places, standardInput)) {
      String file = found.source();
      JsonNode object = found.object();
      List<Fault> own = KindFaults.of(object).stream().map(problem -> new Fault(file, problem)).toList();
      faults.addAll(own);
      if (!object.path("apiVersion").asText().equals(Kinds.API_VERSION) || !KindFaults.isNamed(object)) {
        continue;
      }
      switch (object.path("kind").asText()) {
        case "OrganizationConnection" -> read(
            file, ConnectionReader.settings(kinds.convertValue(object, OrganizationConnection.class)), own)
            .ifPresent(connections::add);
        case "TrustedServiceAccess" -> read(
            file, DeclarationReader.desired(kinds.convertValue(object, TrustedServiceAccess.class)), own)
            .ifPresentOrElse(
                declarations::add,
                () -> refused.add(Kinds.principalOf(object.path("metadata").path("name").asText())));
        default -> {
          // Confirmations do not affect permissions.
        }
      }
    }
    return new Manifests(List.copyOf(connections), List.copyOf(declarations), List.copyOf(faults), Set.copyOf(refused));
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
      throw new BadInput(noConnection(name, in(places)) + " Add its file: -f FILE");
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

  /** That there is no such connection {@code where}, and which there are instead. */
  String noConnection(Optional<String> name, String where) {
    return "Found no OrganizationConnection" + name.map(wanted -> " named " + wanted).orElse("") + " " + where + "."
        + (connections.isEmpty()
            ? ""
            : " There are: " + String.join(", ", names()) + ". Choose one of them: --connection NAME.");
  }

  /** These places, as they end a sentence. */
  static String in(List<Path> places) {
    return "in " + places.stream().map(YamlObjects::name).collect(Collectors.joining(", "));
  }

  /** What was read; empty if it cannot be, for a reason among these faults. */
  private static <T> Optional<T> read(String file, Reading<T> reading, List<Fault> faults) throws BadInput {
    return switch (reading) {
      case Reading.Read<T>(T value) -> Optional.of(value);
      case Reading.Unreadable<T>(String problem) -> {
        if (faults.isEmpty()) {
          throw new BadInput(file + ": " + problem);
        }
        yield Optional.empty();
      }
    };
  }
}
