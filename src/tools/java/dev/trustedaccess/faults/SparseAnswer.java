package dev.trustedaccess.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.trustedaccess.simulator.api.Fields;

/**
 * An answer that lacks a member: the first time the first one, then the next. Lists and page tokens stay, since an answer without
 * those is another answer, not a sparse one.
 */
final class SparseAnswer implements UnaryOperator<Fields> {
  private static final Set<String> OTHER_ANSWERS = Set.of("NextToken", "Marker", "IsTruncated", "nextToken");
  private final AtomicInteger times = new AtomicInteger();

  @Override
  public Fields apply(Fields whole) {
    List<String> members = new ArrayList<>();
    members(whole, "", members);
    if (members.isEmpty()) {
      return whole;
    }
    return without(whole, "", members.get(times.getAndIncrement() % members.size()));
  }

  private static void members(Fields fields, String path, List<String> into) {
    fields.values().forEach((name, value) -> {
      if (value instanceof Fields inner) {
        members(inner, path + "/" + name, into);
      } else if (value instanceof List<?> list) {
        list.stream()
            .limit(1)
            .filter(Fields.class::isInstance)
            .forEach(first -> members((Fields) first, path + "/" + name, into));
      } else if (!OTHER_ANSWERS.contains(name)) {
        into.add(path + "/" + name);
      }
    });
  }

  private static Fields without(Fields fields, String path, String member) {
    Fields sparse = Fields.none();
    fields.values().forEach((name, value) -> {
      String here = path + "/" + name;
      if (value instanceof Fields inner) {
        sparse.with(name, without(inner, here, member));
      } else if (value instanceof List<?> list) {
        sparse.with(name, list.stream()
            .map(item -> item instanceof Fields inner ? without(inner, here, member) : item)
            .toList());
      } else if (!here.equals(member)) {
        sparse.with(name, value);
      }
    });
    return sparse;
  }
}
