package dev.trustedaccess.simulator.quirk;

import java.util.Map;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Organization;

/**
 * Policy types of AWS Organizations. By its guide's page on tag policies, enabling and disabling their type also enables and
 * disables the trusted access; by its page "Disabling a policy type", that detaches the policies and keeps them.
 */
final class PolicyTypeQuirks {
  private static final String TAG_POLICY = "TAG_POLICY";
  private static final String PRINCIPAL = "tagpolicies.tag.amazonaws.com";
  private static final String DISABLE = "organizations:DisableAWSServiceAccess";

  private PolicyTypeQuirks() {}

  static AwsApi api() {
    return AwsApi.of("organizations")
        .changes("EnablePolicyType", PolicyTypeQuirks::enable)
        .changes("DisablePolicyType", PolicyTypeQuirks::disable);
  }

  private static Fields enable(Request request) {
    Organization organization = organization(request);
    String type = request.text("PolicyType");
    if (organization.policyTypes().contains(type)) {
      throw Refusal.of("PolicyTypeAlreadyEnabledException", type + " is enabled already.");
    }
    if (type.equals(TAG_POLICY)) {
      request.switchOnAccess(organization, PRINCIPAL);
    }
    organization.policyType(type);
    return Fields.none();
  }

  private static Fields disable(Request request) {
    Organization organization = organization(request);
    String type = request.text("PolicyType");
    if (!organization.policyTypes().contains(type)) {
      throw Refusal.of("PolicyTypeNotEnabledException", type + " is not enabled.");
    }
    if (type.equals(TAG_POLICY)) {
      request.requirePermission(DISABLE, Map.of("organizations:ServicePrincipal", PRINCIPAL));
      organization.disableAccess(PRINCIPAL);
      organization.management().clear("attachment");
      organization.management().clear("tag-policies/attachment");
    }
    organization.withoutPolicyType(type);
    return Fields.none();
  }

  private static Organization organization(Request request) {
    if (!request.account().isManagement()) {
      throw Refusal.of("AccessDeniedException", "not the management account");
    }
    Organization organization = request.account().organization().orElseThrow();
    if (!request.text("RootId").equals("r-root")) {
      throw Refusal.of("RootNotFoundException", "There is no such root.");
    }
    return organization;
  }
}
