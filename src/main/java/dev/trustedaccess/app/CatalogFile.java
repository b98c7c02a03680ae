package dev.trustedaccess.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trustedaccess.app.CatalogRows.RejectedPrincipalRow;
import dev.trustedaccess.app.CatalogRows.ServiceRow;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceCatalog.RejectedPrincipal;
import dev.trustedaccess.domain.catalog.ServiceFacts;

/**
 * Reads the shipped catalog. The file is part of the build, so any error in it is a bug and throws an
 * {@link IllegalStateException} that names the service and the field.
 */
public final class CatalogFile {
  static final String RESOURCE = "/dev/trustedaccess/catalog.yaml";

  private static final ObjectMapper MAPPER = YAMLMapper.builder()
      .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
      .build();

  private CatalogFile() {}

  /** The shipped catalog, read from the class path at each call. */
  public static ServiceCatalog load() {
    try (InputStream yaml = Objects.requireNonNull(CatalogFile.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return read(yaml);
    } catch (IOException e) {
      throw new IllegalStateException("catalog.yaml: " + e.getMessage(), e);
    }
  }

  static ServiceCatalog read(InputStream yaml) throws IOException {
    JsonNode root = parse(yaml);
    requireFields(root);

    List<ServiceFacts> services = new ArrayList<>();
    for (JsonNode node : root.path("services")) {
      String where = "service " + node.path("id").asText("without an id");
      services.add(convert(where, node, ServiceRow.class).toFacts(where));
    }
    List<RejectedPrincipal> rejected = new ArrayList<>();
    for (JsonNode node : root.path("rejected")) {
      String where = "rejected principal " + node.path("names").path(0).asText("without names");
      rejected.addAll(convert(where, node, RejectedPrincipalRow.class).toRejected());
    }
    try {
      return new ServiceCatalog(services, rejected);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("catalog.yaml: " + e.getMessage(), e);
    }
  }

  private static JsonNode parse(InputStream yaml) throws IOException {
    try {
      return MAPPER.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw broken("line " + e.getLocation().getLineNr(), e.getOriginalMessage());
    }
  }

  private static void requireFields(JsonNode root) {
    Set<String> found = new HashSet<>();
    root.fieldNames().forEachRemaining(found::add);
    if (!found.equals(Set.of("services", "rejected"))) {
      throw new IllegalStateException("catalog.yaml: must have exactly the fields services and rejected");
    }
  }

  private static <T> T convert(String where, JsonNode node, Class<T> row) {
    requireValues(where, "", node);
    try {
      return MAPPER.treeToValue(node, row);
    } catch (UnrecognizedPropertyException e) {
      throw broken(where, "unknown field " + path(e));
    } catch (JsonMappingException e) {
      throw broken(where, path(e) + ": " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw broken(where, e.getOriginalMessage());
    }
  }

  /** Rejects fields without a value, which Jackson reads as absent or as null. */
  private static void requireValues(String where, String path, JsonNode node) {
    if (node.isNull() || (node.isTextual() && node.asText().isBlank())) {
      throw broken(where, path + " has no value");
    }
    node.properties().forEach(field -> requireValues(where, path + "." + field.getKey(), field.getValue()));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireValues(where, path + "[" + i + "]", node.get(i));
    }
  }

  static IllegalStateException broken(String where, String what) {
    return new IllegalStateException("catalog.yaml: " + where + ": " + what);
  }

  /** A path such as {@code .principals[0].enable}; Jackson's own form names Java classes. */
  private static String path(JsonMappingException e) {
    return e.getPath()
        .stream()
        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
        .collect(Collectors.joining());
  }
}
