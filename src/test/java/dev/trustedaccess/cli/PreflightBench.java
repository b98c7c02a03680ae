package dev.trustedaccess.cli;

import java.time.Duration;

import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/** The organization of the examples, and preflight run against it. */
abstract class PreflightBench {
  final Simulator aws = Simulator.start();
  final Organization organization = Bench.exampleOrganization(aws);
  Account as = organization.management();
  Duration ahead = Duration.ZERO;

  @AfterEach
  void stop() {
    aws.close();
  }

  PreflightRun preflight(String... arguments) {
    return PreflightRun.of(aws, as, ahead, () -> {
      throw new AssertionError("a cluster was asked");
    }, arguments);
  }

  PreflightRun examples() {
    return preflight("-f", "examples");
  }

  /** The one line that says fail, of a run that says so. */
  static String fault(PreflightRun run) {
    assertThat(run.exit()).as(run.toString()).isEqualTo(1);
    assertThat(run.lines("fail")).hasSize(1);
    return run.lines("fail").getFirst();
  }

  void members(String role) {
    for (int i = 0; i < 30; i++) {
      organization.account("2000000000%02d".formatted(i), "member-" + i).role(role);
    }
    organization.account("300000000000", "closed").inState(Account.State.SUSPENDED);
  }
}
