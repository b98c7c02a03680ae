package dev.trustedaccess.states;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * An object as a real run left it, but for what differs from run to run ({@link Masked}).
 *
 * @param object never changed
 */
public record Recorded(State state, JsonNode object) {
  public static final Path FOLDER = Path.of("src/e2e/resources/states");
  private static final YAMLMapper YAML = YAMLMapper.builder()
      .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
      .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
      .disable(YAMLGenerator.Feature.SPLIT_LINES)
      .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
      .build();

  /** All that are kept, in the order of the states. */
  public static List<Recorded> all() {
    return Stream.of(State.values()).map(Recorded::of).toList();
  }

  /** Those of declarations. */
  public static List<Recorded> declarations() {
    return all().stream().filter(each -> !each.state().ofConnection()).toList();
  }

  /** The one that is kept of this state. */
  public static Recorded of(State state) {
    try {
      return new Recorded(state, YAML.readTree(Files.readString(file(state))));
    } catch (IOException e) {
      throw new UncheckedIOException("no state is recorded as " + file(state), e);
    }
  }

  public static Path file(State state) {
    return FOLDER.resolve(state.label() + ".yaml");
  }

  /** Whether an operator has said something of it, which of the fresh ones none has. */
  public boolean wasSeen() {
    return state == State.FRESH || state == State.CONNECTION_FRESH
        || !object.path("status").path("conditions").isEmpty();
  }

  /** Keeps it. */
  public void write() {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(file(state), "# " + state.meaning() + "\n" + text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As YAML. */
  public String text() {
    try {
      return YAML.writeValueAsString(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return state.label();
  }

  /** A copy to change. */
  public ObjectNode copy() {
    return object.deepCopy();
  }

  public String objectName() {
    return object.at("/metadata/name").asText();
  }

  public boolean deleting() {
    return object.path("metadata").has("deletionTimestamp");
  }

  /** What no operator has seen, as it stands. */
  public boolean stale() {
    return object.at("/status/observedGeneration").asLong(-1) != object.at("/metadata/generation").asLong();
  }

  /** The conditions, none where nobody wrote any. */
  public List<JsonNode> conditions() {
    return object.at("/status/conditions").valueStream().toList();
  }

  public Optional<JsonNode> condition(String type) {
    return conditions().stream().filter(each -> each.path("type").asText().equals(type)).findFirst();
  }

  /** Whether this condition is there and True. */
  public boolean isTrue(String type) {
    return condition(type).filter(each -> each.path("status").asText().equals("True")).isPresent();
  }

  /** What Ready says, empty where nobody said it. */
  public String message() {
    return condition("Ready").map(each -> each.path("message").asText()).orElse("");
  }
}
