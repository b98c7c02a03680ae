package dev.trustedaccess.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The program's name and its commands. */
@Command(
    name = "trusted-access-operator",
    description = "Manages AWS Organizations trusted access through declarations in Kubernetes.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = TrustedAccessCommand.Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {RunCommand.class, ConfirmCommand.class, PolicyCommand.class, ExportCommand.class,
        PreflightCommand.class, VersionCommand.class, HelpCommand.class})
public final class TrustedAccessCommand {
  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[]{VersionCommand.text()};
    }
  }
}
