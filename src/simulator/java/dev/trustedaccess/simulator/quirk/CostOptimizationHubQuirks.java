package dev.trustedaccess.simulator.quirk;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.twin.Twin;

/**
 * AWS Cost Optimization Hub, API version 2022-07-26. It says of the member accounts only what it is asked about the organization:
 * Terraform's provider, which does not ask, never gets it (resource aws_costoptimizationhub_enrollment_status).
 */
final class CostOptimizationHubQuirks {
  private static final String SERVICE = "cost-optimization-hub";
  private static final String LIST = "ListEnrollmentStatuses";

  private CostOptimizationHubQuirks() {}

  static AwsApi api() {
    return AwsApi.of(SERVICE).reads(LIST, CostOptimizationHubQuirks::statuses);
  }

  private static Fields statuses(Request request) {
    Fields derived = Twin.of(SERVICE).flatMap(twin -> twin.api().find(LIST)).orElseThrow().work().apply(request);
    return request.input().path("includeOrganizationInfo").asBoolean()
        ? derived
        : derived.without("includeMemberAccounts");
  }
}
