package dev.trustedaccess.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** IAM policy documents as trees of maps and lists, in the order in which people read them. */
public final class Documents {
  private static final String VERSION = "2012-10-17";

  private Documents() {}

  /** The policy of a role. */
  public static Map<String, Object> policy(RolePolicy role) {
    return document(role.permissions().stream().map(Documents::statement).toList());
  }

  /** The trust policy of a role: by external id where the connection has one, and by the names of our sessions. */
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
    if (!statement.conditions().isEmpty()) {
      tree.put("Condition", new TreeMap<>(statement.conditions()));
    }
    return tree;
  }
}
