package dev.trustedaccess.aws.sdk;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom a message names as the one who called AWS. */
class CallerTest {
  private static final String ARN = "arn:aws:iam::111122223333:user/alice";

  @Test
  void aPodIsAPod() {
    Caller caller = Caller.of(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));
    caller.identified(ARN);

    assertThat(caller.name()).isEqualTo(Caller.pod().name()).isEqualTo("the pod's own identity");
  }

  @Test
  void elsewhereItIsWhoeverAwsSays() {
    Caller caller = Caller.of(Map.of());
    assertThat(caller.name()).isEqualTo("the credentials of this process");
    assertThat(caller.without()).isEqualTo("this process");

    caller.identified(ARN);

    assertThat(caller.name()).isEqualTo("the credentials of this process (" + ARN + ")");
  }
}
