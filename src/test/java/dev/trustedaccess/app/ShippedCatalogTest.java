package dev.trustedaccess.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.InitializationFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.RoleFacts.ExpectedIn;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The facts that ship: complete, sourced, and what AWS's own text says of the services it began with. */
class ShippedCatalogTest {
  private static final ServiceCatalog CATALOG = CatalogFile.load();

  private static ServiceCatalog.Entry entry(String principal) {
    return CATALOG.find(principal).orElseThrow(() -> new AssertionError("not in the catalog: " + principal));
  }

  static Stream<String> trustedPrincipals() throws IOException {
    return resource("/dev/trustedaccess/trusted-principals.txt").lines();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ShippedCatalogTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void thereAre53Services() {
    assertThat(CATALOG.services()).hasSize(53).extracting(ServiceFacts::id).doesNotHaveDuplicates();
    assertThat(CATALOG.services()).extracting(ServiceFacts::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("trustedPrincipals")
  void everyTrustedPrincipalIsKnownAndNoRejectedName(String principal) {
    assertThat(entry(principal).names()).contains(principal);
    assertThat(CATALOG.rejected(principal)).isEmpty();
  }

  @Test
  void noPrincipalIsKnownThatTheListLacks() throws IOException {
    assertThat(CATALOG.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .flatMap(principal -> Stream.concat(Stream.of(principal.principal()), principal.aliases().stream())))
        .containsExactlyInAnyOrderElementsOf(trustedPrincipals().toList());
  }

  /** Principal, role, and the text of the page: the roles that appear where access is enabled. */
  @ParameterizedTest
  @CsvSource({
      "aws-artifact-account-sync.amazonaws.com, AWSArtifactAccountSync, false",
      "config.amazonaws.com, AWSConfigRoleForOrganizations, false",
      "fms.amazonaws.com, AWSServiceRoleForFMS, true",
      "sso.amazonaws.com, AWSServiceRoleForSSO, true"})
  void theFirstServicesHaveTheirRoles(String principal, String role, boolean serviceLinked) {
    assertThat(entry(principal).principal().roles())
        .filteredOn(facts -> facts.role().name().equals(role))
        .singleElement()
        .satisfies(facts -> assertThat(facts.serviceLinked()).isEqualTo(serviceLinked));
  }

  @Test
  void directoryServiceHasNoRole() {
    assertThat(entry("ds.amazonaws.com").principal().roles()).isEmpty();
  }

  /** Principal, role, and the principal that owns the role. */
  @ParameterizedTest
  @CsvSource({
      "ec2.amazonaws.com, AWSServiceRoleForDeclarativePoliciesEC2Report, declarative-policies-ec2.amazonaws.com",
      "servicecatalog.amazonaws.com, AWSServiceRoleForServiceCatalogOrgsDataSync, orgsdatasync.servicecatalog.amazonaws.com"})
  void aRoleMayHaveAnotherOwner(String principal, String role, String owner) {
    assertThat(entry(principal).principal().roles()).extracting(RoleFacts::role).contains(new RoleId(owner, role));
  }

  /** The endpoint of Service Quotas has another name than its IAM actions. */
  @Test
  void callsAreNamedAsIamNamesThem() {
    assertThat(entry("servicequotas.amazonaws.com").principal().enableMethod().how())
        .isEqualTo("servicequotas:AssociateServiceQuotaTemplate");
  }

  @Test
  void firewallManagersRoleStandsInEveryAccount() {
    assertThat(entry("fms.amazonaws.com").principal().roles().getFirst().expectedIn())
        .isEqualTo(Set.of(ExpectedIn.MANAGEMENT, ExpectedIn.EVERY_MEMBER));
  }

  @ParameterizedTest
  @CsvSource({
      "fms.amazonaws.com, policy, LOST",
      "fms.amazonaws.com, administrator, BLOCKS",
      "config.amazonaws.com, organization-aggregator, LOST",
      "config-multiaccountsetup.amazonaws.com, organization-rule, LOST",
      "config-multiaccountsetup.amazonaws.com, conformance-pack, LOST",
      "ds.amazonaws.com, shared-directory, SURVIVES",
      "sso.amazonaws.com, instance, SURVIVES",
      "aws-artifact-account-sync.amazonaws.com, agreement, SURVIVES"})
  void whatRemainsIsGraded(String principal, String kind, Effect effect) {
    assertThat(entry(principal).service().effects()).containsEntry(kind, effect);
  }

  @ParameterizedTest
  @CsvSource({
      "aws-artifact-account-sync.amazonaws.com, SERVICE_OUTAGE",
      "config.amazonaws.com, DEGRADE",
      "ds.amazonaws.com, BENIGN",
      "fms.amazonaws.com, DESTRUCTIVE",
      "sso.amazonaws.com, SERVICE_OUTAGE"})
  void disablingTheFirstServicesHurtsSoMuch(String principal, Impact impact) {
    assertThat(entry(principal).service().impact()).isEqualTo(impact);
  }

  /** New ways in for people, and what is removed with access, are graded before anybody got hurt. */
  @ParameterizedTest
  @CsvSource({
      "account-access.amazonaws.com, SERVICE_OUTAGE",
      "network-security-manager.amazonaws.com, DESTRUCTIVE",
      "billing-cost-management.amazonaws.com, UNKNOWN"})
  void theseRequireAConfirmation(String principal, Impact impact) {
    assertThat(entry(principal).service().impact()).isEqualTo(impact);
    assertThat(impact.needsConfirmation()).isTrue();
  }

  /** AWS's pages have a person create these roles where access is enabled without the service's console. */
  @ParameterizedTest
  @CsvSource({
      "agent-registry.amazonaws.com, AWSServiceRoleForAgentRegistry, agent-registry.amazonaws.com",
      "devops-guru.amazonaws.com, AWSServiceRoleForDevOpsGuru, devops-guru.amazonaws.com",
      "eks.amazonaws.com, AWSServiceRoleForAmazonEKSDashboard, dashboard.eks.amazonaws.com",
      "private-marketplace.marketplace.amazonaws.com, AWSServiceRoleForPrivateMarketplaceAdmin, private-marketplace.marketplace.amazonaws.com",
      "procurement-insights.marketplace.amazonaws.com, AWSServiceRoleForProcurementInsightsPolicy, procurement-insights.marketplace.amazonaws.com",
      "resiliencehub.amazonaws.com, AWSServiceRoleForResilienceHub, resiliencehub.amazonaws.com"})
  void peopleCreateTheseRoles(String principal, String role, String owner) {
    assertThat(entry(principal).principal().initialization()).contains(new InitializationFacts(
        Optional.of(role), "aws iam create-service-linked-role --aws-service-name " + owner));
  }

  /** Only where AWS's pages leave nothing to lose: not where they are silent about what the organization keeps. */
  @Test
  void ofTheseNothingRemains() {
    assertThat(principalsWhose(PrincipalFacts::leavesNothing)).contains(
        "account.amazonaws.com", "backup.amazonaws.com", "devops-guru.amazonaws.com", "ec2.amazonaws.com",
        "eks.amazonaws.com", "mgn.amazonaws.com", "opsdatasync.ssm.amazonaws.com",
        "malware-protection.guardduty.amazonaws.com", "procurement-insights.marketplace.amazonaws.com",
        "q.amazonaws.com", "selfservicereporting.managedservices.amazonaws.com")
        .doesNotContain(
            "agent-registry.amazonaws.com", "license-management.marketplace.amazonaws.com",
            "agentless.inspector2.amazonaws.com", "thirdparty.inspector2.amazonaws.com",
            "private-marketplace.marketplace.amazonaws.com", "reporting.trustedadvisor.amazonaws.com",
            "resiliencehub.amazonaws.com", "account-access.amazonaws.com", "network-security-manager.amazonaws.com");
  }

  /** Whoever confirms a deletion of these is not told that their scanning goes on: AWS says that of the members alone. */
  @ParameterizedTest
  @CsvSource({"agentless.inspector2.amazonaws.com", "thirdparty.inspector2.amazonaws.com"})
  void scanningIsNotDisabledUnnoticed(String principal) {
    assertThat(entry(principal).service().consequence())
        .contains("agentless and third-party scanning may end");
    assertThat(entry(principal).principal().leavesNothing()).isFalse();
  }

  /** Artifact, Directory Service and single sign-on go on as before once access is back. */
  @ParameterizedTest
  @CsvSource({"aws-artifact-account-sync.amazonaws.com", "ds.amazonaws.com", "sso.amazonaws.com"})
  void reEnablingSuffices(String principal) {
    assertThat(entry(principal).service().lostWhileDisabled()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ram.amazonaws.com", "cloudtrail.amazonaws.com", "securityhub.amazonaws.com",
      "controltower.amazonaws.com"})
  void reEnablingDoesNotSuffice(String principal) {
    assertThat(entry(principal).service().lostWhileDisabled()).isPresent();
  }

  @Test
  void controlTowerAlsoManagesTwoServices() {
    assertThat(CATALOG.services()).filteredOn(service -> service.alsoManagedBy().isPresent())
        .allSatisfy(service -> assertThat(service.alsoManagedBy()).contains("controltower.amazonaws.com"))
        .extracting(ServiceFacts::id)
        .containsExactlyInAnyOrder("config", "cloudtrail");
  }

  @Test
  void twoServicesHaveTwoNames() {
    assertThat(CATALOG.otherNames("artifact.amazonaws.com")).containsExactly("aws-artifact-account-sync.amazonaws.com");
    assertThat(CATALOG.otherNames("stacksets.cloudformation.amazonaws.com"))
        .containsExactly("member.org.stacksets.cloudformation.amazonaws.com");
  }

  @Test
  void featuresNameTheirPrimary() {
    assertThat(CATALOG.services()).allSatisfy(service -> {
      String primary = service.principals().getFirst().principal();
      assertThat(service.principals().getFirst().featureOf()).isEmpty();
      assertThat(service.principals().subList(1, service.principals().size()))
          .allSatisfy(feature -> assertThat(feature.featureOf()).contains(primary));
    });
    assertThat(entry("config-multiaccountsetup.amazonaws.com").principal().featureOf())
        .contains("config.amazonaws.com");
    assertThat(entry("license-manager-linux-subscriptions.amazonaws.com").principal().featureOf())
        .contains("license-manager.amazonaws.com");
  }

  /** One declaration keeps another only where AWS documents that they go together. */
  @Test
  void noPrincipalNeedsAnotherButWhereAwsDocumentsIt() {
    assertThat(CATALOG.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .filter(principal -> !principal.needs().isEmpty())
        .map(principal -> principal.principal() + " needs " + principal.needs()))
        .containsExactly("config-multiaccountsetup.amazonaws.com needs [config.amazonaws.com]");
  }

  /** Everything of the first services is enabled by Organizations and initialized afterwards. */
  @ParameterizedTest
  @CsvSource({
      "aws-artifact-account-sync.amazonaws.com", "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com",
      "ds.amazonaws.com", "fms.amazonaws.com", "sso.amazonaws.com"})
  void theFirstServicesGoThroughOrganizations(String principal) {
    assertThat(entry(principal).principal().enableMethod().by()).isEqualTo(AccessMethod.By.ORGANIZATIONS);
    assertThat(entry(principal).principal().disableMethod().by()).isEqualTo(AccessMethod.By.ORGANIZATIONS);
  }

  @Test
  void theseAreNotEnabledByOrganizations() {
    assertThat(principalsWhose(principal -> principal.enableMethod().by() == AccessMethod.By.SERVICE))
        .containsExactlyInAnyOrder(
            "member.org.stacksets.cloudformation.amazonaws.com", "compute-optimizer.amazonaws.com",
            "cost-optimization-hub.bcm.amazonaws.com",
            "health.amazonaws.com", "license-manager.amazonaws.com", "networkmanager.amazonaws.com",
            "ram.amazonaws.com",
            "servicecatalog.amazonaws.com", "servicequotas.amazonaws.com", "notifications.amazonaws.com",
            "tagpolicies.tag.amazonaws.com", "wellarchitected.amazonaws.com", "ipam.amazonaws.com",
            "reachabilityanalyzer.networkinsights.amazonaws.com", "securitylake.amazonaws.com");
    assertThat(principalsWhose(principal -> principal.enableMethod().by() == AccessMethod.By.CONSOLE))
        .containsExactlyInAnyOrder("q.amazonaws.com", "reporting.trustedadvisor.amazonaws.com");
  }

  @Test
  void theseAreNotDisabledByOrganizations() {
    assertThat(principalsWhose(principal -> principal.disableMethod().by() == AccessMethod.By.SERVICE))
        .containsExactlyInAnyOrder(
            "member.org.stacksets.cloudformation.amazonaws.com", "health.amazonaws.com", "networkmanager.amazonaws.com",
            "servicecatalog.amazonaws.com", "notifications.amazonaws.com", "tagpolicies.tag.amazonaws.com",
            "wellarchitected.amazonaws.com");
    assertThat(principalsWhose(principal -> principal.disableMethod().by() == AccessMethod.By.CONSOLE))
        .containsExactly("q.amazonaws.com");
  }

  private static List<String> principalsWhose(Predicate<PrincipalFacts> property) {
    return CATALOG.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .filter(property)
        .map(PrincipalFacts::principal)
        .toList();
  }

  @Test
  void securityHubsPolicyTypeKeepsItsAccess() {
    assertThat(entry("securityhub.amazonaws.com").service().policyTypes()).containsExactly("SECURITYHUB_POLICY");
  }

  /** A name people take for a principal, and the one that the advice has to give instead. */
  @ParameterizedTest
  @CsvSource({
      "dashboard.eks.amazonaws.com, eks.amazonaws.com",
      "accountdiscovery.ssm.amazonaws.com, ssm.amazonaws.com",
      "securityhubv2.amazonaws.com, securityhub.amazonaws.com",
      "orgsdatasync.servicecatalog.amazonaws.com, servicecatalog.amazonaws.com",
      "declarative-policies-ec2.amazonaws.com, ec2.amazonaws.com",
      "config-conforms.amazonaws.com, config-multiaccountsetup.amazonaws.com",
      "macie.me-south-1.amazonaws.com, macie.amazonaws.com",
      "notifications.amazon.com, notifications.amazonaws.com",
      "license-manager.member-account.amazonaws.com., license-manager.member-account.amazonaws.com"})
  void aRejectedNameNamesTheRightPrincipal(String rejected, String right) {
    assertThat(CATALOG.rejected(rejected).orElseThrow().advice()).contains(right);
    assertThat(CATALOG.find(right)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"organizations.amazonaws.com", "events.amazonaws.com", "eventbridge.amazonaws.com"})
  void someNamesNeedNoTrustedAccess(String rejected) {
    assertThat(CATALOG.rejected(rejected)).isPresent();
  }

  @Test
  void consequencesFitIntoAMessage() {
    assertThat(CATALOG.services()).allSatisfy(service -> {
      assertThat(service.consequence()).hasSizeLessThanOrEqualTo(110).doesNotEndWith(".");
      service.lostWhileDisabled().ifPresent(lost -> assertThat(lost).hasSizeLessThanOrEqualTo(80).doesNotEndWith("."));
    });
  }

  @Test
  void everySourceIsAPageOfAwsOrAnApiModel() throws IOException {
    JsonNode root = new YAMLMapper().readTree(resource("/dev/trustedaccess/catalog.yaml"));

    List<String> sources = new ArrayList<>();
    root.findValues("source").forEach(source -> sources.add(source.asText()));

    // At least one for the service and two for its access methods.
    assertThat(sources).hasSizeGreaterThan(3 * CATALOG.services().size())
        .allMatch(source -> source
            .matches("https://docs\\.aws\\.amazon\\.com/\\S+|botocore [0-9.]+:[a-z0-9-]+#[A-Za-z0-9]+"));
  }
}
