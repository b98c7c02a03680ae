package dev.trustedaccess.policy;

import java.util.List;
import java.util.Map;

/**
 * What is allowed, as one statement of an IAM policy.
 *
 * @param sid letters only: the reason in one word
 * @param actions such as {@code fms:ListPolicies}, sorted
 * @param resources ARNs or {@code *}
 * @param conditions operator to condition key to the values of which one must match
 */
public record Statement(
    String sid,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions) {
  public Statement {
    actions = actions.stream().distinct().sorted().toList();
    resources = List.copyOf(resources);
    conditions = Map.copyOf(conditions);
  }

  /** On any resource, unconditioned. */
  static Statement any(String sid, List<String> actions) {
    return new Statement(sid, actions, List.of("*"), Map.of());
  }

  /** On any resource, where this condition key has one of these values. */
  static Statement when(String sid, List<String> actions, String key, List<String> values) {
    return new Statement(sid, actions, List.of("*"), equal(key, values));
  }

  static Map<String, Map<String, List<String>>> equal(String key, List<String> values) {
    return Map.of("StringEquals", Map.of(key, values.stream().distinct().sorted().toList()));
  }
}
