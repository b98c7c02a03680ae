package dev.trustedaccess.aws.sdk;

import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The maximum permissions of a session: inline session policies narrow a role, they grant nothing.
 *
 * @param json the policy document
 */
public record SessionPolicy(String json) {
  /** One Organizations action, on one service principal. */
  public static SessionPolicy onPrincipal(String action, String principal) {
    return of(forPrincipals(List.of(action), List.of(principal)));
  }

  /**
   * Only these reads, on any resource: the maximum permissions of a session for reads.
   *
   * @param actions read actions; {@code *} matches any rest of a name
   */
  public static SessionPolicy ofReads(List<String> actions) {
    return of(allow(actions));
  }

  /**
   * The assumption of one role, in any account of one organization.
   *
   * @param arn the role's ARN, with {@code *} as its account
   */
  static SessionPolicy ofAssuming(String arn, String organizationId) {
    return of(IamStatement.builder()
        .effect(IamEffect.ALLOW)
        .addAction("sts:AssumeRole")
        .addResource(arn)
        .addCondition(IamConditionOperator.STRING_EQUALS, "aws:ResourceOrgID", organizationId)
        .build());
  }

  /**
   * A service's own action, with the actions that the service makes for it in the caller's name.
   *
   * @param actions on any resource, without a condition
   * @param onPrincipal Organizations actions, on these service principals only
   * @param principals the service principals
   * @param rolesOf the principals whose service-linked roles the service creates in the caller's name
   */
  public static SessionPolicy ofService(
      List<String> actions,
      List<String> onPrincipal,
      List<String> principals,
      List<String> rolesOf) {
    return of(allow(actions), forPrincipals(onPrincipal, principals), creating(rolesOf));
  }

  private static IamStatement creating(List<String> rolesOf) {
    IamStatement.Builder statement = IamStatement.builder().effect(IamEffect.ALLOW).addResource("*");
    rolesOf.stream().limit(1).forEach(_ -> statement.addAction("iam:CreateServiceLinkedRole"));
    return statement
        .addConditions(IamConditionOperator.STRING_EQUALS, "iam:AWSServiceName", rolesOf)
        .build();
  }

  private static IamStatement allow(List<String> actions) {
    IamStatement.Builder statement = IamStatement.builder().effect(IamEffect.ALLOW).addResource("*");
    actions.forEach(statement::addAction);
    return statement.build();
  }

  private static IamStatement forPrincipals(List<String> actions, List<String> principals) {
    return allow(actions).toBuilder()
        .addConditions(IamConditionOperator.STRING_EQUALS, "organizations:ServicePrincipal", principals)
        .build();
  }

  private static SessionPolicy of(IamStatement... statements) {
    // IAM refuses a statement without an action: a service may call nothing on its principal in the caller's name.
    List<IamStatement> some = Stream.of(statements).filter(statement -> !statement.actions().isEmpty()).toList();
    return new SessionPolicy(IamPolicy.builder().statements(some).build().toJson());
  }
}
