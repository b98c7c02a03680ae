package dev.trustedaccess.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program's name and its verbs. */
@Command(
    name = "trusted-access-operator",
    description = "Makes an AWS organization's trusted access a declaration in Kubernetes.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {RunCommand.class, ConfirmCommand.class, PolicyCommand.class, ExportCommand.class,
        PreflightCommand.class, VersionCommand.class, HelpCommand.class})
public final class TrustedAccessCommand {}
