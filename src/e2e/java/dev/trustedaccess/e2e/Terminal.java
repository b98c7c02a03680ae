package dev.trustedaccess.e2e;

import java.util.Map;

import dev.trustedaccess.docs.DocumentedCommand;
import dev.trustedaccess.testbed.RealApiServer;

/** Where a reader of the documentation types what it shows: the cluster's administrator, who is somebody at AWS too. */
record Terminal(RealApiServer server, Map<String, String> aws) {
  /** Who may do everything in the organization, as far as AWS goes. */
  static Terminal of(RealApiServer server, Live live) {
    return new Terminal(server, live.aws().environment(live.organization().management()));
  }

  /** Runs the command, with these in place of its placeholders, and returns what it prints. */
  String run(DocumentedCommand command, String... replacements) {
    return type(command.with(replacements));
  }

  /** The same in an empty folder, for commands that write files. */
  String runElsewhere(DocumentedCommand command, String... replacements) {
    return type("cd \"$HOME\"\n" + command.with(replacements));
  }

  String type(String script) {
    return server.endpoint().shell(RealApiServer.ADMIN).run(script, aws).orFail();
  }
}
