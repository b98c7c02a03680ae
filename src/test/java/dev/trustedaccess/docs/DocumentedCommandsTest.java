package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No command is shown that is neither run on the real parts nor has a reason why not. */
class DocumentedCommandsTest {
  private static final Path ON_THE_REAL_PARTS = Path.of("src/e2e/java/dev/trustedaccess/e2e");
  private static final Pattern ASKED_FOR = Pattern.compile("DocumentedCommand\\.([A-Z_]+)");

  static List<Path> pages() {
    return Documentation.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfAPageIsListed(Path page) {
    var listed = Arrays.stream(DocumentedCommand.values()).map(DocumentedCommand::text).toList();

    assertThat(Documentation.of(page).commands()).filteredOn(command -> !listed.contains(command))
        .as("commands that DocumentedCommand does not list")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyListedCommandIsShownSomewhere(DocumentedCommand command) {
    assertThat(command.text()).isNotBlank();
  }

  @Test
  void eachIsRunOrHasAReason() throws IOException {
    try (Stream<Path> tests = Files.walk(ON_THE_REAL_PARTS)) {
      var sources = tests.filter(Files::isRegularFile).toList();
      var asked = sources.stream().flatMap(DocumentedCommandsTest::askedFor).collect(Collectors.toSet());
      var toRun = Arrays.stream(DocumentedCommand.values())
          .filter(command -> command.notRun().isEmpty())
          .map(DocumentedCommand::name)
          .toList();
      assertThat(asked).as("commands that tests in e2e ask for").containsExactlyInAnyOrderElementsOf(toRun);
    }
  }

  private static Stream<String> askedFor(Path source) {
    try {
      return ASKED_FOR.matcher(Files.readString(source)).results().map(name -> name.group(1));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
