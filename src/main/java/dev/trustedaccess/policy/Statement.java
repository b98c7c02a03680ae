package dev.trustedaccess.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One statement of an IAM policy that allows each of its actions on each of its resources under each of its values.
 *
 * @param sid letters and digits only: the reason in one word
 * @param actions such as {@code fms:ListPolicies}, sorted
 * @param resources ARNs or {@code *}
 * @param condition an additional requirement; empty if there is none
 */
public record Statement(String sid, List<String> actions, List<String> resources, Optional<Equals> condition) {
  /** Requires that a condition key has one of these values. */
  public record Equals(String key, List<String> values) {
    public Equals {
      values = values.stream().distinct().sorted().toList();
    }
  }

  public Statement {
    actions = actions.stream().distinct().sorted().toList();
    resources = List.copyOf(resources);
  }

  /** Allows the actions on any resource, without a condition. */
  static Statement any(String sid, List<String> actions) {
    return on(sid, actions, List.of("*"));
  }

  /** Allows the actions on these resources, without a condition. */
  static Statement on(String sid, List<String> actions, List<String> resources) {
    return new Statement(sid, actions, resources, Optional.empty());
  }

  /** Allows the actions on these resources if this condition key has one of these values. */
  static Statement when(String sid, List<String> actions, List<String> resources, String key, List<String> values) {
    return new Statement(sid, actions, resources, Optional.of(new Equals(key, values)));
  }

  Statement named(String otherSid) {
    return new Statement(otherSid, actions, resources, condition);
  }

  /** One statement that allows exactly what both allow; empty if none can, or if their Sids differ. */
  Optional<Statement> and(Statement other) {
    if (!sid.equals(other.sid) || !condition.map(Equals::key).equals(other.condition.map(Equals::key))) {
      return Optional.empty();
    }
    boolean sameActions = actions.equals(other.actions);
    boolean sameResources = resources.equals(other.resources);
    boolean sameValues = condition.equals(other.condition);
    if (sameResources && sameValues) {
      return Optional.of(new Statement(sid, both(actions, other.actions), resources, condition));
    }
    if (sameActions && sameValues) {
      return Optional.of(new Statement(sid, actions, both(resources, other.resources), condition));
    }
    return sameActions && sameResources
        ? Optional.of(new Statement(
            sid, actions, resources, Optional.of(new Equals(
                condition.orElseThrow().key(), both(values(), other.values())))))
        : Optional.empty();
  }

  /** Two statements that together allow the same. Throws IllegalArgumentException if this is a single grant. */
  List<Statement> halves() {
    int most = Stream.of(values(), resources, actions).mapToInt(List::size).max().orElseThrow();
    if (most < 2) {
      throw new IllegalArgumentException("a single grant exceeds the length limit of a policy: " + this);
    }
    if (values().size() == most) {
      String key = condition.orElseThrow().key();
      return halves(values(), half -> new Statement(sid, actions, resources, Optional.of(new Equals(key, half))));
    }
    return resources.size() == most
        ? halves(resources, half -> new Statement(sid, actions, half, condition))
        : halves(actions, half -> new Statement(sid, half, resources, condition));
  }

  private static List<Statement> halves(List<String> all, Function<List<String>, Statement> with) {
    int middle = all.size() / 2;
    return List.of(with.apply(all.subList(0, middle)), with.apply(all.subList(middle, all.size())));
  }

  private List<String> values() {
    return condition.map(Equals::values).orElse(List.of());
  }

  private static List<String> both(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }
}
