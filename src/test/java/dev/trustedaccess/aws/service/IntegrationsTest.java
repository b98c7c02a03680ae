package dev.trustedaccess.aws.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.simulator.world.Directories.Method;
import dev.trustedaccess.simulator.world.Directories.Share;
import dev.trustedaccess.simulator.world.IdentityCenter.Status;
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
  private static final String ROLE = "arn:aws:iam::111111111111:role/service-role/AWSConfigRoleForOrganizations";
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
    RemainingRead read = service(principal).remaining(Optional.empty());
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
    assertThat(access.service("ram.amazonaws.com")).isEmpty();
  }

  // Config

  @Test
  void anAggregatorIsAwaitedInAnyManagedRegion() {
    bench.org.management().config("eu-west-1").accountAggregator("of-single-accounts");
    bench.org.management().config("us-west-2").organizationAggregator("in-a-region-not-managed", ROLE);
    assertThat(known(service(CONFIG).initialization()))
        .isEqualTo(InitializationState.of(Stage.ABSENT, "an organization aggregator"));

    bench.org.management().config("eu-west-1").organizationAggregator("all", ROLE);
    assertThat(stage(CONFIG)).isEqualTo(Stage.DONE);
  }

  @Test
  void anAggregatorOfADelegatedAdministratorCountsToo() {
    bench.org.enabled(CONFIG, SINCE).delegate(CONFIG, SECURITY);
    bench.security.config("eu-central-1").organizationAggregator("all", ROLE);

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
    assertThat(service(CONFIG).remaining(Optional.empty())).isEqualTo(new RemainingRead(
        List.of(), Set.of(PlaceRead.of("organization-aggregator", MANAGEMENT, "eu-central-1")), List.of(unread)));

    bench.org.management().config("eu-central-1").organizationAggregator("all", ROLE);
    assertThat(stage(CONFIG)).as("what is seen is there").isEqualTo(Stage.DONE);
    assertThat(service(CONFIG).remaining(Optional.empty()).unread()).containsExactly(unread);
  }

  @Test
  void aDelegatedAdministratorsAccountThatLetsNobodyInIsUnreadOnce() {
    bench.org.enabled(CONFIG, SINCE).delegate(CONFIG, SECURITY);
    bench.security.withoutRole("TrustedAccessAdministrator");

    assertThat(service(CONFIG).remaining(Optional.empty()).unread()).extracting(Failure::kind)
        .containsExactly(Failure.Kind.CREDENTIALS_INVALID);
  }

  @Test
  void organizationRulesAndConformancePacksRemainByRegionAndAccount() {
    bench.org.enabled(RULES, SINCE).delegate(RULES, SECURITY);
    bench.org.management().config("eu-central-1").organizationRule("encrypted-volumes");
    bench.org.management().config("eu-west-1").conformancePack("baseline");
    bench.security.config("eu-west-1").organizationRule("root-mfa");

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
        .config("eu-central-1")
        .accountAggregator("a")
        .accountAggregator("b")
        .organizationAggregator("c", ROLE);
    bench.aws.faults()
        .call(2, "config:DescribeConfigurationAggregators")
        .run(() -> bench.org.management().config("eu-central-1").aggregators().remove("a"));
    assertThat(remaining(CONFIG)).extracting(Remaining::id).containsExactly("c");
  }

  // Directory Service

  @Test
  void directoriesSharedWithinTheOrganizationRemain() {
    bench.org.management()
        .directories("eu-west-1")
        .directory("d-1111111111", "corp.example.com")
        .sharedWith(SECURITY, Method.ORGANIZATIONS)
        .sharedWith("333333333333", Method.HANDSHAKE)
        .share(new Share("444444444444", Method.ORGANIZATIONS, "Deleted"));
    bench.org.management().directories("eu-central-1").directory("d-2222222222", "kept.example.com");

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
  void theOrganizationInstanceIsAwaited(Status status, Stage stage) {
    bench.org.management().identityCenter("eu-west-1").in(status);

    assertThat(known(service(SSO).initialization()))
        .isEqualTo(InitializationState.of(stage, "the organization instance"));
  }

  @Test
  void theInstanceRemains() {
    bench.org.management().identityCenter("eu-west-1").active();
    bench.security.identityCenter("eu-west-1").active();

    assertThat(remaining(SSO)).containsExactly(new Remaining(
        "instance",
        bench.org.management().identityCenter("eu-west-1").instanceArn(),
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

    bench.org.management().identityCenter("eu-central-1").active();
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
        .agreements()
        .accepted("of-the-account")
        .acceptedForOrganization("ended")
        .terminated("ended")
        .acceptedForOrganization("nda");

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
    assertThat(config.remaining(Optional.empty()).unread()).extracting(Failure::kind)
        .containsExactly(Failure.Kind.NO_IDENTITY);
    assertThat(bench.aws.calls().matching(call -> call.action().startsWith("config:"))).isEmpty();
  }
}
