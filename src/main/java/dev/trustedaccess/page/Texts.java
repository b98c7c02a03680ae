package dev.trustedaccess.page;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Reads fields of objects that may be absent. */
final class Texts {
  private Texts() {}

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
