package dev.trustedaccess.aws.service;

import java.time.Instant;
import java.util.List;

import dev.trustedaccess.aws.Bench;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.simulator.world.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.aws.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** A service whose things may be in any account: which accounts a read asks, and which count as not read. */
class EveryAccountTest {
  private static final String RAM = "ram.amazonaws.com";
  private static final Remaining SHARED = new Remaining("principal", "o-exampleorgid", SECURITY, "eu-west-1");

  private final Bench bench = new Bench();

  @BeforeEach
  void enabled() {
    bench.org.enabled(RAM, Instant.parse("2024-05-01T00:00:00Z"));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private RemainingRead read(Account.State state) {
    bench.security.inState(state);
    return bench.access().service(RAM).orElseThrow().remaining(List.of());
  }

  @Test
  void anActiveAccountIsRead() {
    RemainingRead read = read(Account.State.ACTIVE);
    assertThat(read.unread()).isEmpty();
    assertThat(read.read()).anyMatch(place -> place.isPlaceOf(SHARED));
  }

  /** AWS may lift its restriction, and then what the account shares is in use again. */
  @ParameterizedTest
  @EnumSource(value = Account.State.class, names = {"SUSPENDED", "PENDING_CLOSURE"})
  void aSuspendedAccountIsReportedAsNotRead(Account.State state) {
    RemainingRead read = read(state);
    assertThat(read.unread())
        .containsExactly(new Failure(
            Failure.Kind.CREDENTIALS_INVALID, Cause.ACCOUNT_CLOSED, "ram:ListPrincipals in account " + SECURITY));
    assertThat(read.read()).isNotEmpty().noneMatch(place -> place.isPlaceOf(SHARED));
  }

  /** AWS deletes what a closed account has, and one that was never activated has nothing. */
  @ParameterizedTest
  @EnumSource(value = Account.State.class, names = {"CLOSED", "PENDING_ACTIVATION"})
  void anAccountThatHasNothingInUseIsNotAsked(Account.State state) {
    RemainingRead read = read(state);
    assertThat(read.unread()).isEmpty();
    assertThat(read.read()).isNotEmpty().noneMatch(place -> place.isPlaceOf(SHARED));
  }
}
