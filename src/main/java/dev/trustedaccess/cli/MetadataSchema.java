package dev.trustedaccess.cli;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** The fields that Kubernetes gives every object, by the client's model of them; the schema of a kind does not list them. */
final class MetadataSchema {
  private static final Map<String, JavaType> FIELDS = fields();

  private MetadataSchema() {}

  private static Map<String, JavaType> fields() {
    JsonMapper mapper = new JsonMapper();
    return mapper.getDeserializationConfig()
        .introspect(mapper.constructType(ObjectMeta.class))
        .findProperties()
        .stream()
        .collect(Collectors.toMap(BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
  }

  /** All names. */
  static Set<String> names() {
    return FIELDS.keySet();
  }

  /** What a field must be, if this value is something else; empty if it is right or absent. */
  static Optional<String> wrongType(String name, JsonNode value) {
    JavaType type = FIELDS.get(name);
    return type == null || value.isMissingNode() || value.isNull() ? Optional.empty() : wrongType(type, value);
  }

  private static Optional<String> wrongType(JavaType type, JsonNode value) {
    if (type.isCollectionLikeType()) {
      boolean ofTexts = type.getContentType().hasRawClass(String.class);
      boolean right = value.isArray() && StreamSupport.stream(value.spliterator(), false)
          .allMatch(element -> ofTexts ? element.isTextual() : element.isObject());
      return required(right, ofTexts ? "a list of texts in quotes" : "a list of objects");
    }
    if (type.isMapLikeType()) {
      return required(value.isObject(), "an object with texts");
    }
    return type.hasRawClass(String.class)
        ? required(value.isTextual(), "a text in quotes")
        : required(value.isIntegralNumber(), "a whole number");
  }

  private static Optional<String> required(boolean right, String expected) {
    return right ? Optional.empty() : Optional.of(expected);
  }
}
