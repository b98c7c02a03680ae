package dev.trustedaccess.simulator.wire;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;

/** JSON as the AWS protocols write it: times are seconds since 1970 with a fraction. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** @throws Refusal for what is not JSON */
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text.isBlank() ? "{}" : text);
    } catch (JsonProcessingException e) {
      throw Refusal.of("SerializationException", "The request is not JSON.");
    }
  }

  static JsonNode tree(Map<String, ?> members) {
    return MAPPER.valueToTree(members);
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(plain(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Fields fields -> plain(fields.values());
      case Map<?, ?> map -> {
        var members = new LinkedHashMap<String, Object>();
        map.forEach((name, member) -> members.put(String.valueOf(name), plain(member)));
        yield members;
      }
      case Fields.Listed listed -> plain(listed.items());
      case List<?> list -> list.stream().map(Json::plain).toList();
      case Instant time -> BigDecimal.valueOf(time.toEpochMilli(), 3);
      default -> value;
    };
  }
}
