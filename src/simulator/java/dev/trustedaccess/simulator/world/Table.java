package dev.trustedaccess.simulator.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/** A small table among the test resources: one row a line, commas between, {@code #} for remarks, no quoting. */
final class Table {
  private Table() {}

  static List<List<String>> read(String name) {
    var path = "/simulator/" + name;
    try (var in = requireNonNull(Table.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(",")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
