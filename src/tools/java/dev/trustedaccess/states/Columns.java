package dev.trustedaccess.states;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import static java.util.stream.Collectors.joining;

/**
 * The table that {@code kubectl get} prints, from the printer columns of our kinds; without the columns that tell how long
 * ago something was.
 */
public final class Columns {
  private static final Set<String> OF_TIME = Set.of("AGE", "DELETING");
  private static final String CONDITION = ".status.conditions[?(@.type==\"";

  private final List<JsonNode> columns;

  private Columns(String kind) {
    try {
      columns = new YAMLMapper().readTree(Path.of("crds", kind + ".trustedaccess.dev.yaml").toFile())
          .at("/spec/versions/0/additionalPrinterColumns")
          .valueStream()
          .filter(column -> column.path("priority").asInt() == 0)
          .filter(column -> !OF_TIME.contains(column.path("name").asText()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the object's kind. */
  public static Columns of(Recorded recorded) {
    return new Columns(recorded.state().ofConnection() ? "organizationconnections" : "trustedserviceaccesses");
  }

  public List<String> header() {
    return Stream.concat(Stream.of("NAME"), columns.stream().map(column -> column.path("name").asText())).toList();
  }

  /** The object's line, cell by cell; an empty cell where it says nothing. */
  public List<String> row(Recorded recorded) {
    return Stream.concat(Stream.of(recorded.objectName()),
        columns.stream().map(column -> value(recorded, column.path("jsonPath").asText()))).toList();
  }

  /** Header and line, aligned. */
  public String table(Recorded recorded) {
    List<String> header = header();
    List<String> row = row(recorded);
    return Stream.of(header, row)
        .map(line -> IntStream.range(0, line.size())
            .mapToObj(cell -> padded(line.get(cell), Math.max(header.get(cell).length(), row.get(cell).length())))
            .collect(joining("   "))
            .stripTrailing())
        .collect(joining("\n"));
  }

  private static String value(Recorded recorded, String path) {
    if (!path.startsWith(CONDITION)) {
      return recorded.object().at(path.replace('.', '/')).asText();
    }
    String type = path.substring(CONDITION.length(), path.indexOf('"', CONDITION.length()));
    String field = path.substring(path.lastIndexOf('.') + 1);
    return recorded.condition(type).map(found -> found.path(field).asText()).orElse("");
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
