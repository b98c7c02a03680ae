package dev.trustedaccess.domain;

import java.util.List;

/** What remains while a declaration is being deleted, each thing with what disabling does to it. */
public record Cleanup(List<Item> items) {
  public record Item(Remaining thing, Effect effect) {}

  public Cleanup {
    items = List.copyOf(items);
  }
}
