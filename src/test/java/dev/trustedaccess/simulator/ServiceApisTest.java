package dev.trustedaccess.simulator;

import java.time.Instant;
import java.util.List;

import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.artifact.model.ArtifactException;
import software.amazon.awssdk.services.artifact.model.CustomerAgreementState;
import software.amazon.awssdk.services.artifact.model.CustomerAgreementSummary;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationAggregator;
import software.amazon.awssdk.services.config.model.NoSuchConfigurationAggregatorException;
import software.amazon.awssdk.services.config.model.OrganizationAccessDeniedException;
import software.amazon.awssdk.services.config.model.OrganizationAllFeaturesNotEnabledException;
import software.amazon.awssdk.services.directory.model.EntityDoesNotExistException;
import software.amazon.awssdk.services.directory.model.ShareMethod;
import software.amazon.awssdk.services.directory.model.ShareStatus;
import software.amazon.awssdk.services.ssoadmin.model.InstanceStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Config, Directory Service, Identity Center and Artifact. */
class ServiceApisTest {
  private static final String CONFIG = "config.amazonaws.com";
  private static final String RULES = "config-multiaccountsetup.amazonaws.com";
  private static final String ROLE = "arn:aws:iam::111111111111:role/service-role/AWSConfigRoleForOrganizations";
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private final Simulator aws = Simulator.start(new SettableClock(START));
  private final Organization org = aws.organization("o-exampleorgid", "111111111111");
  private final Account audit = org.account("222222222222", "audit");
  private final SdkClients clients = SdkClients.of(aws, org.management());

  @AfterEach
  void stop() {
    aws.close();
  }

  // Config

  @Test
  void anOrganizationAggregatorSwitchesAccessOnAndBelongsToItsRegion() {
    try (var here = clients.config("us-east-1"); var there = clients.config("eu-west-1")) {
      put(here);
      assertThat(org.isEnabled(CONFIG)).isTrue();
      var seen = here.describeConfigurationAggregators().configurationAggregators().getFirst();
      assertThat(seen.configurationAggregatorName()).isEqualTo("all");
      assertThat(seen.organizationAggregationSource().roleArn()).isEqualTo(ROLE);
      assertThat(seen.organizationAggregationSource().allAwsRegions()).isTrue();
      assertThat(seen.creationTime()).isEqualTo(START);
      assertThat(there.describeConfigurationAggregators().configurationAggregators()).isEmpty();

      here.deleteConfigurationAggregator(r -> r.configurationAggregatorName("all"));
      assertThatThrownBy(() -> here.describeConfigurationAggregators(r -> r.configurationAggregatorNames("all")))
          .isInstanceOf(NoSuchConfigurationAggregatorException.class);
      assertThat(org.isEnabled(CONFIG)).as("deleting it leaves access enabled").isTrue();
    }
  }

  @Test
  void anOrganizationAggregatorNeedsTheManagementAccountOrADelegatedAdministratorAndAllFeatures() {
    try (var members = SdkClients.of(aws, audit).config("us-east-1"); var config = clients.config("us-east-1")) {
      assertThatThrownBy(() -> put(members)).isInstanceOf(OrganizationAccessDeniedException.class);
      org.enabled(CONFIG, START).delegate(CONFIG, audit.id());
      put(members);
      assertThat(audit.things("us-east-1").names("organization-aggregator")).containsExactly("all");

      org.consolidatedBillingOnly();
      assertThatThrownBy(() -> put(config)).isInstanceOf(OrganizationAllFeaturesNotEnabledException.class);
    }
  }

  @Test
  void rulesAndPacksAreSeenByTheAccountThatDeployedThem() {
    org.management().things("eu-west-1").put("organization-rule", "required-tags").put("conformance-pack", "baseline");
    try (var config = clients.config("eu-west-1"); var members = SdkClients.of(aws, audit).config("eu-west-1")) {
      assertThat(
          config.describeOrganizationConfigRules(r -> {})
              .organizationConfigRules()
              .getFirst()
              .organizationConfigRuleName())
          .isEqualTo("required-tags");
      assertThat(config.describeOrganizationConformancePacks(r -> {})
          .organizationConformancePacks()
          .getFirst()
          .organizationConformancePackName()).isEqualTo("baseline");
      assertThatThrownBy(() -> members.describeOrganizationConfigRules(r -> {}))
          .isInstanceOf(OrganizationAccessDeniedException.class);
      org.enabled(RULES, START).delegate(RULES, audit.id());
      assertThat(members.describeOrganizationConfigRules(r -> {}).organizationConfigRules()).isEmpty();

      config.deleteOrganizationConfigRule(r -> r.organizationConfigRuleName("required-tags"));
      config.deleteOrganizationConformancePack(r -> r.organizationConformancePackName("baseline"));
      assertThat(config.describeOrganizationConfigRules(r -> {}).organizationConfigRules()).isEmpty();
    }
  }

  @Test
  void configListsArePaged() {
    for (var i = 0; i < 60; i++) {
      org.management()
          .things("us-east-1")
          .put("organization-aggregator", "a-%02d".formatted(i), Thing::notCounting);
    }
    aws.pages().atMost(25);
    try (var config = clients.config("us-east-1")) {
      assertThat(config.describeConfigurationAggregators().configurationAggregators()).hasSize(25);
      assertThat(config.describeConfigurationAggregatorsPaginator()
          .stream()
          .flatMap(page -> page.configurationAggregators().stream())
          .map(ConfigurationAggregator::configurationAggregatorName)).hasSize(60).doesNotHaveDuplicates();
    }
  }

  private static void put(ConfigClient config) {
    config.putConfigurationAggregator(r -> r.configurationAggregatorName("all")
        .organizationAggregationSource(s -> s.roleArn(ROLE).allAwsRegions(true)));
  }

  // Directory Service

  @Test
  void directoriesTellWithWhomTheyAreSharedAndHow() {
    org.management()
        .things("eu-west-1")
        .put("shared-directory", "d-1", share -> share.of("d-1234567890").inAccount(audit.id()))
        .put("shared-directory", "d-2", share -> share.of("d-1234567890").notCounting());
    try (var here = clients.directory("eu-west-1"); var there = clients.directory("us-east-1")) {
      assertThat(here.describeDirectories().directoryDescriptions().getFirst().directoryId()).isEqualTo("d-1234567890");
      assertThat(there.describeDirectories().directoryDescriptions()).isEmpty();
      var shares = here.describeSharedDirectories(r -> r.ownerDirectoryId("d-1234567890")).sharedDirectories();
      assertThat(shares).hasSize(2);
      assertThat(shares.getFirst().sharedAccountId()).isEqualTo(audit.id());
      assertThat(shares.getFirst().shareMethod()).isEqualTo(ShareMethod.ORGANIZATIONS);
      assertThat(shares.getFirst().shareStatus()).isEqualTo(ShareStatus.SHARED);
      assertThatThrownBy(() -> there.describeSharedDirectories(r -> r.ownerDirectoryId("d-1234567890")))
          .isInstanceOf(EntityDoesNotExistException.class);
    }
  }

  // Identity Center

  @Test
  void anIdentityCenterInstanceIsThereOnlyAfterSomebodyMadeIt() {
    try (var sso = clients.ssoAdmin("us-east-1"); var elsewhere = clients.ssoAdmin("eu-west-1")) {
      assertThat(sso.listInstances(r -> {}).instances()).isEmpty();
      org.management().things("us-east-1").put("instance", "ssoins-1", one -> one.with("Status", "CREATE_IN_PROGRESS"));
      assertThat(sso.listInstances(r -> {}).instances().getFirst().status())
          .isEqualTo(InstanceStatus.CREATE_IN_PROGRESS);
      org.management().things("us-east-1").put("instance", "ssoins-1");

      var instance = sso.listInstances(r -> {}).instances().getFirst();
      assertThat(instance.status()).isEqualTo(InstanceStatus.ACTIVE);
      assertThat(instance.ownerAccountId()).isEqualTo(org.management().id());
      assertThat(elsewhere.listInstances(r -> {}).instances()).isEmpty();
    }
  }

  // Artifact

  @Test
  void agreementsTellWhetherTheyAreForTheOrganizationAndInForce() {
    org.management()
        .things("us-east-1")
        .put("agreement", "BAA")
        .put("agreement", "NDA", one -> one.notCounting().with("state", "CUSTOMER_TERMINATED"));
    try (var artifact = clients.artifact()) {
      List<CustomerAgreementSummary> seen = artifact.listCustomerAgreements(r -> {}).customerAgreements();
      assertThat(seen).extracting(CustomerAgreementSummary::name).containsExactly("BAA", "NDA");
      assertThat(seen.getFirst().organizationArn()).isEqualTo(org.arn());
      assertThat(seen.getFirst().state()).isEqualTo(CustomerAgreementState.ACTIVE);
      assertThat(seen.getFirst().effectiveStart()).isEqualTo(START);
      assertThat(seen.getLast().organizationArn()).isNull();
      assertThat(seen.getLast().state()).isEqualTo(CustomerAgreementState.CUSTOMER_TERMINATED);

      org.management().deny("artifact:ListCustomerAgreements");
      assertThat(catchThrowableOfType(ArtifactException.class,
          () -> artifact.listCustomerAgreements(r -> {})).statusCode()).isEqualTo(403);
    }
  }
}
