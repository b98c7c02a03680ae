package dev.trustedaccess.e2e;

import java.util.regex.Pattern;

import dev.trustedaccess.docs.DocumentedCommand;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The quick start from its first command to its last, where nothing of ours is. The operator's process stands in for the pod. */
class QuickStartIT {
  private static final Pattern LINE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z (INFO |WARN |ERROR) \\w+ .+");
  private static final String DIRECTORIES = "ds.amazonaws.com";

  @Test
  void oneServiceComesOnAndItsDeletionIsCalledBack() {
    try (var server = Chart.bareServer()) {
      var live = new Live(server);
      try {
        var terminal = Terminal.of(server, live);
        assertThat(terminal.run(DocumentedCommand.START_POLICIES))
            .contains("\"pod\"", "AWSTemplateFormatVersion", "organizations:EnableAWSServiceAccess", "iam:ListRoles");
        terminal.run(DocumentedCommand.START_INSTALL);
        live.startOperator();
        terminal.run(DocumentedCommand.START_CONNECT);

        assertThat(terminal.run(DocumentedCommand.START_DECLARE)).contains("condition met", "o-exampleorg1", "Ready");
        assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(DIRECTORIES);

        terminal.run(DocumentedCommand.START_DELETE);
        live.awaitReady(DIRECTORIES, "False DeletionHeld");
        terminal.run(DocumentedCommand.START_CALL_BACK);
        live.awaitGone(DIRECTORIES);
        assertThat(live.witness().moments()).extracting(Witness.Moment::words)
            .containsExactly("Enable " + DIRECTORIES);
        assertThat(live.operator().log()).as("a line an event, in UTC, and nothing of how libraries start")
            .allMatch(LINE.asMatchPredicate())
            .anyMatch(line -> line.contains("principal=\"" + DIRECTORIES + "\""));
      } finally {
        live.leave();
      }
    }
  }
}
