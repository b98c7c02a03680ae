package dev.trustedaccess.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.simulator.SdkClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

import static dev.trustedaccess.aws.Bench.known;
import static org.assertj.core.api.Assertions.assertThat;

/** AWS's published limits, enforced by the simulator, are never met. */
class RateLimitsTest {
  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void manyReadersOfOneAccountStayBelowThePublishedLimits() throws InterruptedException {
    bench.aws.throttling().enforce();
    bench.org.accounts(150);
    IntStream.range(0, 25)
        .forEach(i -> bench.org.enabled("service-" + i + ".amazonaws.com", Instant.parse("2024-05-01T00:00:00Z")));
    OrganizationAccess one = bench.access();
    OrganizationAccess other = bench.gateway.access(Bench.asPod(Mode.OBSERVE));

    Thread snapshots = Thread.ofVirtual().start(() -> IntStream.range(0, 2).forEach(i -> known(one.snapshot())));
    Thread otherSnapshots = Thread.ofVirtual().start(() -> known(other.snapshot()));
    Thread accounts = Thread.ofVirtual().start(() -> IntStream.range(0, 3).forEach(i -> known(other.accounts())));
    Thread administrators = Thread.ofVirtual()
        .start(() -> IntStream.range(0, 20).forEach(i -> known(one.delegatedAdministrators("sso.amazonaws.com"))));
    for (Thread thread : new Thread[]{snapshots, otherSnapshots, accounts, administrators}) {
      assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    }

    assertThat(bench.aws.calls().count("organizations:ListAWSServiceAccessForOrganization")).isEqualTo(6);
    assertThat(bench.aws.throttling().excesses()).isEmpty();
  }

  @Test
  void theSdksOwnRetriesCountToo() {
    bench.aws.throttling().enforce();
    bench.aws.faults().calls(1, 2, "organizations:ListRoots").fail("ServiceException", 500);
    OrganizationAccess access = bench.accessAsPod();

    known(access.enabledPolicyTypes());
    known(access.enabledPolicyTypes());

    assertThat(bench.aws.calls().count("organizations:ListRoots")).isEqualTo(4);
    assertThat(bench.aws.throttling().excesses()).isEmpty();
  }

  /** Terraform refreshes and applies in the same account, and takes what is left of each limit. */
  @Test
  void halfOfEachLimitIsLeftToOthers() throws InterruptedException {
    bench.aws.throttling().enforce();
    bench.org.accounts(120);
    IntStream.range(0, 45)
        .forEach(i -> bench.org.enabled("service-" + i + ".amazonaws.com", Instant.parse("2024-05-01T00:00:00Z")));
    OrganizationAccess ours = bench.access();
    Thread busy = Thread.ofVirtual().start(() -> IntStream.range(0, 3).forEach(i -> {
      known(ours.snapshot());
      known(ours.accounts());
      known(ours.enabledPolicyTypes());
      assertThat(ours.enable("ds.amazonaws.com", Bench.ticket())).isInstanceOf(ChangeOutcome.Accepted.class);
    }));
    try (OrganizationsClient terraform = SdkClients.of(bench.aws, bench.org.management()).organizations()) {
      while (busy.isAlive()) {
        terraform.describeOrganization();
        terraform.listAWSServiceAccessForOrganization();
        terraform.listRoots();
        terraform.disableAWSServiceAccess(request -> request.servicePrincipal("sso.amazonaws.com"));
        busy.join(Duration.ofMillis(2_100));
      }
    }
    assertThat(bench.aws.throttling().excesses()).isEmpty();
    assertThat(bench.aws.calls().count("organizations:EnableAWSServiceAccess")).isEqualTo(3);
  }
}
