package dev.trustedaccess.component;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.front.Call;

/**
 * The smallest part of a policy: one action on one resource under one value of one condition key.
 *
 * @param resource an ARN, in which {@code *} stands for anything
 * @param condition such as {@code organizations:ServicePrincipal=fms.amazonaws.com}, empty where there is none
 */
record Grant(String action, String resource, String condition) implements Comparable<Grant> {
  /** The resources that reads of integrations can be bounded to, by action. */
  private static final Map<String, String> BOUNDED = ServicePeople.services()
      .stream()
      .flatMap(integration -> integration.actions().resources().entrySet().stream())
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
  private static final Set<String> PAGES = Set.of("nexttoken", "limit", "maxresults");

  /** What a policy document grants, taken apart. */
  static Set<Grant> in(JsonNode policy) {
    Set<Grant> grants = new TreeSet<>();
    oneOrMore(policy.path("Statement")).forEach(statement -> {
      Set<String> conditions = conditions(statement.path("Condition"));
      texts(statement.path("Action")).forEach(action -> texts(statement.path("Resource")).forEach(
          resource -> conditions.forEach(condition -> grants.add(new Grant(action, resource, condition)))));
    });
    return grants;
  }

  /** Whether the call needs this grant, or one like it. */
  boolean covers(Call call, String organizationId) {
    return call.action().equals(action)
        && reaches(resource(call, organizationId))
        && (condition.isEmpty() || condition.equals(context(call, organizationId)));
  }

  /** Whether what a session's grant names is granted by this one too; its {@code *} names whatever its role may. */
  boolean covers(Grant other) {
    return other.action.equals(action)
        && (other.resource.equals("*") || reaches(other.resource))
        && (condition.isEmpty() || condition.equals(other.condition));
  }

  /** By its ARN where the call names a role, an account or what an integration bounds it to; every other call here is about no one resource. */
  private static String resource(Call call, String organizationId) {
    String role = call.parameters().get("RoleName");
    if (call.action().startsWith("organizations:") && call.parameters().containsKey("AccountId")) {
      return "arn:aws:organizations::" + call.account() + ":account/" + organizationId + "/"
          + call.parameters().get("AccountId");
    }
    if (role != null) {
      return "arn:aws:iam::" + call.account() + ":role/" + role;
    }
    String template = BOUNDED.get(call.action());
    return template != null ? named(template, call) : call.parameters().getOrDefault("RoleArn", "*");
  }

  /** The ARN of the resource that the call names: its Region, its account, and what it asks about. */
  private static String named(String template, Call call) {
    String about = call.parameters()
        .entrySet()
        .stream()
        .filter(parameter -> !PAGES.contains(parameter.getKey().toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("*");
    String arn = template.replace("{partition}", "aws");
    for (String part : List.of(call.region(), call.account(), about)) {
      arn = arn.replaceFirst("\\*", Matcher.quoteReplacement(part));
    }
    return arn;
  }

  private boolean reaches(String arn) {
    return arn.matches(Stream.of(resource.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  private static String context(Call call, String organizationId) {
    return call.action().equals("sts:AssumeRole")
        ? "aws:ResourceOrgID=" + organizationId
        : call.principal().map(principal -> "organizations:ServicePrincipal=" + principal).orElse("");
  }

  /** Two keys in one condition would have to hold together, which this form cannot say: there are none such. */
  private static Set<String> conditions(JsonNode condition) {
    if (condition.isMissingNode()) {
      return Set.of("");
    }
    if (condition.size() != 1 || condition.path("StringEquals").size() != 1) {
      throw new IllegalArgumentException("a condition of another form: " + condition);
    }
    Map.Entry<String, JsonNode> only = condition.path("StringEquals").properties().iterator().next();
    return texts(only.getValue()).map(value -> only.getKey() + "=" + value).collect(Collectors.toSet());
  }

  private static Stream<String> texts(JsonNode texts) {
    return oneOrMore(texts).map(JsonNode::asText);
  }

  private static Stream<JsonNode> oneOrMore(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }

  @Override
  public int compareTo(Grant other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return (action + " " + resource + " " + condition).strip();
  }
}
