package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who waits sees for what; a file or another program sees nothing of it. */
class ProgressTest extends PreflightBench {
  private static final String CLEARED = "\r\u001b[K";

  private PreflightRun run(boolean terminal) {
    return PreflightRun.of(aws, as, ahead, () -> {
      throw new AssertionError("a cluster was asked");
    }, terminal, "-f", "examples");
  }

  @Test
  void aTerminalShowsWhatIsRead() {
    PreflightRun run = run(true);

    assertThat(List.of(run.err().split("\r", -1)))
        .anyMatch(line -> line.contains("Reading the organization of default"))
        .anyMatch(line -> line.contains("Listing the accounts"))
        .anyMatch(line -> line.matches(".*Reading fms.amazonaws.com [(]\\d+ of \\d+[)]"));
    assertThat(run.err()).endsWith(CLEARED).doesNotContain("\n");
    assertThat(run.out()).noneMatch(line -> line.contains("\u001b")).isEqualTo(run(false).out());
  }

  @Test
  void elsewhereNothingIsWritten() {
    assertThat(run(false).err()).isEmpty();
  }

  @Test
  void aLineIsNoLongerThanATerminalIsWide() {
    StringWriter err = new StringWriter();
    new Progress(new PrintWriter(err), true).at("x".repeat(200));

    assertThat(err.toString()).isEqualTo(CLEARED + "x".repeat(78));
  }
}
