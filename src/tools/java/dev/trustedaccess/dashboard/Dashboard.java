package dev.trustedaccess.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The dashboard, as far as it is drawn. */
public record Dashboard(String title, List<Panel> panels) {
  public static final Path FILE = Path.of("helm/trusted-access-operator/files/dashboard.json");
  public static final Path PICTURE = Path.of("docs/dashboard.svg");
  private static final JsonMapper JSON = new JsonMapper();

  /** The chart's. */
  public static Dashboard ofChart() {
    try {
      return of(Files.readString(FILE));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  static Dashboard of(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      return new Dashboard(root.path("title").asText(),
          StreamSupport.stream(root.path("panels").spliterator(), false).map(Panel::of).toList());
    } catch (JsonProcessingException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
