package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.ListPoliciesResponse;
import software.amazon.awssdk.services.organizations.model.ListRootsResponse;
import software.amazon.awssdk.services.organizations.model.ListTargetsForPolicyResponse;
import software.amazon.awssdk.services.organizations.model.PolicyTargetSummary;
import software.amazon.awssdk.services.organizations.model.PolicyTypeAlreadyEnabledException;
import software.amazon.awssdk.services.organizations.model.PolicyTypeNotEnabledException;
import software.amazon.awssdk.services.organizations.model.Root;

/**
 * Tag policies. Their access goes with their policy type: AWS's page advises to enable and disable the type, in words about
 * the console; that the API's calls do the same is inferred. Where the type is so already and only the access differs,
 * Organizations' own call follows. Disabling the type detaches all policies and keeps them.
 */
final class TagPolicies {
  private static final String TYPE = "TAG_POLICY";
  private static final String PRINCIPAL = "tagpolicies.tag.amazonaws.com";
  private static final Regions REGION = Regions.only("us-east-1");
  private static final Service<OrganizationsClient> ORGANIZATIONS = Service.of(
      OrganizationsClient.class, OrganizationsClient::builder);

  /** The organization's one root, in which policy types are enabled. */
  private static final Listing<OrganizationsClient, Root> ROOT = ORGANIZATIONS
      .list(
          "organizations:ListRoots",
          (organizations, override) -> organizations.listRootsPaginator(
              request -> request.overrideConfiguration(override)),
          ListRootsResponse::roots)
      .identifiedBy("Id", Root::id)
      .at(Who.MANAGEMENT, REGION);

  private static final Listing<OrganizationsClient, PolicyTargetSummary> ATTACHMENTS = ORGANIZATIONS
      .list(
          "organizations:ListPolicies",
          (organizations, override) -> organizations.listPoliciesPaginator(
              request -> request.overrideConfiguration(override).filter(TYPE)),
          ListPoliciesResponse::policies)
      .each(
          "organizations:ListTargetsForPolicy",
          (organizations, override, policy) -> organizations.listTargetsForPolicyPaginator(
              request -> request.overrideConfiguration(override).policyId(policy.id())),
          ListTargetsForPolicyResponse::targets)
      .identifiedBy("TargetId", PolicyTargetSummary::targetId)
      .at(Who.MANAGEMENT, Regions.only("us-east-1").foundGlobally());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("tag-policies", PRINCIPAL)
      .switchedBy(
          ORGANIZATIONS.change("organizations:EnablePolicyType", TagPolicies::enable)
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess"),
          ORGANIZATIONS.change("organizations:DisablePolicyType", TagPolicies::disable)
              .forwardingOnPrincipal("organizations:DisableAWSServiceAccess"),
          ROOT, REGION)
      .leaving("attachment", ATTACHMENTS);

  private TagPolicies() {}

  private static AwsResponse enable(
      OrganizationsClient organizations, AwsRequestOverrideConfiguration override, String root) {
    try {
      return organizations.enablePolicyType(
          request -> request.overrideConfiguration(override).rootId(root).policyType(TYPE));
    } catch (PolicyTypeAlreadyEnabledException already) {
      return organizations.enableAWSServiceAccess(
          request -> request.overrideConfiguration(override).servicePrincipal(PRINCIPAL));
    }
  }

  private static AwsResponse disable(
      OrganizationsClient organizations, AwsRequestOverrideConfiguration override, String root) {
    try {
      return organizations.disablePolicyType(
          request -> request.overrideConfiguration(override).rootId(root).policyType(TYPE));
    } catch (PolicyTypeNotEnabledException already) {
      return organizations.disableAWSServiceAccess(
          request -> request.overrideConfiguration(override).servicePrincipal(PRINCIPAL));
    }
  }
}
