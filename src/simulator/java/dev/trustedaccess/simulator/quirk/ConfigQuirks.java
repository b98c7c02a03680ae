package dev.trustedaccess.simulator.quirk;

import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.Thing;

/**
 * AWS Config, API version 2014-11-12: what its users call, and who may ask for organization rules and conformance packs.
 * An organization aggregator enables trusted access in its creator's name.
 */
final class ConfigQuirks {
  private static final String AGGREGATORS = "config.amazonaws.com";
  private static final String RULES_AND_PACKS = "config-multiaccountsetup.amazonaws.com";
  private static final String AGGREGATOR = "organization-aggregator";
  private static final String SOURCE = "OrganizationAggregationSource";

  private ConfigQuirks() {}

  static AwsApi api() {
    return AwsApi.of("config")
        .changes("PutConfigurationAggregator", ConfigQuirks::putAggregator)
        .changes("DeleteConfigurationAggregator",
            delete(AGGREGATOR, "ConfigurationAggregatorName", "NoSuchConfigurationAggregatorException"))
        .reads("DescribeOrganizationConfigRules",
            Quirks.guarded("config", "DescribeOrganizationConfigRules", ConfigQuirks::requireMultiAccountSetup))
        .changes("DeleteOrganizationConfigRule",
            delete("organization-rule", "OrganizationConfigRuleName", "NoSuchOrganizationConfigRuleException"))
        .reads("DescribeOrganizationConformancePacks",
            Quirks.guarded("config", "DescribeOrganizationConformancePacks", ConfigQuirks::requireMultiAccountSetup))
        .changes("DeleteOrganizationConformancePack", delete("conformance-pack", "OrganizationConformancePackName",
            "NoSuchOrganizationConformancePackException"));
  }

  private static Fields putAggregator(Request request) {
    String name = request.text("ConfigurationAggregatorName");
    JsonNode source = request.input().path(SOURCE);
    Fields made = Fields.of("ConfigurationAggregatorName", name);
    if (source.isMissingNode()) {
      request.account().things(request.region()).put(AGGREGATOR, name, Thing::notCounting);
    } else {
      enableAccess(request);
      String role = source.path("RoleArn").asText();
      boolean everywhere = source.path("AllAwsRegions").asBoolean();
      request.account()
          .things(request.region())
          .put(AGGREGATOR, name,
              thing -> thing.with(SOURCE + ".RoleArn", role).with(SOURCE + ".AllAwsRegions", everywhere));
      made.with(SOURCE, Fields.of("RoleArn", role).with("AllAwsRegions", everywhere));
    }
    return Fields.of("ConfigurationAggregator", made);
  }

  /** The management account enables trusted access with it; a delegated administrator needs it enabled. */
  private static void enableAccess(Request request) {
    Organization organization = request.account()
        .organization()
        .orElseThrow(() -> Refusal.of("NoAvailableOrganizationException", "The account is in no organization."));
    if (!organization.hasAllFeatures()) {
      throw Refusal.of("OrganizationAllFeaturesNotEnabledException", "The organization has not all features enabled.");
    }
    if (request.account().isManagement()) {
      try {
        request.switchOnAccess(organization, AGGREGATORS);
      } catch (Refusal refusal) {
        throw Refusal.of("OrganizationAccessDeniedException", refusal.message());
      }
    } else {
      requireAdministrator(request, organization, AGGREGATORS);
    }
  }

  private static Function<Request, Fields> delete(String kind, String member, String absent) {
    return request -> {
      if (!kind.equals(AGGREGATOR)) {
        requireMultiAccountSetup(request);
      }
      String name = request.text(member);
      if (!request.account().things(request.region()).has(kind, name)) {
        throw Refusal.of(absent, name + " does not exist.");
      }
      request.account().things(request.region()).remove(kind, name);
      return Fields.none();
    };
  }

  private static void requireMultiAccountSetup(Request request) {
    Organization organization = request.account()
        .organization()
        .orElseThrow(() -> Refusal.of("OrganizationAccessDeniedException", "The account is in no organization."));
    if (!request.account().isManagement()) {
      requireAdministrator(request, organization, RULES_AND_PACKS);
    }
  }

  private static void requireAdministrator(Request request, Organization organization, String principal) {
    if (!organization.delegatedAdministrators(principal).containsKey(request.account().id())) {
      throw Refusal.of("OrganizationAccessDeniedException",
          "This action can be performed only by the management account or a delegated administrator.");
    }
  }
}
