package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationAggregator;
import software.amazon.awssdk.services.config.model.DescribeConfigurationAggregatorsResponse;

/**
 * AWS Config's organization aggregators. Its user creates one, with a role of the user's, in a Region of the user's choice,
 * in the management account or a delegated administrator's. Each account and Region shows its own aggregators.
 */
final class Config {
  static final Service<ConfigClient> CONFIG = Service.of(ConfigClient.class, ConfigClient::builder);
  private static final String LIST = "config:DescribeConfigurationAggregators";

  private static final Listing<ConfigClient, ConfigurationAggregator> AGGREGATORS = CONFIG
      .list(
          LIST,
          (config, override) -> config.describeConfigurationAggregatorsPaginator(
              request -> request.overrideConfiguration(override)),
          DescribeConfigurationAggregatorsResponse::configurationAggregators)
      .counting(Config::isOfTheOrganization)
      .identifiedBy("ConfigurationAggregatorName", ConfigurationAggregator::configurationAggregatorName)
      .at(Who.BOTH, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("config", "config.amazonaws.com")
      .awaiting("an organization aggregator", AGGREGATORS)
      .leaving("organization-aggregator", AGGREGATORS);

  private Config() {}

  /** An aggregator has accounts or the organization as its source, and shows which. */
  private static boolean isOfTheOrganization(ConfigurationAggregator aggregator) {
    if (aggregator.organizationAggregationSource() == null && !aggregator.hasAccountAggregationSources()) {
      throw Answer.lacks(LIST, "OrganizationAggregationSource and AccountAggregationSources");
    }
    return aggregator.organizationAggregationSource() != null;
  }
}
