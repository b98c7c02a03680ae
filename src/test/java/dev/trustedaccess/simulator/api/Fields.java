package dev.trustedaccess.simulator.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The members of a response structure, in order. Values are text, numbers, booleans, {@link java.time.Instant}s, lists
 * and further fields; each protocol writes them in its own way.
 */
public final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

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

  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }
}
