package dev.trustedaccess.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README shows of the demo is in the output that is kept of it. */
class DemoExcerptTest {
  private static final Pattern EXCERPT = Pattern.compile("(?ms)^```\n(\\$ kubectl get tsa .*?)^```$");
  private static final int INDENT = 2;

  @Test
  void theExcerptOfTheReadmeIsPartOfTheKeptOutput() throws IOException {
    var readme = Files.readString(Path.of("README.md"));
    var kept = Files.readString(Path.of("docs", "demo.txt"));

    assertThat(EXCERPT.matcher(readme).results().map(found -> found.group(1).indent(INDENT)).toList())
        .singleElement()
        .satisfies(excerpt -> assertThat(kept).contains(excerpt));
  }
}
