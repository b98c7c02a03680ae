package dev.trustedaccess.aws.service;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.InitializationState.Stage;
import dev.trustedaccess.domain.Remaining;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationAggregator;

/**
 * Config's organization aggregators. One is the user's, with a role of the user's, in a Region of the user's choice, in
 * the management or a delegated administrator's account: it is awaited, never made. Each account and Region shows its own.
 */
final class Config implements Integration {
  private static final String PRINCIPAL = "config.amazonaws.com";
  private static final String AGGREGATOR = "organization-aggregator";
  private static final String LIST = "config:DescribeConfigurationAggregators";

  @Override
  public String id() {
    return "config";
  }

  @Override
  public List<String> principals() {
    return List.of(PRINCIPAL);
  }

  @Override
  public List<String> reads() {
    return List.of("config:DescribeConfigurationAggregators");
  }

  @Override
  public boolean looksIntoAdministrators() {
    return true;
  }

  @Override
  public InitializationState initialization(Duty duty) {
    boolean there = remaining(duty, Optional.empty()).anything();
    return InitializationState.of(there ? Stage.DONE : Stage.ABSENT, "an organization aggregator");
  }

  @Override
  public Inventory remaining(Duty duty, Optional<String> administrator) {
    return ConfigAccounts.inventory(duty, PRINCIPAL, administrator,
        new ConfigAccounts.Kind(AGGREGATOR, Config::aggregators));
  }

  private static List<Remaining> aggregators(Caller<ConfigClient> caller) {
    return caller
        .listSurely(
            LIST,
            (config, as, token) -> config.describeConfigurationAggregators(
                request -> request.overrideConfiguration(as).nextToken(token)),
            page -> page.configurationAggregators(),
            page -> page.nextToken())
        .stream()
        .filter(Config::ofTheOrganization)
        .map(aggregator -> new Remaining(
            AGGREGATOR,
            Answer.has(aggregator.configurationAggregatorName(), LIST, "ConfigurationAggregatorName"),
            caller.accountId(),
            caller.region()))
        .toList();
  }

  /** Each is of single accounts or of the organization, and shows the source that it has. */
  private static boolean ofTheOrganization(ConfigurationAggregator aggregator) {
    if (aggregator.organizationAggregationSource() == null && !aggregator.hasAccountAggregationSources()) {
      throw Answer.lacks(LIST, "OrganizationAggregationSource and AccountAggregationSources");
    }
    return aggregator.organizationAggregationSource() != null;
  }
}
