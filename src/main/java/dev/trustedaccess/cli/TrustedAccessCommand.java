package dev.trustedaccess.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program's name and its commands. */
@Command(
    name = "trusted-access-operator",
    description = "Manages AWS Organizations trusted access through declarations in Kubernetes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RunCommand.class, ConfirmCommand.class, PolicyCommand.class, ExportCommand.class,
        PreflightCommand.class, VersionCommand.class, HelpCommand.class})
public final class TrustedAccessCommand {}
