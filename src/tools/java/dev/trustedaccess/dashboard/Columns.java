package dev.trustedaccess.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a table makes of series: a row each, its labels and its value as columns.
 *
 * @param order of the columns, by what Prometheus calls them
 * @param titles of the columns
 * @param words for values
 * @param largestFirst whether rows are sorted by the value
 */
record Columns(Map<String, Integer> order, Map<String, String> titles, Map<String, Word> words, boolean largestFirst) {
  private static final String VALUE = "Value";
  private static final JsonMapper JSON = new JsonMapper();

  /** A text for a value. */
  record Word(String text, String color) {
    Cell cell() {
      return new Cell(text, Colors.named(color));
    }
  }

  record Cell(String text, String color) {}

  static Columns of(JsonNode panel) {
    JsonNode organize = panel.at("/transformations/0/options");
    JsonNode words = panel.at("/fieldConfig/overrides/0/properties/0/value/0/options");
    return new Columns(
        read(organize.path("indexByName"), new TypeReference<>() {
        }),
        read(organize.path("renameByName"), new TypeReference<>() {
        }),
        words(words),
        panel.at("/options/sortBy/0/desc").asBoolean());
  }

  List<String> heads() {
    return names().map(name -> titles.getOrDefault(name, name)).toList();
  }

  List<List<Cell>> rows(List<Series> series) {
    Comparator<Series> byValue = Comparator.comparingDouble(Series::last);
    return series.stream()
        .sorted((largestFirst ? byValue.reversed() : byValue).thenComparing(each -> each.labels().toString()))
        .map(each -> names().map(name -> cell(name, each)).toList())
        .toList();
  }

  private Stream<String> names() {
    return order.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private Cell cell(String name, Series series) {
    if (!name.equals(VALUE)) {
      return new Cell(series.labels().getOrDefault(name, ""), Colors.TEXT);
    }
    String value = Unit.SHORT.text(series.last());
    return words.getOrDefault(value, new Word(value, "text")).cell();
  }

  private static Map<String, Word> words(JsonNode options) {
    return options.properties()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> new Word(
            each.getValue().path("text").asText(), each.getValue().path("color").asText())));
  }

  private static <T> Map<String, T> read(JsonNode object, TypeReference<TreeMap<String, T>> type) {
    return object.isMissingNode() ? Map.of() : JSON.convertValue(object, type);
  }
}
