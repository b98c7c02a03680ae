package dev.trustedaccess.aws;

import java.util.function.Function;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.port.ServiceAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.trustedaccess.aws.Bench.SECURITY;
import static dev.trustedaccess.aws.Bench.failure;
import static dev.trustedaccess.aws.Bench.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Some calls answer with HTTP 200 that they changed nothing. That is a failure, whatever the status code. */
class UnmadeChangesTest {
  private static final String RAM = "ram.amazonaws.com";
  private static final String ANALYZER = "reachabilityanalyzer.networkinsights.amazonaws.com";
  private static final String IPAM = "ipam.amazonaws.com";
  private static final OwnedResource ADMINISTRATOR = OwnedResource.registration(SECURITY);

  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change(RAM, "ram:EnableSharingWithAwsOrganization", "returnValue", ram -> ram.enable(RAM, ticket())),
        change(ANALYZER, "ec2:EnableReachabilityAnalyzerOrganizationSharing", "returnValue",
            analyzer -> analyzer.enable(ANALYZER, ticket())),
        change(IPAM, "ec2:EnableIpamOrganizationAdminAccount", "success",
            ipam -> ipam.initialize(ADMINISTRATOR, ticket())),
        change(IPAM, "ec2:DisableIpamOrganizationAdminAccount", "success",
            ipam -> ipam.removeOwned(ADMINISTRATOR, ticket())));
  }

  private static Arguments change(
      String principal, String action, String member, Function<ServiceAccess, ChangeOutcome> change) {
    return arguments(principal, action, member, change);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("changes")
  void anAnswerThatNothingWasChangedIsAFailure(
      String principal, String action, String member, Function<ServiceAccess, ChangeOutcome> change) {
    bench.org.enableAccessAlone(principal);
    bench.org.delegate(principal, SECURITY);
    bench.aws.faults().next(action).answer(answer -> answer.with(member, false));

    ChangeOutcome outcome = change.apply(bench.access().service(principal).orElseThrow());

    assertThat(failure(outcome).description()).contains(action, member + " true");
  }
}
