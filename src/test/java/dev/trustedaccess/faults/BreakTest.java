package dev.trustedaccess.faults;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each mistake still has its place in the sources: the suite that makes them is run by hand. */
class BreakTest {
  private static Stream<Break> mistakes() {
    return Break.all().stream();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void hasItsPlace(Break mistake) {
    assertThat(mistake.broken()).contains(mistake.replace().strip());
  }
}
