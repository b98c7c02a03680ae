package dev.trustedaccess.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trustedaccess.policy.Documents;
import dev.trustedaccess.policy.RolePolicy;
import dev.trustedaccess.policy.RolePolicy.Duty;

/** Writes role policies in the languages that people deploy them with. */
final class PolicyText {
  /** One thing a line, as reviewed files are. */
  static final ObjectWriter JSON = new JsonMapper().writer(new DefaultPrettyPrinter()
      .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
      .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));
  private static final YAMLMapper YAML = YAMLMapper.builder()
      .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
      .disable(YAMLGenerator.Feature.SPLIT_LINES)
      .build();
  private static final String CONDITION = "WithServiceRole";

  /** The languages. */
  enum Language {
    json, cloudformation, terraform
  }

  private PolicyText() {}

  static String of(Language language, List<RolePolicy> roles) {
    try {
      return switch (language) {
        case json -> JSON.writeValueAsString(json(roles));
        case cloudformation -> YAML.writeValueAsString(template(roles));
        case terraform -> roles.stream().map(PolicyText::terraform).collect(Collectors.joining("\n"));
      };
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps of text that cannot be written", impossible);
    }
  }

  private static Map<String, Object> json(List<RolePolicy> roles) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (RolePolicy role : roles) {
      Map<String, Object> one = new LinkedHashMap<>();
      role.name().ifPresent(name -> one.put("roleName", name));
      role.trust().ifPresent(trust -> one.put("trustPolicy", Documents.trust(trust)));
      one.put("policy", Documents.policy(role));
      all.put(role.duty().name(), one);
    }
    return all;
  }

  /**
   * A template of the roles that are assumed. The service role in members belongs in administrator accounts only, so a
   * StackSet makes it only where its parameter is overridden.
   */
  private static Map<String, Object> template(List<RolePolicy> roles) {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Description", "Roles of the trusted-access operator");
    boolean optional = roles.stream().anyMatch(role -> role.duty() == Duty.memberService);
    if (optional) {
      Map<String, Object> parameter = new LinkedHashMap<>();
      parameter.put("Type", "String");
      parameter.put("AllowedValues", List.of("true", "false"));
      parameter.put("Default", "false");
      parameter.put("Description", "true in accounts that administer a service: override it for their stack instances");
      template.put("Parameters", Map.of("ServiceRole", parameter));
      template.put("Conditions",
          Map.of(CONDITION, Map.of("Fn::Equals", List.of(Map.of("Ref", "ServiceRole"), "true"))));
    }
    Map<String, Object> resources = new LinkedHashMap<>();
    for (RolePolicy role : roles) {
      role.trust().ifPresent(trust -> resources.put(logicalId(role), resource(role, trust)));
    }
    template.put("Resources", resources);
    return template;
  }

  private static Map<String, Object> resource(RolePolicy role, RolePolicy.Trust trust) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("RoleName", role.name().orElseThrow());
    properties.put("AssumeRolePolicyDocument", Documents.trust(trust));
    if (!role.permissions().isEmpty()) {
      Map<String, Object> policy = new LinkedHashMap<>();
      policy.put("PolicyName", "least-privilege");
      policy.put("PolicyDocument", Documents.policy(role));
      properties.put("Policies", List.of(policy));
    }
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("Type", "AWS::IAM::Role");
    if (role.duty() == Duty.memberService) {
      resource.put("Condition", CONDITION);
    }
    resource.put("Properties", properties);
    return resource;
  }

  private static String logicalId(RolePolicy role) {
    String duty = role.duty().name();
    return Character.toUpperCase(duty.charAt(0)) + duty.substring(1) + "Role";
  }

  /** HCL takes JSON as an expression; nothing here has a template sequence. */
  private static String terraform(RolePolicy role) {
    String label = switch (role.duty()) {
      case organizations -> "trusted_access_organizations";
      case service -> "trusted_access_service";
      case memberRead -> "trusted_access_member_read";
      case memberService -> "trusted_access_member_service";
      case pod -> "trusted_access_pod";
    };
    if (role.trust().isEmpty()) {
      return "data \"aws_iam_policy_document\" \"" + label + "\" {\n  source_policy_documents = [jsonencode("
          + nested(Documents.policy(role)) + ")]\n}\n";
    }
    String made = """
        resource "aws_iam_role" "%1$s" {
          name               = "%2$s"
          assume_role_policy = jsonencode(%3$s)
        }
        """.formatted(label, role.name().orElseThrow(), nested(Documents.trust(role.trust().orElseThrow())));
    return role.permissions().isEmpty() ? made : made + """

        resource "aws_iam_role_policy" "%1$s" {
          name   = "least-privilege"
          role   = aws_iam_role.%1$s.id
          policy = jsonencode(%2$s)
        }
        """.formatted(label, nested(Documents.policy(role)));
  }

  private static String nested(Map<String, Object> document) {
    try {
      return JSON.writeValueAsString(document).replace("\n", "\n  ");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps of text that cannot be written", impossible);
    }
  }
}
