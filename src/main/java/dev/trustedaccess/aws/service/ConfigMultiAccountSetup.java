package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.DescribeOrganizationConfigRulesResponse;
import software.amazon.awssdk.services.config.model.DescribeOrganizationConformancePacksResponse;
import software.amazon.awssdk.services.config.model.OrganizationConfigRule;
import software.amazon.awssdk.services.config.model.OrganizationConformancePack;

/**
 * AWS Config's organization rules and conformance packs. They need no initialization: the first rule or pack makes the
 * service-linked role that it needs. An account and Region shows only what was deployed from there.
 */
final class ConfigMultiAccountSetup {
  private static final Listing<ConfigClient, OrganizationConfigRule> RULES = Config.CONFIG
      .list(
          "config:DescribeOrganizationConfigRules",
          (config, override) -> config.describeOrganizationConfigRulesPaginator(
              request -> request.overrideConfiguration(override)),
          DescribeOrganizationConfigRulesResponse::organizationConfigRules)
      .identifiedBy("OrganizationConfigRuleName", OrganizationConfigRule::organizationConfigRuleName)
      .at(Who.BOTH, Regions.managed());

  private static final Listing<ConfigClient, OrganizationConformancePack> PACKS = Config.CONFIG
      .list(
          "config:DescribeOrganizationConformancePacks",
          (config, override) -> config.describeOrganizationConformancePacksPaginator(
              request -> request.overrideConfiguration(override)),
          DescribeOrganizationConformancePacksResponse::organizationConformancePacks)
      .identifiedBy("OrganizationConformancePackName", OrganizationConformancePack::organizationConformancePackName)
      .at(Who.BOTH, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("config-multiaccountsetup", "config-multiaccountsetup.amazonaws.com")
      .leaving("organization-rule", RULES)
      .leaving("conformance-pack", PACKS);

  private ConfigMultiAccountSetup() {}
}
