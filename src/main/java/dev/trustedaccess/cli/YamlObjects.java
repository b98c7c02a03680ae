package dev.trustedaccess.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.cli.Manifests.BadInput;
import org.jspecify.annotations.Nullable;

/** The objects in files, in the files directly in directories, and in standard input. */
final class YamlObjects {
  /** The place that stands for standard input, as in {@code kubectl apply -f -}. */
  private static final Path STANDARD_INPUT = Path.of("-");
  /** More than any directory of declarations has; a larger input is something else, and would fill the memory. */
  static final int MOST_MEBIBYTES = 32;
  private static final String LIST = "List";
  /** The API server rejects a field that is there twice; which of its values was meant, nobody can tell. */
  private static final YAMLMapper YAML = YAMLMapper.builder(new KubectlYaml())
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();

  /**
   * An object.
   *
   * @param source the file that has it, or standard input
   */
  record Found(String source, JsonNode object) {}

  private YamlObjects() {}

  /** Reads each place once, however often it is named. Throws {@link BadInput} with place and line if one cannot be read. */
  static List<Found> in(List<Path> places, InputStream standardInput) throws BadInput {
    List<Found> found = new ArrayList<>();
    for (Path file : files(places)) {
      String source = name(file);
      for (JsonNode object : objects(source, bytes(file, standardInput))) {
        found.add(new Found(source, object));
      }
    }
    return found;
  }

  /** The place, as messages name it. */
  static String name(Path place) {
    return place.equals(STANDARD_INPUT) ? "standard input" : place.toString();
  }

  private static List<Path> files(List<Path> places) throws BadInput {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (Path place : places) {
      if (place.equals(STANDARD_INPUT)) {
        files.putIfAbsent(place, place);
        continue;
      }
      for (Path file : files(place)) {
        files.putIfAbsent(file.toAbsolutePath().normalize(), file);
      }
    }
    return List.copyOf(files.values());
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

  private static byte[] bytes(Path file, InputStream standardInput) throws BadInput {
    int most = MOST_MEBIBYTES * 1024 * 1024;
    try {
      byte[] bytes;
      if (file.equals(STANDARD_INPUT)) {
        bytes = standardInput.readNBytes(most + 1);
      } else {
        try (InputStream content = Files.newInputStream(file)) {
          bytes = content.readNBytes(most + 1);
        }
      }
      if (bytes.length > most) {
        throw new BadInput(name(file) + " has more than " + MOST_MEBIBYTES
            + " MiB. Give only the connections and declarations.");
      }
      return bytes;
    } catch (IOException unread) {
      throw new BadInput(name(file) + " could not be read: " + unread.getMessage());
    }
  }

  private static List<JsonNode> objects(String source, byte[] yaml) throws BadInput {
    try {
      refuseAliases(source, yaml);
      try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class)
          .readValues(new ByteArrayInputStream(yaml))) {
        return documents.readAll().stream().flatMap(YamlObjects::each).toList();
      }
    } catch (IOException unread) {
      throw notYaml(source, unread);
    }
  }

  /** The reader takes an alias for the text of its name; the API server gets what it stands for. */
  private static void refuseAliases(String source, byte[] yaml) throws BadInput, IOException {
    try (YAMLParser tokens = YAML.getFactory().createParser(new ByteArrayInputStream(yaml))) {
      while (tokens.nextToken() != null) {
        if (tokens.isCurrentAlias()) {
          throw new BadInput(source + ": line " + tokens.currentTokenLocation().getLineNr() + " has the YAML alias *"
              + tokens.getText() + ". Write the value itself.");
        }
      }
    }
  }

  /** In one line: the parser's message has lines that show the place in the text, each indented. */
  private static BadInput notYaml(String source, IOException unread) {
    if (!(unread instanceof JsonProcessingException invalid)) {
      return new BadInput(source + " could not be read: " + unread.getMessage());
    }
    String problem = invalid.getOriginalMessage()
        .lines()
        .filter(line -> !line.startsWith(" "))
        .collect(Collectors.joining(", "));
    return new BadInput(source + ": " + line(invalid.getLocation()) + "is not valid YAML: " + problem);
  }

  private static String line(@Nullable JsonLocation place) {
    return place == null ? "" : "line " + place.getLineNr() + " ";
  }

  /** The objects in a list of any objects or of one of our kinds, as tools write them; any other object alone. */
  private static Stream<JsonNode> each(JsonNode document) {
    String version = document.path("apiVersion").asText();
    String kind = document.path("kind").asText();
    boolean typed = version.startsWith(Kinds.GROUP + "/") && kind.endsWith(LIST);
    return typed || (version.equals("v1") && kind.equals(LIST))
        ? StreamSupport.stream(document.path("items").spliterator(), false)
            .map(item -> typed ? typed(item, version, kind) : item)
            .flatMap(YamlObjects::each)
        : Stream.of(document);
  }

  /** As kubectl reads it: an item with neither version nor kind has those of its list. */
  private static JsonNode typed(JsonNode item, String version, String kind) {
    if (!(item instanceof ObjectNode object) || object.has("apiVersion") || object.has("kind")) {
      return item;
    }
    return object.deepCopy().put("apiVersion", version).put("kind", kind.substring(0, kind.length() - LIST.length()));
  }
}
