package dev.trustedaccess.ops;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SettingsTest {
  private static final String PORT = "TRUSTED_ACCESS_HTTP_PORT";
  private static final String ELECTION = "TRUSTED_ACCESS_LEADER_ELECTION";
  private static final String SETTLE = "TRUSTED_ACCESS_SETTLE_TIME";

  @Test
  void anEmptyEnvironmentGivesTheDesignsFigures() {
    assertThat(Settings.of(Map.of())).isEqualTo(new Settings(8080, Duration.ofMinutes(2)));
    assertThat(Settings.of(Map.of(PORT, "0", SETTLE, "PT3S")).timing().settle()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536", ""})
  void aWrongPortIsNamed(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of(PORT, value)))
        .withMessageContaining(PORT)
        .withMessageContaining("0 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2m", "-PT1S", "soon", ""})
  void aWrongSettleTimeIsNamed(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of(SETTLE, value)))
        .withMessageContaining(SETTLE)
        .withMessageContaining("PT2M");
  }

  @Test
  void oneOfSeveralReplicasRefusesToStart() {
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of(ELECTION, "true")))
        .withMessageContaining(ELECTION)
        .withMessageContaining("one replica");
    assertThat(Settings.of(Map.of(ELECTION, "false"))).isEqualTo(Settings.of(Map.of()));
  }
}
