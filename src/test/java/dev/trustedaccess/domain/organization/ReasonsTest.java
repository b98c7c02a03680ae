package dev.trustedaccess.domain.organization;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Reasons are API: scripts and alerts match on them. */
class ReasonsTest {
  @Test
  void areTheFrozenOnes() throws IOException {
    try (InputStream frozen = Objects.requireNonNull(getClass().getResourceAsStream("reasons.txt"))) {
      assertThat(Arrays.stream(Reason.values()).map(Reason::apiName))
          .as("a reason may be added here; one that is renamed or gone breaks those who match on it")
          .containsExactlyInAnyOrderElementsOf(
              new String(frozen.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }
}
