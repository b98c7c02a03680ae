package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trustedaccess.app.CatalogFile;

/**
 * A fact of the catalog that no source shows. Nothing is decided by it, so it is read here and not by the operator, which
 * only refuses a malformed one.
 *
 * @param what the fact, or the question
 * @param mark how far it is known
 */
record UncertainFact(String what, String mark) {
  /** By the id of the service; a service without any is absent. */
  static Map<String, List<UncertainFact>> ofTheCatalog() {
    Map<String, List<UncertainFact>> facts = new HashMap<>();
    try (InputStream yaml = Objects.requireNonNull(
        CatalogFile.class.getResourceAsStream("/dev/trustedaccess/catalog.yaml"))) {
      for (JsonNode service : new YAMLMapper().readTree(yaml).path("services")) {
        if (service.has("uncertain")) {
          facts.put(service.path("id").asText(), of(service.path("uncertain")));
        }
      }
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
    return facts;
  }

  private static List<UncertainFact> of(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> new UncertainFact(row.path("what").asText(), row.path("mark").asText()))
        .toList();
  }
}
