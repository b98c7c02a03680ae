package dev.trustedaccess.aws;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

import static dev.trustedaccess.aws.Bench.MANAGEMENT;
import static dev.trustedaccess.aws.Bench.SECURITY;
import static dev.trustedaccess.aws.Bench.failure;
import static dev.trustedaccess.aws.Bench.known;
import static dev.trustedaccess.aws.Bench.ticket;
import static org.assertj.core.api.Assertions.assertThat;

/** The pod's credentials move to another account while the operator runs, as a changed EKS Pod Identity association does it. */
class MovingPodTest {
  private static final String CONFIG = "config.amazonaws.com";
  private static final String LIST = "config:DescribeConfigurationAggregators";
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String IDENTIFY = "sts:GetCallerIdentity";

  private final Bench bench = new Bench();
  private volatile Account pod = bench.org.management();
  private final SdkGateway gateway = new SdkGateway(new AwsEnvironment(
      Optional.of(bench.aws.endpoint()),
      () -> AwsBasicCredentials.create(pod.keys().accessKeyId(), pod.keys().secretAccessKey()),
      Bench.CLUSTER,
      AwsEnvironment.userAgent(Bench.CLUSTER),
      InstantSource.system()));

  @AfterEach
  void stop() {
    gateway.close();
    bench.close();
  }

  @Test
  void aPodThatMovedToAMemberReadsNothingThatMeetsThePreconditions() {
    bench.org.management().things("eu-central-1").put("organization-aggregator", "all");
    OrganizationAccess access = gateway.access(Bench.servicesAsPod());
    ServiceAccess config = access.service(CONFIG).orElseThrow();
    assertThat(config.remaining(List.of()).found()).hasSize(1);

    pod = bench.security;

    assertThat(known(access.snapshot()).organization().serviceAccountId()).contains(SECURITY);
    RemainingRead read = config.remaining(List.of());
    assertThat(read.unread()).extracting(Failure::kind).contains(Failure.Kind.SERVICE_ELSEWHERE);
    assertThat(read.read()).isEmpty();
    assertThat(bench.aws.calls().of(LIST)).extracting(Call::account).containsOnly(MANAGEMENT);
  }

  @Test
  void aPodThatMovedToAnotherOrganizationChangesNothingThere() {
    Organization other = bench.aws.organization("o-otherorgid0", "999999999999");
    OrganizationAccess access = gateway.access(Bench.asPod(Mode.MANAGE));
    known(access.snapshot());

    pod = other.management();
    ChangeOutcome outcome = access.enable(CONFIG, ticket());

    assertThat(failure(outcome).kind()).isEqualTo(Failure.Kind.NOT_MANAGEMENT_ACCOUNT);
    assertThat(other.isEnabled(CONFIG)).isFalse();
    assertThat(bench.aws.calls().count(ENABLE)).isZero();
  }

  @Test
  void thePodIsIdentifiedOnceForEachOfItsKeys() {
    OrganizationAccess access = gateway.access(Bench.asPod(Mode.MANAGE));
    known(access.snapshot());
    known(access.snapshot());
    assertThat(bench.aws.calls().count(IDENTIFY)).isEqualTo(1);

    pod = bench.security;
    access.snapshot();
    access.snapshot();
    pod = bench.org.management();
    assertThat(known(access.snapshot()).organization().callerAccountId()).isEqualTo(MANAGEMENT);
    assertThat(bench.aws.calls().of(IDENTIFY)).extracting(Call::account).containsExactly(MANAGEMENT, SECURITY);
  }
}
