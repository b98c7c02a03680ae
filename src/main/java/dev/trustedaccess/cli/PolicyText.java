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
import dev.trustedaccess.domain.catalog.ApiName;
import dev.trustedaccess.policy.Documents;
import dev.trustedaccess.policy.RolePolicy;
import dev.trustedaccess.policy.RolePolicy.Purpose;

/** Renders role policies in the languages in which people deploy them. */
final class PolicyText {
  /** Writes one element per line, as reviewed files are written. */
  static final ObjectWriter JSON = new JsonMapper().writer(new DefaultPrettyPrinter()
      .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
      .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));
  private static final YAMLMapper YAML = YAMLMapper.builder()
      .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
      .disable(YAMLGenerator.Feature.SPLIT_LINES)
      .build();
  private static final String CONDITION = "WithServiceRole";

  /** The output languages. */
  enum Language implements ApiName {
    JSON("json"), CLOUDFORMATION("cloudformation"), TERRAFORM("terraform");

    private final String apiName;

    Language(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  private PolicyText() {}

  static String of(Language language, List<RolePolicy> roles) {
    try {
      return switch (language) {
        case JSON -> JSON.writeValueAsString(json(roles));
        case CLOUDFORMATION -> YAML.writeValueAsString(template(roles));
        case TERRAFORM -> roles.stream().map(PolicyText::terraform).collect(Collectors.joining("\n"));
      };
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("could not serialize maps of strings", impossible);
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
      all.put(role.purpose().apiName(), one);
    }
    return all;
  }

  /**
   * A template for the roles that are assumed. The service role in members belongs only in administrator accounts, so a
   * StackSet creates it only where its parameter is overridden.
   */
  private static Map<String, Object> template(List<RolePolicy> roles) {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Description", "Roles of the trusted-access operator");
    boolean optional = roles.stream().anyMatch(role -> role.purpose() == Purpose.MEMBER_SERVICE);
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
    if (role.purpose() == Purpose.MEMBER_SERVICE) {
      resource.put("Condition", CONDITION);
    }
    resource.put("Properties", properties);
    return resource;
  }

  private static String managedId(RolePolicy role, int number) {
    return logicalId(role) + "Policy" + (number + 1);
  }

  private static String logicalId(RolePolicy role) {
    String purpose = role.purpose().apiName();
    return Character.toUpperCase(purpose.charAt(0)) + purpose.substring(1) + "Role";
  }

  /** HCL accepts JSON as an expression; nothing here contains a template sequence. */
  private static String terraform(RolePolicy role) {
    String label = switch (role.purpose()) {
      case ORGANIZATIONS -> "trusted_access_organizations";
      case SERVICE -> "trusted_access_service";
      case MEMBER_READ -> "trusted_access_member_read";
      case MEMBER_SERVICE -> "trusted_access_member_service";
      case POD -> "trusted_access_pod";
    };
    List<Map<String, Object>> documents = role.documents();
    if (role.trust().isEmpty()) {
      return "data \"aws_iam_policy_document\" \"" + label + "\" {\n  source_policy_documents = ["
          + documents.stream().map(each -> "jsonencode(" + nested(each) + ")").collect(Collectors.joining(", "))
          + "]\n}\n";
    }
    String hcl = """
        resource "aws_iam_role" "%1$s" {
          name               = "%2$s"
          assume_role_policy = jsonencode(%3$s)
        }
        """.formatted(label, role.name().orElseThrow(), nested(Documents.trust(role.trust().orElseThrow())));
    if (documents.size() == 1) {
      return hcl + """

          resource "aws_iam_role_policy" "%1$s" {
            name   = "least-privilege"
            role   = aws_iam_role.%1$s.id
            policy = jsonencode(%2$s)
          }
          """.formatted(label, nested(documents.getFirst()));
    }
    return hcl + IntStream.range(0, documents.size()).mapToObj(i -> """

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
      throw new IllegalStateException("could not serialize maps of strings", impossible);
    }
  }
}
