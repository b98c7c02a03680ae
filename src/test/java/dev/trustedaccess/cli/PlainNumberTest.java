package dev.trustedaccess.cli;

import java.math.BigInteger;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** By the rules of resolve.go in go.yaml.in/yaml/v2. */
class PlainNumberTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "-7, -7", "+7, 7", "444455556666, 444455556666", "4444_5555_6666, 444455556666",
      "012345671234, 1402434204", "0o17, 15", "0O17, 15", "0x1F, 31", "-0Xff, -255", "0b101, 5", "-0B11, -3",
      "123456789012345678901234567890, 123456789012345678901234567890"})
  void aWholeNumberIsReadToItsBase(String scalar, BigInteger number) {
    assertThat(PlainNumber.of(scalar)).contains(number);
  }

  @ParameterizedTest
  @CsvSource({"012345678901, 12345678901", "1., 1", "1.5, 1.5", ".5, 0.5", "1e3, 1000", "-1_0.5e-1, -1.05",
      ".nan, NaN", ".inf, Infinity", "-.INF, -Infinity", "+.Inf, Infinity"})
  void whatHasAPointOrDigitsAboveItsBaseIsReadToTheBaseOfTen(String scalar, double number) {
    assertThat(PlainNumber.of(scalar)).contains(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "_1", "1a", "0x", "0xG", "0b2", "1.2.3", "1e", "1e999", "1:30", "2024-05-01", "NaN",
      "Infinity", "1d", "o-exampleorg1", "5m"})
  void anythingElseIsAText(String scalar) {
    assertThat(PlainNumber.of(scalar)).isEmpty();
  }

  /** A file of whoever suggests a change must not keep a pull request's job busy. */
  @Test
  void millionsOfDigitsAreReadInNoTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(PlainNumber.of("9".repeat(20_000_000))).isEmpty());
  }
}
