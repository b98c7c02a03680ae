package dev.trustedaccess.app;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SettingsTest {
  private static final String PORT = "TRUSTED_ACCESS_HTTP_PORT";
  private static final String PAGE_PORT = "TRUSTED_ACCESS_PAGE_PORT";
  private static final String ELECTION = "TRUSTED_ACCESS_LEADER_ELECTION";
  private static final String NAMESPACE = "TRUSTED_ACCESS_NAMESPACE";
  private static final String SETTLE = "TRUSTED_ACCESS_SETTLE_TIME";

  @Test
  void anEmptyEnvironmentGivesTheDesignsFigures() {
    assertThat(Settings.of(Map.of())).isEqualTo(new Settings(8080, 8081, Duration.ofMinutes(2), Optional.empty()));
    assertThat(Settings.of(Map.of(PORT, "0", SETTLE, "PT3S")).timing().settle()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536", ""})
  void aWrongPortIsNamed(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of(PORT, value)))
        .withMessageContaining(PORT)
        .withMessageContaining("0 to 65535");
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of(PAGE_PORT, value)))
        .withMessageContaining(PAGE_PORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2m", "-PT1S", "soon", ""})
  void aWrongSettleTimeIsNamed(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of(SETTLE, value)))
        .withMessageContaining(SETTLE)
        .withMessageContaining("PT2M");
  }

  @Test
  void severalProcessesElectALeaderInTheirNamespace() {
    assertThat(Settings.of(Map.of(ELECTION, "true", NAMESPACE, "trusted-access")).leaseNamespace())
        .contains("trusted-access");
    assertThat(Settings.of(Map.of(ELECTION, "false", NAMESPACE, "trusted-access")).leaseNamespace()).isEmpty();
  }

  @Test
  void withoutANamespaceThereIsNoPlaceForTheLease() {
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of(ELECTION, "true")))
        .withMessageContaining(NAMESPACE)
        .withMessageContaining(ELECTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", ""})
  void whatIsNeitherTrueNorFalseIsNamed(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of(ELECTION, value, NAMESPACE, "default")))
        .withMessageContaining(ELECTION)
        .withMessageContaining("true or false");
  }
}
