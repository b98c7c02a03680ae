package dev.trustedaccess.simulator.world;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * The inline policy of a session, as far as the simulator reads one: Effect, Action with {@code *} and {@code ?},
 * Resource where the call is about a role, and string conditions on context keys. What it cannot read it takes for "does not match", so
 * a statement it cannot read never allows.
 */
public final class SessionPolicy {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> EQUALS = Set.of("StringEquals", "StringEqualsIgnoreCase",
      "ForAnyValue:StringEquals");
  private static final Set<String> LIKE = Set.of("StringLike", "ForAnyValue:StringLike");

  private final List<JsonNode> statements;

  private SessionPolicy(List<JsonNode> statements) {
    this.statements = statements;
  }

  /** Reads a document. @throws IllegalArgumentException for what is not a policy */
  public static SessionPolicy parse(String document) {
    try {
      var statement = JSON.readTree(document).path("Statement");
      var statements = statement.isArray() ? elements(statement).toList() : List.of(statement);
      if (statements.isEmpty() || statements.stream().anyMatch(s -> s.path("Effect").isMissingNode())) {
        throw new IllegalArgumentException("a statement without Effect");
      }
      return new SessionPolicy(statements);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Whether the session may do this.
   *
   * @param resource the ARN of what it is about; {@code *} where the simulator does not know one
   * @param context the values of condition keys, such as {@code organizations:ServicePrincipal}
   */
  public boolean allows(String action, String resource, Map<String, String> context) {
    return matches("Allow", action, resource, context) && !matches("Deny", action, resource, context);
  }

  private boolean matches(String effect, String action, String resource, Map<String, String> context) {
    return statements.stream()
        .anyMatch(statement -> statement.path("Effect").asText().equals(effect)
            && elements(statement.path("Action")).anyMatch(pattern -> like(pattern.asText(), action))
            && (resource.equals("*")
                || elements(statement.path("Resource")).anyMatch(pattern -> like(pattern.asText(), resource)))
            && conditionsHold(statement.path("Condition"), context));
  }

  private static boolean conditionsHold(JsonNode conditions, Map<String, String> context) {
    return conditions.properties()
        .stream()
        .allMatch(operator -> operator.getValue().properties().stream().allMatch(key -> {
          var value = valueOf(key.getKey(), context);
          return value != null && elements(key.getValue()).anyMatch(wanted -> EQUALS.contains(operator.getKey())
              ? wanted.asText().equals(value)
              : LIKE.contains(operator.getKey()) && like(wanted.asText(), value));
        }));
  }

  private static @Nullable String valueOf(String key, Map<String, String> context) {
    return context.entrySet()
        .stream()
        .filter(e -> e.getKey().equalsIgnoreCase(key))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }

  private static boolean like(String pattern, String text) {
    var regex = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return text.toLowerCase(Locale.ROOT).matches(regex);
  }
}
