package dev.trustedaccess.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;

/**
 * The connections and declarations in files; objects of other kinds are skipped.
 *
 * @param connections in the order of files
 * @param declarations in the order of files
 * @param faults what the API server would reject or lose; empty for objects that come from it
 * @param refused what is not read for these faults
 */
record Manifests(
    List<ConnectionSettings> connections, List<Desired> declarations, List<Fault> faults, Refused refused) {
  /**
   * What is not read for its faults. It is declared all the same: nobody should be told that it is missing.
   *
   * @param connections their names
   * @param declarations the principals of declarations, by the connection that each of them names
   * @param more whether there is something of which nobody can tell what it declares, such as a file that is not YAML
   */
  record Refused(Set<String> connections, Map<String, Set<String>> declarations, boolean more) {
    static final Refused NOTHING = new Refused(Set.of(), Map.of(), false);

    /** The principals of declarations for this connection. */
    Set<String> principals(String connection) {
      return declarations.getOrDefault(connection, Set.of());
    }
  }

  /**
   * All faults of one object, or why a file cannot be read.
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

  /** Reads the files. Throws {@link BadInput} if a place does not exist. */
  static Manifests read(List<Path> places) throws BadInput {
    return ManifestReader.read(places, System.in);
  }

  /** The same. Throws {@link BadInput} with all faults if there are any. */
  Manifests withoutFaults() throws BadInput {
    if (!faults.isEmpty()) {
      throw new BadInput(faults.stream().map(Fault::toString).toList());
    }
    return this;
  }

  /** The names of the connections, each once. */
  List<String> names() {
    return connections.stream().map(ConnectionSettings::name).distinct().toList();
  }

  /** The connection of that name, or the only one. Throws {@link BadInput} unless there is exactly one. */
  ConnectionSettings connection(Optional<String> name, List<Path> places) throws BadInput {
    if (refused.more()) {
      throw new BadInput(faults.stream().map(Fault::toString).toList());
    }
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

  /** As {@link #missing}, after the faults, which may be why. */
  BadInput noConnection(Optional<String> name, String where, String remedy) {
    List<String> lines = new ArrayList<>(faults.stream().map(Fault::toString).toList());
    lines.add(missing(name, where, remedy));
    return new BadInput(lines);
  }

  /** That there is no such connection {@code where}, and which there are instead. */
  String missing(Optional<String> name, String where, String remedy) {
    return "Found no OrganizationConnection" + name.map(wanted -> " named " + wanted).orElse("") + " " + where + "."
        + (connections.isEmpty()
            ? ""
            : " There are: " + String.join(", ", names()) + ". Choose one of them: --connection NAME.")
        + " " + remedy;
  }

  /** These places, as they end a sentence, and which of them have no file to read. */
  static String in(List<Path> places) {
    return Stream.concat(
        Stream.of("in " + places.stream().map(YamlObjects::name).collect(Collectors.joining(", "))),
        places.stream().flatMap(place -> YamlObjects.nothingIn(place).stream()))
        .collect(Collectors.joining(". "));
  }
}
