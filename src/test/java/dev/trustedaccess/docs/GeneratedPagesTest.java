package dev.trustedaccess.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The references say what the code says, or the build fails. */
class GeneratedPagesTest {
  private static final String WRITE = "mvn -q test -Dtest=GeneratedPagesTest -Ddocs.write=true";
  private static final Map<String, Supplier<String>> PAGES = Map.of(
      "docs/metrics.md", MetricsPage::text,
      "docs/reasons.md", ReasonsPage::text,
      "docs/reference.md", FieldsPage::text,
      "docs/services.md", ServicesPage::text,
      IntegrationsFile.NAME, IntegrationsFile::text);

  static Iterable<String> pages() {
    return PAGES.keySet();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isCurrent(String page) throws IOException {
    String generated = PAGES.getOrDefault(page, () -> "").get();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(Path.of(page), generated);
    }
    assertThat(Files.readString(Path.of(page))).as("%s is stale, run: %s", page, WRITE).isEqualTo(generated);
  }

  @Test
  void everyReasonHasItsLine() {
    assertThat(ReasonsPage.lines()).allSatisfy((reason, line) -> assertThat(line).as(reason.name()).isNotBlank());
  }
}
