package dev.trustedaccess.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.api.v1alpha1.Kinds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;

/**
 * The CEL rules of the CRDs that are more than one format, in Java, so that a file is judged without an API server. The
 * keys are the rules as the CRDs have them, letter by letter: whoever changes a rule there must come here. A library for CEL
 * would bring Protobuf into the image.
 *
 * <p>A rule judges a value that has the types of its schema, the fields that are required, and the defaults.
 */
final class CelRules {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?");
  private static final Pattern PRINCIPAL = Pattern
      .compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+(amazonaws|amazon)[.]com([.]cn)?");
  private static final Pattern ORGANIZATION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final Map<String, Predicate<JsonNode>> RULES = Map.ofEntries(
      Map.entry("size(self) > 0", self -> !self.isEmpty()),
      Map.entry("self.all(each, self.exists_one(other, other == each))", CelRules::hasEachOnce),
      Map.entry("size(self) > 0 && self.matches('^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$')",
          self -> isDuration(self.asText())),
      Map.entry("size(self) > 0 && self.matches('^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$')"
          + " && duration(self) >= duration('2s')", self -> isInterval(self.asText())),
      Map.entry("has(self.initialized) || has(self.cleanedUp)",
          self -> self.has("initialized") || self.has("cleanedUp")),
      Map.entry("has(self.arn) || !has(self.externalId)", self -> self.has("arn") || !self.has("externalId")),
      Map.entry("!has(self.memberRoles) || !has(self.memberRoles.service) || has(self.serviceRole)",
          self -> !self.path("memberRoles").has("service") || self.has("serviceRole")),
      Map.entry("!has(self.serviceRole) || (has(self.regions) && has(self.regions.managed))",
          self -> !self.has("serviceRole") || self.path("regions").has("managed")),
      Map.entry("self.mode != 'Manage' || !has(self.managementAccountId) || !has(self.organizationsRole)"
          + " || self.organizationsRole.arn.contains('::' + self.managementAccountId + ':')",
          self -> isInAccount(self, "organizationsRole")),
      Map.entry("self.mode != 'Manage' || !has(self.managementAccountId) || !has(self.serviceRole)"
          + " || !has(self.serviceRole.arn)"
          + " || self.serviceRole.arn.contains('::' + self.managementAccountId + ':')",
          self -> isInAccount(self, "serviceRole")),
      Map.entry("!has(self.organizationsRole) || (self.organizationsRole.arn.startsWith('arn:aws-cn:') =="
          + " self.regions.home.startsWith('cn-') && self.organizationsRole.arn.startsWith('arn:aws-us-gov:') =="
          + " self.regions.home.startsWith('us-gov-'))", self -> isInPartition(self, "organizationsRole")),
      Map.entry(
          "!has(self.serviceRole) || !has(self.serviceRole.arn) || (self.serviceRole.arn.startsWith('arn:aws-cn:')"
              + " == self.regions.home.startsWith('cn-') && self.serviceRole.arn.startsWith('arn:aws-us-gov:') =="
              + " self.regions.home.startsWith('us-gov-'))",
          self -> isInPartition(self, "serviceRole")),
      Map.entry("!has(self.managed) || self.managed.all(each, each.startsWith('cn-') == self.home.startsWith('cn-')"
          + " && each.startsWith('us-gov-') == self.home.startsWith('us-gov-')"
          + " && each.startsWith('eusc-') == self.home.startsWith('eusc-')"
          + " && each.contains('-iso') == self.home.contains('-iso'))", CelRules::hasOnePartition),
      Map.entry("self.metadata.name == (self.spec.organizationRef.name == 'default' ? self.spec.servicePrincipal"
          + " : self.spec.servicePrincipal + '.' + self.spec.organizationRef.name)"
          + " || !self.spec.servicePrincipal"
          + ".matches('^([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+(amazonaws|amazon)[.]com([.]cn)?$')"
          + " || !self.spec.organizationRef.name.matches('^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')",
          CelRules::hasItsName));

  private static final Map<String, Function<JsonNode, String>> MESSAGES = Map.of(
      "'metadata.name must be ' + (self.spec.organizationRef.name == 'default' ? self.spec.servicePrincipal"
          + " : self.spec.servicePrincipal + '.' + self.spec.organizationRef.name)"
          + " + ': rename this declaration, or correct spec.servicePrincipal or spec.organizationRef.name'",
      self -> "metadata.name must be " + declarationName(self)
          + ": rename this declaration, or correct spec.servicePrincipal or spec.organizationRef.name");

  private CelRules() {}

  /** The rules and message expressions known here. */
  static Set<String> known() {
    Set<String> known = new HashSet<>(RULES.keySet());
    known.addAll(MESSAGES.keySet());
    return known;
  }

  /** The rule's message if the value breaks it. */
  static Optional<String> broken(ValidationRule rule, JsonNode self) {
    if (Objects.requireNonNull(RULES.get(rule.getRule()), rule.getRule()).test(self)) {
      return Optional.empty();
    }
    String expression = rule.getMessageExpression();
    return Optional.of(expression == null
        ? rule.getMessage()
        : Objects.requireNonNull(MESSAGES.get(expression), expression).apply(self));
  }

  private static boolean hasEachOnce(JsonNode list) {
    Set<String> seen = new HashSet<>();
    return list.valueStream().allMatch(each -> seen.add(each.asText()));
  }

  private static boolean isDuration(String text) {
    return !text.isEmpty() && DURATION.matcher(text).matches();
  }

  private static boolean isInterval(String text) {
    return isDuration(text) && Duration.parse("PT" + text).compareTo(Duration.ofSeconds(2)) >= 0;
  }

  private static boolean isInAccount(JsonNode spec, String role) {
    return !text(spec, "/mode").equals("Manage") || !spec.has("managementAccountId") || !spec.path(role).has("arn")
        || arn(spec, role).contains("::" + text(spec, "/managementAccountId") + ":");
  }

  private static boolean isInPartition(JsonNode spec, String role) {
    String arn = arn(spec, role);
    String home = text(spec, "/regions/home");
    return arn.isEmpty()
        || (arn.startsWith("arn:aws-cn:") == home.startsWith("cn-")
            && arn.startsWith("arn:aws-us-gov:") == home.startsWith("us-gov-"));
  }

  private static boolean hasOnePartition(JsonNode regions) {
    String home = text(regions, "/home");
    return regions.path("managed")
        .valueStream()
        .map(JsonNode::asText)
        .allMatch(each -> each.startsWith("cn-") == home.startsWith("cn-")
            && each.startsWith("us-gov-") == home.startsWith("us-gov-")
            && each.startsWith("eusc-") == home.startsWith("eusc-")
            && each.contains("-iso") == home.contains("-iso"));
  }

  private static boolean hasItsName(JsonNode declaration) {
    return text(declaration, "/metadata/name").equals(declarationName(declaration))
        || !PRINCIPAL.matcher(text(declaration, "/spec/servicePrincipal")).matches()
        || !ORGANIZATION.matcher(text(declaration, "/spec/organizationRef/name")).matches();
  }

  private static String declarationName(JsonNode declaration) {
    return Kinds.declarationName(
        text(declaration, "/spec/servicePrincipal"), text(declaration, "/spec/organizationRef/name"));
  }

  private static String arn(JsonNode spec, String role) {
    return text(spec, "/" + role + "/arn");
  }

  private static String text(JsonNode value, String pointer) {
    return value.at(pointer).asText();
  }
}
