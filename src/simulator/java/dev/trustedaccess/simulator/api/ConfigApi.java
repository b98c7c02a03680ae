package dev.trustedaccess.simulator.api;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.BiFunction;

import dev.trustedaccess.simulator.world.ConfigRegion;
import dev.trustedaccess.simulator.world.ConfigRegion.Aggregator;
import dev.trustedaccess.simulator.world.Organization;

/** AWS Config, API version 2014-11-12: everything belongs to the calling account and the Region called. */
public final class ConfigApi {
  private static final String AGGREGATORS = "config.amazonaws.com";
  private static final String RULES_AND_PACKS = "config-multiaccountsetup.amazonaws.com";
  private static final int PAGE = 25;
  private static final int LARGEST_PAGE = 100;

  private ConfigApi() {}

  public static AwsApi api() {
    return AwsApi.of("config")
        .changes("PutConfigurationAggregator", ConfigApi::putAggregator)
        .reads("DescribeConfigurationAggregators", ConfigApi::describeAggregators)
        .changes("DeleteConfigurationAggregator", ConfigApi::deleteAggregator)
        .reads("DescribeOrganizationConfigRules", ConfigApi::describeRules)
        .changes("DeleteOrganizationConfigRule", ConfigApi::deleteRule)
        .reads("DescribeOrganizationConformancePacks", ConfigApi::describePacks)
        .changes("DeleteOrganizationConformancePack", ConfigApi::deletePack);
  }

  private static Fields putAggregator(Request request) {
    var name = request.text("ConfigurationAggregatorName");
    var source = request.input().path("OrganizationAggregationSource");
    if (source.isMissingNode()) {
      region(request).put(name, null, true);
    } else {
      switchOnFor(request);
      region(request).put(name, source.path("RoleArn").asText(), source.path("AllAwsRegions").asBoolean());
    }
    return Fields.of("ConfigurationAggregator", describe(request, name, aggregator(request, name)));
  }

  /** The management account switches trusted access on with it; a delegated administrator needs it on. */
  private static void switchOnFor(Request request) {
    var organization = request.account()
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

  private static Fields describeAggregators(Request request) {
    request.input().path("ConfigurationAggregatorNames").forEach(name -> aggregator(request, name.asText()));
    return page(request, "ConfigurationAggregators", "ConfigurationAggregatorNames", region(request).aggregators(),
        (name, aggregator) -> describe(request, name, aggregator));
  }

  private static Fields describe(Request request, String name, Aggregator aggregator) {
    var fields = Fields.of("ConfigurationAggregatorName", name)
        .with("ConfigurationAggregatorArn", arn(request, "config-aggregator/config-aggregator-" + name))
        .with("CreationTime", aggregator.created())
        .with("LastUpdatedTime", aggregator.updated());
    return aggregator.organizationRole() == null
        ? fields.with("AccountAggregationSources",
            List.of(Fields.of("AccountIds", List.of(request.account().id())).with("AllAwsRegions", true)))
        : fields.with("OrganizationAggregationSource", Fields.of("RoleArn", aggregator.organizationRole())
            .with("AllAwsRegions", aggregator.allRegions()));
  }

  private static Fields deleteAggregator(Request request) {
    var name = request.text("ConfigurationAggregatorName");
    aggregator(request, name);
    region(request).aggregators().remove(name);
    return Fields.none();
  }

  private static Fields describeRules(Request request) {
    requireMultiAccountSetup(request);
    return page(request, "OrganizationConfigRules", "OrganizationConfigRuleNames", region(request).organizationRules(),
        (name, since) -> Fields.of("OrganizationConfigRuleName", name)
            .with("OrganizationConfigRuleArn", arn(request, "organization-config-rule/" + name))
            .with("OrganizationManagedRuleMetadata", Fields.of("RuleIdentifier", "REQUIRED_TAGS"))
            .with("LastUpdateTime", since));
  }

  private static Fields deleteRule(Request request) {
    requireMultiAccountSetup(request);
    return delete(region(request).organizationRules(), request.text("OrganizationConfigRuleName"),
        "NoSuchOrganizationConfigRuleException");
  }

  private static Fields describePacks(Request request) {
    requireMultiAccountSetup(request);
    return page(request, "OrganizationConformancePacks", "OrganizationConformancePackNames",
        region(request).conformancePacks(), (name, since) -> Fields.of("OrganizationConformancePackName", name)
            .with("OrganizationConformancePackArn", arn(request, "organization-conformance-pack/" + name))
            .with("LastUpdateTime", since));
  }

  private static Fields deletePack(Request request) {
    requireMultiAccountSetup(request);
    return delete(region(request).conformancePacks(), request.text("OrganizationConformancePackName"),
        "NoSuchOrganizationConformancePackException");
  }

  private static Fields delete(NavigableMap<String, Instant> things, String name, String absent) {
    if (things.remove(name) == null) {
      throw Refusal.of(absent, name + " does not exist.");
    }
    return Fields.none();
  }

  private static void requireMultiAccountSetup(Request request) {
    var organization = request.account()
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

  private static Aggregator aggregator(Request request, String name) {
    var found = region(request).aggregators().get(name);
    if (found == null) {
      throw Refusal.of("NoSuchConfigurationAggregatorException", "The aggregator " + name + " does not exist.");
    }
    return found;
  }

  private static ConfigRegion region(Request request) {
    return request.account().config(request.region());
  }

  private static String arn(Request request, String resource) {
    return "arn:aws:config:" + request.region() + ":" + request.account().id() + ":" + resource;
  }

  private static <V> Fields page(Request request, String list, String filter, NavigableMap<String, V> all,
      BiFunction<String, V, Fields> item) {
    var size = request.number("Limit", 0);
    if (size < 0 || size > LARGEST_PAGE) {
      throw Refusal.of("InvalidLimitException", "Limit must be between 0 and 100.");
    }
    var page = Paging.of(request.only(filter, all), request.find("NextToken"), size == 0 ? PAGE : size,
        request.world().pages(), Refusal.of("InvalidNextTokenException", "The NextToken is not valid."), item);
    return Fields.of(list, page.items()).with("NextToken", page.next());
  }
}
