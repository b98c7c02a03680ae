package dev.trustedaccess.aws.service;

import java.util.Map;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeOrganizationsAccessResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.PermissionModels;
import software.amazon.awssdk.services.cloudformation.model.StackSetStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSetSummary;

/**
 * CloudFormation StackSets. Its own calls enable and disable access; where only Organizations enables it, StackSets still
 * reports it as disabled. The home Region is enough for these calls: that their effect is global is inferred. Stack sets of
 * delegated administrators are in the management account, too (API operation CreateStackSet, CallAs).
 */
final class StackSets {
  private static final Service<CloudFormationClient> CLOUD_FORMATION = Service.of(
      CloudFormationClient.class, CloudFormationClient::builder);
  private static final String STACK_SETS = "cloudformation:ListStackSets";

  private static final Listing<CloudFormationClient, DescribeOrganizationsAccessResponse> STATUS = CLOUD_FORMATION
      .read(
          "cloudformation:DescribeOrganizationsAccess",
          (stacks, override) -> stacks.describeOrganizationsAccess(request -> request.overrideConfiguration(override)))
      .at(Who.MANAGEMENT, Regions.home());

  private static final Listing<CloudFormationClient, StackSetSummary> SERVICE_MANAGED = CLOUD_FORMATION
      .list(
          STACK_SETS,
          (stacks, override) -> stacks.listStackSetsPaginator(
              request -> request.overrideConfiguration(override).status(StackSetStatus.ACTIVE)),
          ListStackSetsResponse::summaries)
      .counting(
          set -> Answer.has(set.permissionModel(), STACK_SETS, "PermissionModel") != PermissionModels.SELF_MANAGED)
      .identifiedBy("StackSetName", StackSetSummary::stackSetName)
      .at(Who.MANAGEMENT, Regions.managed());

  /**
   * What is called in the caller's name is inferred from Systems Manager's page "Setting up Quick Setup", which grants it
   * beside the call. What tells DISABLED_PERMANENTLY from DISABLED is not documented.
   */
  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of(
          "cloudformation-stacksets", "member.org.stacksets.cloudformation.amazonaws.com",
          "stacksets.cloudformation.amazonaws.com")
      .enabledBy(
          CLOUD_FORMATION.change(
              "cloudformation:ActivateOrganizationsAccess",
              (stacks, override, _) -> stacks.activateOrganizationsAccess(
                  request -> request.overrideConfiguration(override)))
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingRolesOf("stacksets.cloudformation.amazonaws.com"),
          Regions.home())
      .disabledBy(
          CLOUD_FORMATION.change(
              "cloudformation:DeactivateOrganizationsAccess",
              (stacks, override, _) -> stacks.deactivateOrganizationsAccess(
                  request -> request.overrideConfiguration(override)))
              .forwardingOnPrincipal("organizations:DisableAWSServiceAccess"),
          Regions.home())
      .awaitingStatus(
          "the organizations access of StackSets", STATUS, "Status",
          DescribeOrganizationsAccessResponse::statusAsString,
          Map.of("ENABLED", Stage.DONE, "DISABLED", Stage.ABSENT, "DISABLED_PERMANENTLY", Stage.ABSENT))
      .leaving("stack-set", SERVICE_MANAGED);

  private StackSets() {}
}
