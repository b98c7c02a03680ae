package dev.trustedaccess.aws.service;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.InitializationState.Stage;
import dev.trustedaccess.domain.Remaining;
import software.amazon.awssdk.services.config.ConfigClient;

/**
 * Config's organization rules and conformance packs. Nothing is to be set up for them: the first rule or pack is use, and
 * makes the service-linked role that it needs. An account sees only what it deployed itself, by Region.
 */
final class ConfigMultiAccountSetup implements Integration {
  private static final String PRINCIPAL = "config-multiaccountsetup.amazonaws.com";
  private static final String RULE = "organization-rule";
  private static final String PACK = "conformance-pack";
  private static final String RULES = "config:DescribeOrganizationConfigRules";
  private static final String PACKS = "config:DescribeOrganizationConformancePacks";

  @Override
  public String id() {
    return "config-multiaccountsetup";
  }

  @Override
  public List<String> principals() {
    return List.of(PRINCIPAL);
  }

  @Override
  public List<String> reads() {
    return List.of("config:DescribeOrganizationConfigRules", "config:DescribeOrganizationConformancePacks");
  }

  @Override
  public boolean looksIntoAdministrators() {
    return true;
  }

  @Override
  public InitializationState initialization(Duty duty) {
    return InitializationState.of(Stage.NOT_REQUIRED, "nothing");
  }

  @Override
  public Inventory remaining(Duty duty, Optional<String> administrator) {
    return ConfigAccounts.inventory(
        duty,
        PRINCIPAL,
        administrator,
        new ConfigAccounts.Kind(RULE, ConfigMultiAccountSetup::rules),
        new ConfigAccounts.Kind(PACK, ConfigMultiAccountSetup::conformancePacks));
  }

  private static List<Remaining> rules(Caller<ConfigClient> caller) {
    return caller
        .listSurely(
            RULES,
            (config, as, token) -> config.describeOrganizationConfigRules(
                request -> request.overrideConfiguration(as).nextToken(token)),
            page -> page.organizationConfigRules(),
            page -> page.nextToken())
        .stream()
        .map(rule -> new Remaining(
            RULE,
            Answer.has(rule.organizationConfigRuleName(), RULES, "OrganizationConfigRuleName"),
            caller.accountId(),
            caller.region()))
        .toList();
  }

  private static List<Remaining> conformancePacks(Caller<ConfigClient> caller) {
    return caller
        .listSurely(
            PACKS,
            (config, as, token) -> config.describeOrganizationConformancePacks(
                request -> request.overrideConfiguration(as).nextToken(token)),
            page -> page.organizationConformancePacks(),
            page -> page.nextToken())
        .stream()
        .map(pack -> new Remaining(
            PACK,
            Answer.has(pack.organizationConformancePackName(), PACKS, "OrganizationConformancePackName"),
            caller.accountId(),
            caller.region()))
        .toList();
  }
}
