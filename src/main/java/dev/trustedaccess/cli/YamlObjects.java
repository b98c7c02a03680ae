package dev.trustedaccess.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.trustedaccess.cli.Manifests.BadInput;
import dev.trustedaccess.cli.Manifests.Fault;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * The objects in files, in the files directly in directories, and in standard input.
 *
 * @param found in the order of files
 * @param unread the files that cannot be read, and why; nothing in such a file is found
 */
record YamlObjects(List<Found> found, List<Fault> unread) {
  /** The place that stands for standard input, as in {@code kubectl apply -f -}. */
  private static final Path STANDARD_INPUT = Path.of("-");
  /** More than any directory of declarations has; a larger input is something else, and would fill the memory. */
  static final int MOST_MEBIBYTES = 32;
  /** So many are named in a message. */
  private static final int MOST_FOLDERS = 5;
  private static final String LIST = "List";
  private static final Pattern OF_THE_PARSER = Pattern
      .compile(" \\((code \\d+( / 0x\\p{XDigit}+)?|not recognized as one since [^)]*)\\)");
  /** Read by Kustomize and never applied; they need neither version nor kind. */
  private static final Set<String> OF_KUSTOMIZE = Set.of("kustomization.yaml", "kustomization.yml");
  /** The API server rejects a field that is there twice; which of its values was meant, nobody can tell. */
  private static final YAMLMapper YAML = YAMLMapper.builder(new KubectlYaml())
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();

  /**
   * An object, or what stands in its place.
   *
   * @param source the file that has it, or standard input
   * @param line where its document begins
   */
  record Found(String source, int line, JsonNode object) {}

  /** Why a file cannot be read, as a message without its name. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** Reads each place once, however often it is named. Throws {@link BadInput} if one does not exist. */
  static YamlObjects in(List<Path> places, InputStream standardInput) throws BadInput {
    List<Found> found = new ArrayList<>();
    List<Fault> unread = new ArrayList<>();
    for (Path file : files(places)) {
      boolean ofKustomize = OF_KUSTOMIZE.contains(String.valueOf(file.getFileName()));
      try {
        objects(name(file), bytes(file, standardInput)).stream()
            .filter(each -> !ofKustomize || KindFaults.isTyped(each.object()))
            .forEach(found::add);
      } catch (Unreadable why) {
        unread.add(new Fault(name(file), String.valueOf(why.getMessage())));
      }
    }
    return new YamlObjects(List.copyOf(found), List.copyOf(unread));
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
    // Whatever else is there can be read, such as what a shell's <(command) names.
    if (Files.exists(place) && !Files.isDirectory(place)) {
      return List.of(place);
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> yaml = Files.newDirectoryStream(place, "*.{yaml,yml,json}")) {
      yaml.forEach(file -> {
        if (!Files.isDirectory(file)) {
          files.add(file);
        }
      });
    } catch (IOException unread) {
      throw new BadInput(place + " could not be read as a file or directory. Give the path of your YAML.");
    }
    files.sort(null);
    return files;
  }

  /** That a directory has no file to read, and which folders in it are not searched; empty for any other place. */
  static Optional<String> nothingIn(Path place) {
    try {
      if (!Files.isDirectory(place) || !files(place).isEmpty()) {
        return Optional.empty();
      }
      try (Stream<Path> all = Files.list(place)) {
        List<Path> folders = all.filter(Files::isDirectory).sorted().limit(MOST_FOLDERS).toList();
        return Optional.of("No .yaml, .yml or .json file is directly in " + place + (folders.isEmpty()
            ? ""
            : ", and folders in it are not searched; name the right one: "
                + folders.stream().map(folder -> "-f " + folder).collect(Collectors.joining(" or "))));
      }
    } catch (IOException | BadInput unread) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(Path file, InputStream standardInput) throws Unreadable {
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
        throw new Unreadable(
            "more than " + MOST_MEBIBYTES + " MiB. Give only the connections and declarations.");
      }
      return bytes;
    } catch (IOException unread) {
      throw new Unreadable("could not be read: " + unread.getMessage());
    }
  }

  /** What the objects of JSON, or else the documents of YAML, hold. */
  private static List<Found> objects(String source, byte[] text) throws Unreadable {
    try {
      return JsonObjects.in(text)
          .stream()
          .flatMap(placed -> found(source, placed.line(), placed.object()))
          .toList();
    } catch (IOException notJson) {
      try {
        return documents(source, text);
      } catch (IOException notYaml) {
        throw source.endsWith(".json") ? invalid("JSON", notJson, text) : invalid("YAML", notYaml, text);
      }
    }
  }

  /** What the documents hold. An empty one holds nothing, to kubectl too. */
  private static List<Found> documents(String source, byte[] yaml) throws Unreadable, IOException {
    List<Found> found = new ArrayList<>();
    refuseAliases(yaml);
    try (YAMLParser documents = YAML.getFactory().createParser(new ByteArrayInputStream(yaml))) {
      while (documents.nextToken() != null) {
        int line = documents.currentTokenLocation().getLineNr();
        found(source, line, YAML.readTree(documents)).forEach(found::add);
      }
    }
    return found;
  }

  private static Stream<Found> found(String source, int line, JsonNode document) {
    return each(document).filter(object -> !object.isNull()).map(object -> new Found(source, line, object));
  }

  /** The reader takes an alias for the text of its name; the API server gets what it stands for. */
  private static void refuseAliases(byte[] yaml) throws Unreadable, IOException {
    try (YAMLParser tokens = YAML.getFactory().createParser(new ByteArrayInputStream(yaml))) {
      while (tokens.nextToken() != null) {
        if (tokens.isCurrentAlias()) {
          throw new Unreadable("line " + tokens.currentTokenLocation().getLineNr() + " has the YAML alias *"
              + tokens.getText() + ". Write the value itself.");
        }
      }
    }
  }

  /** In one line: the parser's message has lines that show the place in the text, each indented. */
  private static Unreadable invalid(String language, IOException unread, byte[] text) {
    if (!(unread instanceof JsonProcessingException invalid)) {
      return new Unreadable("could not be read: " + unread.getMessage());
    }
    String problem = invalid.getOriginalMessage()
        .lines()
        .filter(line -> !line.startsWith(" "))
        .collect(Collectors.joining(", "));
    // What the parser says of its own features and of the numbers of characters helps nobody who wrote the file.
    problem = OF_THE_PARSER.matcher(problem).replaceAll("");
    return new Unreadable(line(invalid, text) + "is not valid " + language + ": " + problem);
  }

  /** The parser's own place is where the last good token is, which may be lines above. What is open at the end counts there. */
  private static String line(JsonProcessingException invalid, byte[] yaml) {
    if (invalid.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      long lines = new String(yaml, StandardCharsets.UTF_8).lines().count();
      return "line " + Math.min(lines, marked.getProblemMark().getLine() + 1L) + " ";
    }
    JsonLocation place = invalid.getLocation();
    return place == null ? "" : "line " + place.getLineNr() + " ";
  }

  /** The objects in a list. To kubectl, an object of any kind is a list if it has items. */
  private static Stream<JsonNode> each(JsonNode document) {
    return document.path("items").isArray()
        ? StreamSupport.stream(document.path("items").spliterator(), false)
            .map(item -> typed(item, document.path("apiVersion").asText(), document.path("kind").asText()))
            .flatMap(YamlObjects::each)
        : Stream.of(document);
  }

  /** As kubectl reads it: an item with neither version nor kind has those of its list. */
  private static JsonNode typed(JsonNode item, String version, String kind) {
    String one = kind.endsWith(LIST) ? kind.substring(0, kind.length() - LIST.length()) : kind;
    if (one.isEmpty() || !(item instanceof ObjectNode object) || object.has("apiVersion") || object.has("kind")) {
      return item;
    }
    return object.deepCopy().put("apiVersion", version).put("kind", one);
  }
}
