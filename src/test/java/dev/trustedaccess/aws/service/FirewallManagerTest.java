package dev.trustedaccess.aws.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.aws.Bench.DECLARATION;
import static dev.trustedaccess.aws.Bench.SECURITY;
import static dev.trustedaccess.aws.Bench.failure;
import static dev.trustedaccess.aws.Bench.known;
import static dev.trustedaccess.aws.Bench.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FirewallManagerTest {
  private static final String FMS = "fms.amazonaws.com";
  private static final String OTHER = "333333333333";
  private static final OwnedResource ADMINISTRATOR = OwnedResource.administrator(SECURITY, "us-east-1");

  private final Bench bench = new Bench();
  private final ServiceAccess fms = bench.access().service(FMS).orElseThrow();

  @BeforeEach
  void accessIsOn() {
    bench.org.enabled(FMS, Instant.parse("2024-05-01T00:00:00Z"));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private static Optional<Stage> stage(ServiceAccess fms) {
    return known(fms.initialization()).administrators().orElseThrow().stage(ADMINISTRATOR);
  }

  @Test
  void anAdministratorIsNamedSeenComingAndReady() {
    bench.org.firewallManager().comesAfter(Duration.ofHours(1));
    assertThat(known(fms.initialization()).stage()).isEqualTo(Stage.ABSENT);
    assertThat(stage(fms)).isEmpty();

    assertThat(fms.initialize(ADMINISTRATOR, ticket())).isInstanceOf(ChangeOutcome.Accepted.class);

    assertThat(known(fms.initialization())).isEqualTo(
        InitializationState.administered(new AdministratorsSeen(
            List.of(new Appointed(SECURITY, "us-east-1", Stage.IN_PROGRESS)), List.of("us-east-1"))));
    assertThat(stage(fms)).contains(Stage.IN_PROGRESS);
    bench.org.firewallManager().comesAfter(Duration.ZERO);
    assertThat(known(fms.initialization()).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void namingAnAdministratorHappensInUsEast1InANarrowSession() {
    fms.initialize(ADMINISTRATOR, ticket());

    Call associate = bench.aws.calls().of("fms:AssociateAdminAccount").getFirst();
    assertThat(associate.region()).isEqualTo("us-east-1");
    assertThat(associate.role()).isEqualTo("TrustedAccessService");
    assertThat(associate.sessionName()).isEqualTo("tao-0a1b2c3d-" + DECLARATION);
    String policy = bench.aws.calls().of("sts:AssumeRole").getLast().parameters().get("Policy");
    assertThat(policy).contains("fms:AssociateAdminAccount", "\"organizations:ServicePrincipal\":\"" + FMS + "\"")
        .doesNotContain("*\"]", "DisableAWSServiceAccess");
  }

  @Test
  void anotherAdministratorIsLeftAloneAndSaidBack() {
    bench.org.account(OTHER, "other");
    bench.org.firewallManager().administrator(OTHER);

    assertThat(failure(fms.initialize(ADMINISTRATOR, ticket()))).isEqualTo(new Failure(
        Failure.Kind.REFUSED,
        "fms:AssociateAdminAccount in account 111111111111, us-east-1 (InvalidOperationException)"));
    assertThat(known(fms.initialization()).administrators().orElseThrow().accounts()).containsExactly(OTHER);
    assertThat(stage(fms)).isEmpty();
  }

  @Test
  void policiesRemainInEveryManagedRegionAndInTheGlobalOne() {
    bench.org.firewallManager()
        .administrator(SECURITY)
        .policy(SECURITY, "eu-west-1", "regional")
        .policy(SECURITY, "us-east-1", "for-cloudfront")
        .policy(SECURITY, "ap-south-1", "not-managed");

    RemainingRead read = fms.remaining(List.of(SECURITY));

    assertThat(read.unread()).isEmpty();
    assertThat(read.found()).containsExactly(
        new Remaining("administrator", SECURITY, SECURITY, "us-east-1"),
        new Remaining("policy", "regional", SECURITY, "eu-west-1"),
        new Remaining("policy", "for-cloudfront", SECURITY, "us-east-1"));
  }

  @Test
  void anAdministratorThatWeCannotActInHidesItsPolicies() {
    bench.org.account(OTHER, "other");
    bench.org.firewallManager().administrator(OTHER).policy(OTHER, "eu-west-1", "hidden");

    RemainingRead read = fms.remaining(List.of(SECURITY));

    assertThat(read.found()).containsExactly(new Remaining("administrator", OTHER, OTHER, "us-east-1"));
    assertThat(read.unread()).extracting(Failure::kind).containsExactly(Failure.Kind.CREDENTIALS_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidOperationException", "ResourceNotFoundException"})
  void whereThereIsNoDefaultAdministratorNoneIsListedEither(String answer) {
    bench.aws.faults().every("fms:ListAdminAccountsForOrganization").fail(answer, 400);

    RemainingRead read = fms.remaining(List.of());
    assertThat(read.found()).isEmpty();
    assertThat(read.unread()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidOperationException", "ResourceNotFoundException"})
  void butWhereThereIsOneOrNobodyKnowsThatAnswerIsNoList(String answer) {
    bench.aws.faults().every("fms:ListAdminAccountsForOrganization").fail(answer, 400);
    bench.org.firewallManager().administrator(SECURITY);
    assertThat(fms.remaining(List.of()).unread()).hasSize(1);

    bench.org.management().deny("fms:GetAdminAccount");
    assertThat(fms.remaining(List.of()).unread()).hasSize(2);
  }

  @Test
  void whereAdministratorsCannotBeReadTheDeclaredOneIsAskedAllTheSame() {
    bench.org.firewallManager().administrator(SECURITY).policy(SECURITY, "eu-west-1", "regional");
    bench.org.management().deny("fms:ListAdminAccountsForOrganization").deny("fms:GetAdminAccount");

    RemainingRead read = fms.remaining(List.of(SECURITY));

    assertThat(read.found()).containsExactly(new Remaining("policy", "regional", SECURITY, "eu-west-1"));
    assertThat(read.unread()).extracting(Failure::detail)
        .containsExactly(
            "fms:GetAdminAccount in account 111111111111, us-east-1",
            "fms:ListAdminAccountsForOrganization in account 111111111111, us-east-1");
  }

  @Test
  void ourAdministratorStepsDownFromItsOwnAccount() {
    fms.initialize(ADMINISTRATOR, ticket());
    bench.org.firewallManager().policy(SECURITY, "eu-west-1", "goes-with-it");

    assertThat(fms.removeOwned(ADMINISTRATOR, ticket())).isInstanceOf(ChangeOutcome.Accepted.class);

    Call disassociate = bench.aws.calls().of("fms:DisassociateAdminAccount").getFirst();
    assertThat(disassociate.account()).isEqualTo(SECURITY);
    assertThat(disassociate.role()).isEqualTo("TrustedAccessAdministrator");
    assertThat(disassociate.sessionName()).isEqualTo("tao-0a1b2c3d-" + DECLARATION);
    assertThat(stage(fms)).isEmpty();
    assertThat(fms.remaining(List.of(SECURITY))).isEqualTo(new RemainingRead(
        List.of(), Set.of(PlaceRead.everywhere("administrator"), PlaceRead.everywhere("policy")), List.of()));
  }

  @Test
  void anAdministratorOnItsWayOutIsNeitherThereNorGone() {
    bench.org.firewallManager().administrator(SECURITY).goesAfter(Duration.ofHours(1), Duration.ZERO);
    fms.removeOwned(ADMINISTRATOR, ticket());

    assertThat(stage(fms)).contains(Stage.BEING_REMOVED);
    assertThat(known(fms.initialization()).stage()).isEqualTo(Stage.BEING_REMOVED);

    bench.org.firewallManager().goesAfter(Duration.ZERO, Duration.ofHours(1));
    assertThat(stage(fms)).as("shown as DELETED").isEmpty();
    assertThat(known(fms.initialization()).stage()).isEqualTo(Stage.ABSENT);
  }

  @Test
  void withoutARoleThereItCannotBeRemoved() {
    bench.org.firewallManager().administrator(SECURITY);
    ServiceAccess asPod = bench.accessAsPod().service(FMS).orElseThrow();

    assertThat(failure(asPod.removeOwned(ADMINISTRATOR, ticket())))
        .isEqualTo(
            new Failure(Failure.Kind.NO_IDENTITY, "no identity for account 222222222222 (spec.memberRoles.service)"));
    assertThat(bench.aws.calls().changes()).isEmpty();
  }

  @Test
  void aServiceRoleThatOnlyObservesChangesNothing() {
    ServiceAccess observing = bench.gateway.access(Bench.asPod(Mode.OBSERVE)).service(FMS).orElseThrow();

    assertThatThrownBy(() -> observing.initialize(ADMINISTRATOR, ticket())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> observing.removeOwned(ADMINISTRATOR, ticket())).isInstanceOf(IllegalStateException.class);
  }
}
