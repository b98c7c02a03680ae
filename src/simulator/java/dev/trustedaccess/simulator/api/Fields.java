package dev.trustedaccess.simulator.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The members of a response structure, in order. Values are text, numbers, booleans, {@link java.time.Instant}s, lists,
 * {@link Listed}, and further fields; each protocol writes them in its own way.
 */
public final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * A list as XML protocols write it; others ignore the names.
   *
   * @param element the name of an element
   * @param flat whether the elements follow each other under the list's own name
   */
  public record Listed(String element, boolean flat, List<?> items) {}

  /** A response without members. */
  public static Fields none() {
    return new Fields();
  }

  public static Fields of(String name, Object value) {
    return new Fields().with(name, value);
  }

  /** Adds a member; null leaves it out, as AWS does. */
  public Fields with(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
    return this;
  }

  /** Adds the members of other fields, in place of those of the same name. */
  public Fields with(Fields others) {
    values.putAll(others.values);
    return this;
  }

  /** The same without a member, given by its names from here down; what is in a list loses it in each element. */
  public Fields without(String path) {
    var names = path.split("\\.", 2);
    var rest = none();
    values.forEach((name, value) -> {
      if (!name.equals(names[0])) {
        rest.with(name, value);
      } else if (names.length == 2) {
        rest.with(name, within(value, names[1]));
      }
    });
    return rest;
  }

  private static Object within(Object value, String path) {
    return switch (value) {
      case Fields fields -> fields.without(path);
      case List<?> list -> list.stream().map(element -> within(element, path)).toList();
      case Listed listed -> new Listed(listed.element(), listed.flat(),
          listed.items().stream().map(element -> within(element, path)).toList());
      default -> value;
    };
  }

  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }
}
