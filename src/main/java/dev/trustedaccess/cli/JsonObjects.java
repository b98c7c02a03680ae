package dev.trustedaccess.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON as kubectl takes it: one object after another, and tabs and comments between the fields. The YAML reader takes
 * neither a second object nor a tab.
 */
final class JsonObjects {
  /** The API server rejects a field that is there twice; which of its values was meant, nobody can tell. */
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
      .build();

  private JsonObjects() {}

  /**
   * An object.
   *
   * @param line where it begins
   */
  record Placed(int line, JsonNode object) {}

  /** All objects. Throws if anything in the text is no JSON object, or if there is none. */
  static List<Placed> in(byte[] text) throws IOException {
    List<Placed> found = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken token = parser.nextToken();
      do {
        if (token != JsonToken.START_OBJECT) {
          throw new JsonParseException(parser, "Expected an object");
        }
        int line = parser.currentTokenLocation().getLineNr();
        found.add(new Placed(line, parser.readValueAsTree()));
        token = parser.nextToken();
      } while (token != null);
    }
    return found;
  }
}
