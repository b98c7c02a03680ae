package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.EnableReachabilityAnalyzerOrganizationSharingResponse;

/**
 * Amazon VPC Reachability Analyzer. Its own call enables access and deploys its roles by StackSets; it has no call to disable.
 * It works in US East (N. Virginia) for all Regions, so the call is sent there (inferred from the user guide's page
 * "Cross-account analyses for Reachability Analyzer").
 */
final class ReachabilityAnalyzer {
  private static final Service<Ec2Client> EC2 = Service.of(Ec2Client.class, Ec2Client::builder);
  private static final String ENABLE = "ec2:EnableReachabilityAnalyzerOrganizationSharing";

  /**
   * The IAM actions are those of the user guide's page "Required API permissions for Reachability Analyzer". Activating
   * StackSets enables another principal, which the session does not allow: StackSets is declared for that.
   */
  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("vpc-reachability-analyzer", "reachabilityanalyzer.networkinsights.amazonaws.com")
      .enabledBy(
          EC2.change(
              ENABLE,
              (ec2, override, _) -> Answer.accepted(
                  ec2.enableReachabilityAnalyzerOrganizationSharing(
                      request -> request.overrideConfiguration(override)),
                  EnableReachabilityAnalyzerOrganizationSharingResponse::returnValue, ENABLE, "returnValue"))
              .forwarding(
                  "cloudformation:ActivateOrganizationsAccess", "iam:GetRole", "organizations:DescribeOrganization",
                  "organizations:ListRoots")
              .forwardingOnPrincipal(
                  "organizations:EnableAWSServiceAccess", "organizations:DisableAWSServiceAccess")
              .makingRolesOf(
                  "reachabilityanalyzer.networkinsights.amazonaws.com", "stacksets.cloudformation.amazonaws.com"),
          Regions.only("us-east-1"))
      .awaitingRole("AWSServiceRoleForReachabilityAnalyzer");

  private ReachabilityAnalyzer() {}
}
