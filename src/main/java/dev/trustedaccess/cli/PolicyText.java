package dev.trustedaccess.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
      List<Map<String, Object>> documents = role.documents();
      if (documents.size() > 1) {
        one.put("managedPolicies", documents);
      } else {
        one.put("policy", documents.isEmpty() ? Documents.policy(List.of()) : documents.getFirst());
      }
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
      role.trust().ifPresent(trust -> resources(role, trust, resources));
    }
    template.put("Resources", resources);
    return template;
  }

  private static void resources(RolePolicy role, RolePolicy.Trust trust, Map<String, Object> to) {
    List<Map<String, Object>> documents = role.documents();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("RoleName", role.name().orElseThrow());
    properties.put("AssumeRolePolicyDocument", Documents.trust(trust));
    if (documents.size() == 1) {
      Map<String, Object> policy = new LinkedHashMap<>();
      policy.put("PolicyName", "least-privilege");
      policy.put("PolicyDocument", documents.getFirst());
      properties.put("Policies", List.of(policy));
    } else if (!documents.isEmpty()) {
      properties.put("ManagedPolicyArns", IntStream.range(0, documents.size())
          .mapToObj(i -> Map.of("Ref", managedId(role, i)))
          .toList());
    }
    to.put(logicalId(role), resource("AWS::IAM::Role", role, properties));
    for (int i = 0; documents.size() > 1 && i < documents.size(); i++) {
      to.put(managedId(role, i), resource("AWS::IAM::ManagedPolicy", role, Map.of("PolicyDocument", documents.get(i))));
    }
  }

  private static Map<String, Object> resource(String type, RolePolicy role, Map<String, Object> properties) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("Type", type);
    if (role.duty() == Duty.memberService) {
      resource.put("Condition", CONDITION);
    }
    resource.put("Properties", properties);
    return resource;
  }

  private static String managedId(RolePolicy role, int number) {
    return logicalId(role) + "Policy" + (number + 1);
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
    List<Map<String, Object>> documents = role.documents();
    if (role.trust().isEmpty()) {
      return "data \"aws_iam_policy_document\" \"" + label + "\" {\n  source_policy_documents = ["
          + documents.stream().map(each -> "jsonencode(" + nested(each) + ")").collect(Collectors.joining(", "))
          + "]\n}\n";
    }
    String made = """
        resource "aws_iam_role" "%1$s" {
          name               = "%2$s"
          assume_role_policy = jsonencode(%3$s)
        }
        """.formatted(label, role.name().orElseThrow(), nested(Documents.trust(role.trust().orElseThrow())));
    if (documents.size() == 1) {
      return made + """

          resource "aws_iam_role_policy" "%1$s" {
            name   = "least-privilege"
            role   = aws_iam_role.%1$s.id
            policy = jsonencode(%2$s)
          }
          """.formatted(label, nested(documents.getFirst()));
    }
    return made + IntStream.range(0, documents.size()).mapToObj(i -> """

        resource "aws_iam_policy" "%1$s_%3$d" {
          policy = jsonencode(%2$s)
        }

        resource "aws_iam_role_policy_attachment" "%1$s_%3$d" {
          role       = aws_iam_role.%1$s.name
          policy_arn = aws_iam_policy.%1$s_%3$d.arn
        }
        """.formatted(label, nested(documents.get(i)), i + 1)).collect(Collectors.joining());
  }

  private static String nested(Map<String, Object> document) {
    try {
      return JSON.writeValueAsString(document).replace("\n", "\n  ");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps of text that cannot be written", impossible);
    }
  }
}
