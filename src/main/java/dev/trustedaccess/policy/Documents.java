package dev.trustedaccess.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** IAM policy documents as trees of maps and lists, in the order in which people read them. */
public final class Documents {
  /** Maximum characters of a trust policy, without white space (IAM User Guide, "IAM and AWS STS quotas"). */
  public static final int LONGEST_TRUST = 2_048;
  private static final String VERSION = "2012-10-17";
  private static final int QUOTES = 2;

  private Documents() {}

  /** A policy of these statements. */
  public static Map<String, Object> policy(List<Statement> statements) {
    return document(statements.stream().map(Documents::statement).toList());
  }

  /**
   * A role's trust policy. It requires the connection's external id, if there is one, and the operator's session names.
   */
  public static Map<String, Object> trust(RolePolicy.Trust trust) {
    Map<String, Object> conditions = new LinkedHashMap<>();
    trust.externalId().ifPresent(id -> conditions.put("StringEquals", Map.of("sts:ExternalId", id)));
    conditions.put("StringLike", Map.of("sts:RoleSessionName", "tao-*"));
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Principal", Map.of("AWS", trust.by()));
    statement.put("Action", "sts:AssumeRole");
    statement.put("Condition", conditions);
    return document(List.of(statement));
  }

  /** Length of a document as JSON, as IAM counts it: characters without white space. */
  public static int length(Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> QUOTES + commas(map.size())
          + map.entrySet().stream().mapToInt(entry -> length(entry.getKey()) + 1 + length(entry.getValue())).sum();
      case List<?> list -> QUOTES + commas(list.size()) + list.stream().mapToInt(Documents::length).sum();
      // No string here contains a character that JSON escapes.
      default -> QUOTES + tree.toString().length();
    };
  }

  private static int commas(int elements) {
    return Math.max(0, elements - 1);
  }

  private static Map<String, Object> document(List<Map<String, Object>> statements) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", VERSION);
    document.put("Statement", statements);
    return document;
  }

  private static Map<String, Object> statement(Statement statement) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("Sid", statement.sid());
    tree.put("Effect", "Allow");
    tree.put("Action", statement.actions());
    tree.put("Resource", statement.resources());
    statement.condition()
        .ifPresent(equals -> tree.put("Condition", Map.of("StringEquals", Map.of(equals.key(), equals.values()))));
    return tree;
  }
}
