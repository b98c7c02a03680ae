package dev.trustedaccess.component;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A service without an integration of its own goes the general path. */
class GeneralPathTest {
  private static final String ACCOUNT = "account.amazonaws.com";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void accessIsOpenedAndRememberedAsOurs() throws IOException {
    bench.connect("0s");
    bench.startOperator(Duration.ofSeconds(2));
    bench.declare("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: account.amazonaws.com}
        spec:
          servicePrincipal: account.amazonaws.com
          initialization: {mode: None}
        """);
    bench.awaitReady(ACCOUNT, "True", "Ready");
    assertThat(bench.organization().isEnabled(ACCOUNT)).isTrue();
    assertThat(bench.declaration(ACCOUNT).orElseThrow().getStatus()).satisfies(status -> {
      assertThat(status.openedBy()).isEqualTo("Operator");
      assertThat(Instant.parse(status.enabledTime()))
          .isEqualTo(bench.organization().enabledSince(ACCOUNT).orElseThrow().truncatedTo(ChronoUnit.MILLIS));
    });
    assertThat(bench.aws().calls().count("organizations:EnableAWSServiceAccess")).isEqualTo(1);
  }
}
