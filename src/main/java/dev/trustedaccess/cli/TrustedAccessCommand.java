package dev.trustedaccess.cli;

import dev.trustedaccess.domain.declaration.ConfirmationType;
import dev.trustedaccess.policy.RolePolicy.RoleAccount;
import picocli.CommandLine;
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
        PreflightCommand.class, PlanCommand.class, ServicesCommand.class, CompletionCommand.class,
        VersionCommand.class, HelpCommand.class})
public final class TrustedAccessCommand {
  private TrustedAccessCommand() {}

  /** The command line with all commands. A mistake in arguments or settings ends with a message and exit code 2. */
  public static CommandLine commandLine() {
    CommandLine program = new CommandLine(new TrustedAccessCommand())
        .registerConverter(ConfirmationType.class, new ChoiceConverter<>(ConfirmationType.class))
        .registerConverter(PlanFormat.class, new ChoiceConverter<>(PlanFormat.class))
        .registerConverter(PolicyText.Language.class, new ChoiceConverter<>(PolicyText.Language.class))
        .registerConverter(RoleAccount.class, new ChoiceConverter<>(RoleAccount.class))
        .registerConverter(ServicesCommand.Format.class, new ChoiceConverter<>(ServicesCommand.Format.class))
        .registerConverter(CompletionCommand.Shell.class, new ChoiceConverter<>(CompletionCommand.Shell.class))
        .setParameterExceptionHandler(WrongArguments::report)
        .setExecutionExceptionHandler((trouble, command, _) -> failed(trouble, command));
    // Here, because commands inherit what the annotation says.
    program.getCommandSpec()
        .usageMessage()
        .footer("", "Run '" + program.getCommandName() + " COMMAND --help' for the options of a command.");
    EnvironmentHelp.addTo(program);
    return program;
  }

  /** Anything but unusable settings is a defect, and its trace is needed. */
  private static int failed(Exception trouble, CommandLine command) throws Exception {
    if (!(trouble instanceof UnusableSettings)) {
      throw trouble;
    }
    command.getErr().println(trouble.getMessage());
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[]{VersionCommand.text()};
    }
  }
}
