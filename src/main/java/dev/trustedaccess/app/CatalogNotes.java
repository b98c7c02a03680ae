package dev.trustedaccess.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the catalog notes of a service for people. Nothing is decided by it, so the operator does not read it;
 * {@link CatalogFile} only refuses a malformed one.
 *
 * @param uncertain what no source shows
 * @param sources where the facts are from, each once
 */
public record CatalogNotes(List<UncertainFact> uncertain, List<String> sources) {
  /** Of a service that is not in the catalog. */
  public static final CatalogNotes NONE = new CatalogNotes(List.of(), List.of());

  /**
   * A fact of the catalog that no source shows.
   *
   * @param what the fact, or the question
   * @param mark how far it is known
   */
  public record UncertainFact(String what, String mark) {}

  public CatalogNotes {
    uncertain = List.copyOf(uncertain);
    sources = List.copyOf(sources);
  }

  /** By the id of the service, read from the class path at each call. */
  public static Map<String, CatalogNotes> load() {
    Map<String, CatalogNotes> notes = new HashMap<>();
    try (InputStream yaml = Objects.requireNonNull(CatalogNotes.class.getResourceAsStream(CatalogFile.RESOURCE))) {
      for (JsonNode service : new YAMLMapper().readTree(yaml).path("services")) {
        notes.put(
            service.path("id").asText(),
            new CatalogNotes(
                uncertain(service.path("uncertain")), service.findValuesAsText("source").stream().distinct().toList()));
      }
    } catch (IOException unread) {
      throw new IllegalStateException("catalog.yaml: " + unread.getMessage(), unread);
    }
    return notes;
  }

  private static List<UncertainFact> uncertain(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> new UncertainFact(row.path("what").asText(), row.path("mark").asText()))
        .toList();
  }
}
