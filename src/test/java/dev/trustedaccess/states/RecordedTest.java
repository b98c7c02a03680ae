package dev.trustedaccess.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The recorded objects leave nothing out that the code can say. */
class RecordedTest {
  @Test
  void everyReasonIsThere() {
    Set<String> seen = Recorded.all()
        .stream()
        .flatMap(recorded -> recorded.conditions().stream())
        .map(condition -> condition.path("reason").asText())
        .collect(Collectors.toSet());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(
        // A bug cannot be recorded at will.
        Stream.of(Reason.values()).filter(reason -> reason != Reason.INTERNAL_ERROR).map(Reason::apiName).toList());
  }

  @Test
  void everyFileIsOfAState() throws IOException {
    try (Stream<Path> files = Files.list(Recorded.FOLDER)) {
      assertThat(files.toList())
          .containsExactlyInAnyOrderElementsOf(Stream.of(State.values()).map(Recorded::file).toList());
    }
  }

  @Test
  void whatReadySaysIsOfTheGenerationThatWasSeen() {
    assertThat(Recorded.all()).allSatisfy(recorded -> assertThat(recorded.conditions())
        .filteredOn(condition -> Set.of("Ready", "Stalled", "Reconciling").contains(condition.path("type").asText()))
        .allMatch(condition -> condition.path("observedGeneration")
            .asLong() == recorded.object().at("/status/observedGeneration").asLong()));
  }
}
