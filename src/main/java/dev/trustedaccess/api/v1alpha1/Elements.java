package dev.trustedaccess.api.v1alpha1;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Keeps a bean's lists unmodifiable and free of the nulls that unreadable elements leave behind. */
final class Elements {
  private Elements() {}

  /**
   * The readable elements in order; null stays null, because an absent list may differ in meaning from an empty one.
   */
  static <T> @Nullable List<T> of(@Nullable List<T> read) {
    return read == null ? null : read.stream().filter(Objects::nonNull).toList();
  }
}
