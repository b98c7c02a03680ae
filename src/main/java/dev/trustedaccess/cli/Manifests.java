package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.mapping.ConnectionReader;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;
import org.jspecify.annotations.Nullable;

/**
 * The connections and declarations in files, and in the files directly in directories; kinds of others are skipped.
 *
 * @param connections in the order of files
 * @param declarations in the order of files
 * @param faults what the API server would reject or lose; empty for objects that come from it
 * @param refused the principals in the names of declarations that cannot be read for these faults
 */
record Manifests(
    List<ConnectionSettings> connections, List<Desired> declarations, List<Fault> faults, Set<String> refused) {
  /** The API server rejects a field that is there twice; which of its values was meant, nobody can tell. */
  private static final YAMLMapper YAML = YAMLMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();

  /**
   * A fault of an object.
   *
   * @param file where it is
   * @param problem which object, what is wrong with it, and the remedy
   */
  record Fault(Path file, String problem) {
    @Override
    public String toString() {
      return file + ": " + problem;
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

  /** Reads the files. Throws {@link BadInput} with file and field if one cannot be read. */
  static Manifests read(List<Path> places) throws BadInput {
    List<ConnectionSettings> connections = new ArrayList<>();
    List<Desired> declarations = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Set<String> refused = new HashSet<>();
    LenientSerialization kinds = new LenientSerialization();
    for (Path file : files(places)) {
      for (JsonNode object : objects(file)) {
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
    return "in " + places.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** What was read; empty if it cannot be, for a reason among these faults. */
  private static <T> Optional<T> read(Path file, Reading<T> reading, List<Fault> faults) throws BadInput {
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

  /** Each file once, however often it is named. */
  private static Collection<Path> files(List<Path> places) throws BadInput {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (Path place : places) {
      for (Path file : files(place)) {
        files.putIfAbsent(file.toAbsolutePath().normalize(), file);
      }
    }
    return files.values();
  }

  private static List<Path> files(Path place) throws BadInput {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> yaml = Files.newDirectoryStream(place, "*.{yaml,yml,json}")) {
      yaml.forEach(files::add);
    } catch (IOException unread) {
      throw new BadInput(place + " could not be read as a file or directory. Give the path of your YAML.");
    }
    files.sort(null);
    return files;
  }

  private static List<JsonNode> objects(Path file) throws BadInput {
    try {
      refuseAliases(file);
      try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
        return documents.readAll().stream().flatMap(Manifests::each).toList();
      }
    } catch (IOException unread) {
      throw notYaml(file, unread);
    }
  }

  /** The reader takes an alias for the text of its name; the API server gets what it stands for. */
  private static void refuseAliases(Path file) throws BadInput, IOException {
    try (YAMLParser tokens = YAML.getFactory().createParser(file.toFile())) {
      while (tokens.nextToken() != null) {
        if (tokens.isCurrentAlias()) {
          throw new BadInput(file + ": line " + tokens.currentTokenLocation().getLineNr() + " has the YAML alias *"
              + tokens.getText() + ". Write the value itself.");
        }
      }
    }
  }

  /** In one line: the parser's message has lines that show the place in the text, each indented. */
  private static BadInput notYaml(Path file, IOException unread) {
    if (!(unread instanceof JsonProcessingException invalid)) {
      return new BadInput(file + " could not be read: " + unread.getMessage());
    }
    String problem = invalid.getOriginalMessage()
        .lines()
        .filter(line -> !line.startsWith(" "))
        .collect(Collectors.joining(", "));
    return new BadInput(
        file + ": " + line(invalid.getLocation()) + "is not valid YAML: " + problem);
  }

  private static String line(@Nullable JsonLocation place) {
    return place == null ? "" : "line " + place.getLineNr() + " ";
  }

  /** The objects in a list, as {@code kubectl get -o yaml} writes one; any other object alone. */
  private static Stream<JsonNode> each(JsonNode document) {
    return document.path("apiVersion").asText().equals("v1") && document.path("kind").asText().equals("List")
        ? StreamSupport.stream(document.path("items").spliterator(), false).flatMap(Manifests::each)
        : Stream.of(document);
  }
}
