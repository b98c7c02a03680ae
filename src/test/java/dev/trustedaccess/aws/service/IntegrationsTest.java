package dev.trustedaccess.aws.service;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.KindPlaces;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.aws.Bench.MANAGEMENT;
import static dev.trustedaccess.aws.Bench.SECURITY;
import static dev.trustedaccess.aws.Bench.failure;
import static dev.trustedaccess.aws.Bench.known;
import static org.assertj.core.api.Assertions.assertThat;

/** Config, Directory Service, Identity Center and Artifact: what is awaited, what remains, what cannot be read. */
class IntegrationsTest {
  private static final String CONFIG = "config.amazonaws.com";
  private static final String RULES = "config-multiaccountsetup.amazonaws.com";
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String SSO = "sso.amazonaws.com";
  private static final String ARTIFACT = "aws-artifact-account-sync.amazonaws.com";
  private static final Instant SINCE = Instant.parse("2024-05-01T00:00:00Z");

  private final Bench bench = new Bench();
  private final OrganizationAccess access = bench.access();

  @AfterEach
  void stop() {
    bench.close();
  }

  private ServiceAccess service(String principal) {
    return access.service(principal).orElseThrow();
  }

  private Stage stage(String principal) {
    return known(service(principal).initialization()).stage();
  }

  private List<Remaining> remaining(String principal) {
    RemainingRead read = service(principal).remaining(List.of());
    assertThat(read.unread()).isEmpty();
    return read.found();
  }

  @ParameterizedTest
  @CsvSource({
      "fms.amazonaws.com, firewall-manager, true",
      "config.amazonaws.com, config, false",
      "config-multiaccountsetup.amazonaws.com, config-multiaccountsetup, false",
      "ds.amazonaws.com, directory-service, false",
      "sso.amazonaws.com, identity-center, false",
      "aws-artifact-account-sync.amazonaws.com, artifact, false",
      "artifact.amazonaws.com, artifact, false"})
  void eachSeedServiceHasAnIntegration(String principal, String id, boolean initializes) {
    assertThat(service(principal).integration()).isEqualTo(id);
    assertThat(service(principal).initializes()).isEqualTo(initializes);
  }

  /** A home may change, and what was made in the old one is still to be looked for. */
  @Test
  void eachNamesTheRegionsThatItReads() {
    OrganizationAccess abroad = bench.accessFrom("eu-west-3");
    assertThat(abroad.service(SSO).orElseThrow().regions()).containsExactly("eu-west-3", "eu-central-1", "eu-west-1");
    assertThat(abroad.service("fms.amazonaws.com").orElseThrow().regions())
        .containsExactly("us-east-1", "eu-central-1", "eu-west-1");
    assertThat(abroad.service(CONFIG).orElseThrow().regions()).containsExactly("eu-central-1", "eu-west-1");
  }

  @Test
  void otherServicesHaveNone() {
    assertThat(access.service("mail.amazonaws.com")).isEmpty();
  }

  // GuardDuty

  /** Whoever administers it in a Region that is read is found, with its members, though another Region refuses. */
  @Test
  void aRegionThatRefusesHidesNoAdministratorOfAnother() {
    for (String region : List.of("eu-central-1", "eu-west-1")) {
      bench.org.management().things(region).put("guardduty/administrator", SECURITY);
      bench.security.things(region).put("guardduty/member", "777788889999");
    }
    bench.aws.faults()
        .every(call -> call.action().equals("guardduty:ListOrganizationAdminAccounts")
            && call.region().equals("eu-west-1"))
        .fail("AccessDeniedException", 403);

    RemainingRead read = service("guardduty.amazonaws.com").remaining(List.of());

    assertThat(read.found()).contains(
        new Remaining("administrator", SECURITY, SECURITY, "eu-central-1"),
        new Remaining("member", "777788889999", SECURITY, "eu-central-1"));
    assertThat(read.read())
        .contains(PlaceRead.inRegion("administrator", "eu-central-1"))
        .doesNotContain(PlaceRead.inRegion("administrator", "eu-west-1"), PlaceRead.everywhere("administrator"));
    assertThat(read.unread()).singleElement().satisfies(failure -> assertThat(failure.detail()).contains("eu-west-1"));
  }

  /** In a Region that is not read there may still be an administrator. */
  @Test
  void administratorsOfARegionalServiceAreReadInTheManagedRegionsAlone() {
    RemainingRead read = service("guardduty.amazonaws.com").remaining(List.of());
    assertThat(read.unread()).isEmpty();
    assertThat(read.read()).containsExactlyInAnyOrder(
        PlaceRead.inRegion("administrator", "eu-central-1"), PlaceRead.inRegion("administrator", "eu-west-1"));
  }

  /** What it reads only of administrators it reads nowhere while there is none; that must not pass for a read. */
  @Test
  void eachNamesWhereItReadsWhichKind() {
    Set<String> managed = Set.of("eu-central-1", "eu-west-1");
    assertThat(service("guardduty.amazonaws.com").kinds()).containsExactly(
        new KindPlaces("administrator", managed, true, false, true),
        new KindPlaces("member", managed, true, true, false));
    assertThat(service("fms.amazonaws.com").kinds()).containsExactly(
        new KindPlaces("administrator", Set.of("us-east-1"), false, false, true),
        new KindPlaces("policy", Set.of("eu-central-1", "eu-west-1", "us-east-1"), true, true, false));
  }

  // Config

  @Test
  void anAggregatorIsAwaitedInAnyManagedRegion() {
    bench.org.management().things("eu-west-1").put("organization-aggregator", "of-single-accounts", Thing::notCounting);
    bench.org.management().things("us-west-2").put("organization-aggregator", "in-a-region-not-managed");
    assertThat(known(service(CONFIG).initialization()))
        .isEqualTo(InitializationState.of(Stage.ABSENT, "an organization aggregator"));

    bench.org.management().things("eu-west-1").put("organization-aggregator", "all");
    assertThat(stage(CONFIG)).isEqualTo(Stage.DONE);
  }

  @Test
  void anAggregatorOfADelegatedAdministratorCountsToo() {
    bench.org.enabled(CONFIG, SINCE).delegate(CONFIG, SECURITY);
    bench.security.things("eu-central-1").put("organization-aggregator", "all");

    assertThat(stage(CONFIG)).isEqualTo(Stage.DONE);
    assertThat(remaining(CONFIG))
        .containsExactly(new Remaining("organization-aggregator", "all", SECURITY, "eu-central-1"));
  }

  @Test
  void aRegionThatCannotBeReadIsNotEmpty() {
    bench.aws.faults()
        .every(call -> call.action().equals("config:DescribeConfigurationAggregators")
            && call.region().equals("eu-west-1"))
        .fail("AccessDeniedException", 400);
    Failure unread = new Failure(
        Failure.Kind.ACCESS_DENIED,
        "config:DescribeConfigurationAggregators in account 111111111111, eu-west-1");

    assertThat(failure(service(CONFIG).initialization())).isEqualTo(unread);
    assertThat(service(CONFIG).remaining(List.of())).isEqualTo(new RemainingRead(
        List.of(), Set.of(PlaceRead.of("organization-aggregator", MANAGEMENT, "eu-central-1")), List.of(unread)));

    bench.org.management().things("eu-central-1").put("organization-aggregator", "all");
    assertThat(stage(CONFIG)).as("what is seen is there").isEqualTo(Stage.DONE);
    assertThat(service(CONFIG).remaining(List.of()).unread()).containsExactly(unread);
  }

  @Test
  void aDelegatedAdministratorsAccountThatLetsNobodyInIsUnreadOnce() {
    bench.org.enabled(CONFIG, SINCE).delegate(CONFIG, SECURITY);
    bench.security.withoutRole("TrustedAccessAdministrator");

    assertThat(service(CONFIG).remaining(List.of()).unread()).extracting(Failure::kind)
        .containsExactly(Failure.Kind.CREDENTIALS_INVALID);
  }

  @Test
  void organizationRulesAndConformancePacksRemainByRegionAndAccount() {
    bench.org.enabled(RULES, SINCE).delegate(RULES, SECURITY);
    bench.org.management().things("eu-central-1").put("organization-rule", "encrypted-volumes");
    bench.org.management().things("eu-west-1").put("conformance-pack", "baseline");
    bench.security.things("eu-west-1").put("organization-rule", "root-mfa");

    assertThat(stage(RULES)).isEqualTo(Stage.NOT_REQUIRED);
    assertThat(remaining(RULES)).containsExactly(
        new Remaining("conformance-pack", "baseline", MANAGEMENT, "eu-west-1"),
        new Remaining("organization-rule", "encrypted-volumes", MANAGEMENT, "eu-central-1"),
        new Remaining("organization-rule", "root-mfa", SECURITY, "eu-west-1"));
    assertThat(remaining(CONFIG)).isEmpty();
  }

  @Test
  void whatFallsBetweenTwoPagesWhileAnotherGoesIsFoundAllTheSame() {
    bench.aws.pages().byPosition();
    bench.aws.pages().atMost(2);
    bench.org.management()
        .things("eu-central-1")
        .put("organization-aggregator", "a", Thing::notCounting)
        .put("organization-aggregator", "b", Thing::notCounting)
        .put("organization-aggregator", "c");
    bench.aws.faults()
        .call(2, "config:DescribeConfigurationAggregators")
        .run(() -> bench.org.management().things("eu-central-1").remove("organization-aggregator", "a"));
    assertThat(remaining(CONFIG)).extracting(Remaining::id).containsExactly("c");
  }

  // Directory Service

  @Test
  void directoriesSharedWithinTheOrganizationRemain() {
    bench.org.management()
        .things("eu-west-1")
        .put("shared-directory", "d-1", share -> share.inAccount(SECURITY))
        .put("shared-directory", "d-2", share -> share.inAccount("333333333333").with("ShareMethod", "HANDSHAKE"))
        .put("shared-directory", "d-3", share -> share.inAccount("444444444444").with("ShareStatus", "Deleted"))
        .put("ds:DescribeDirectories", "d-2222222222");

    assertThat(stage(DIRECTORIES)).isEqualTo(Stage.NOT_REQUIRED);
    assertThat(remaining(DIRECTORIES)).singleElement().satisfies(share -> {
      assertThat(share.kind()).isEqualTo("shared-directory");
      assertThat(share.accountId()).isEqualTo(SECURITY);
      assertThat(share.region()).isEqualTo("eu-west-1");
    });
  }

  // Identity Center

  @ParameterizedTest
  @CsvSource({"ACTIVE, DONE", "CREATE_IN_PROGRESS, IN_PROGRESS", "CREATE_FAILED, FAILED",
      "DELETE_IN_PROGRESS, BEING_REMOVED",
      "NONE, ABSENT"})
  void theOrganizationInstanceIsAwaited(String status, Stage stage) {
    if (stage != Stage.ABSENT) {
      bench.org.management().things("eu-west-1").put("instance", "ssoins-1", one -> one.with("Status", status));
    }

    assertThat(known(service(SSO).initialization()))
        .isEqualTo(InitializationState.of(stage, "the organization instance"));
  }

  @Test
  void theInstanceRemains() {
    bench.org.management().things("eu-west-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    bench.security.things("eu-west-1").put("instance", "arn:aws:sso:::instance/ssoins-1");

    assertThat(remaining(SSO)).containsExactly(new Remaining(
        "instance",
        "arn:aws:sso:::instance/ssoins-1",
        MANAGEMENT,
        "eu-west-1"));
  }

  @Test
  void anInstanceMayStandInARegionThatCannotBeRead() {
    bench.aws.faults()
        .every(call -> call.action().equals("sso:ListInstances") && call.region().equals("eu-west-1"))
        .fail("UnrecognizedClientException", 400);

    assertThat(failure(service(SSO).initialization())).isEqualTo(new Failure(
        Failure.Kind.ENDPOINT_UNSUPPORTED, Cause.REGION_NOT_ENABLED,
        "sso:ListInstances in account 111111111111, eu-west-1"));

    bench.org.management().things("eu-central-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    assertThat(stage(SSO)).isEqualTo(Stage.DONE);
  }

  // Artifact

  @ParameterizedTest
  @ValueSource(strings = {"/aws-service-role/artifact.amazonaws.com/:AWSServiceRoleForArtifact",
      "/service-role/:AWSArtifactAccountSync"})
  void eitherRoleShowsThatArtifactWasStarted(String role) {
    assertThat(stage(ARTIFACT)).isEqualTo(Stage.ABSENT);

    String[] pathAndName = role.split(":", 2);
    bench.org.management().role(pathAndName[1], pathAndName[0]);

    assertThat(stage(ARTIFACT)).isEqualTo(Stage.DONE);
    assertThat(stage("artifact.amazonaws.com")).isEqualTo(Stage.DONE);
  }

  @Test
  void agreementsOfTheOrganizationInForceRemain() {
    bench.org.management()
        .things("us-east-1")
        .put("agreement", "of-the-account", Thing::notCounting)
        .put("agreement", "ended", agreement -> agreement.with("state", "CUSTOMER_TERMINATED"))
        .put("agreement", "nda");

    assertThat(remaining(ARTIFACT)).singleElement().satisfies(agreement -> {
      assertThat(agreement.kind()).isEqualTo("agreement");
      assertThat(agreement.accountId()).isEqualTo(MANAGEMENT);
      assertThat(agreement.region()).isEqualTo("global");
    });
  }

  // No service role

  @Test
  void withoutAServiceRoleNothingIsReadAndNothingCountsAsEmpty() {
    ServiceAccess config = bench.accessWithoutServiceRole().service(CONFIG).orElseThrow();

    assertThat(failure(config.initialization()).kind()).isEqualTo(Failure.Kind.NO_IDENTITY);
    assertThat(config.remaining(List.of()).unread()).extracting(Failure::kind)
        .containsExactly(Failure.Kind.NO_IDENTITY);
    assertThat(bench.aws.calls().matching(call -> call.action().startsWith("config:"))).isEmpty();
  }
}
