package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person is told about arguments that a command does not take: what is wrong, and how to see what it takes. */
final class WrongArguments {
  private WrongArguments() {}

  /** Prints it, and returns the exit code. */
  static int report(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(problem(wrong, command));
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      err.println("Run '" + command.getCommandSpec().qualifiedName() + " --help' for what it takes.");
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String problem(ParameterException wrong, CommandLine command) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, command);
    }
    List<String> paths = paths(command.getCommandSpec());
    List<String> unexpected = command.getUnmatchedArguments();
    // A path without its option is said, rather than that the option is missing: the path is what was meant for it.
    if (wrong instanceof MissingParameterException && !paths.isEmpty() && !unexpected.isEmpty()) {
      return unexpected(unexpected.getFirst(), paths);
    }
    String message = String.valueOf(wrong.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private static String unmatched(UnmatchedArgumentException unmatched, CommandLine command) {
    String first = unmatched.getUnmatched().getFirst();
    if (!unmatched.isUnknownOption() && command.getSubcommands().isEmpty()) {
      return unexpected(first, paths(command.getCommandSpec()));
    }
    List<String> alike = unmatched.getSuggestions();
    return (unmatched.isUnknownOption() ? "Unknown option" : "Unknown command") + " '" + first + "'."
        + (alike.isEmpty() ? "" : " Did you mean " + alike.getFirst() + "?");
  }

  /** Other programs take files without an option, and a shell puts several where a pattern was typed. */
  private static String unexpected(String argument, List<String> paths) {
    return "Unexpected argument '" + argument + "'." + (paths.isEmpty()
        ? ""
        : paths.stream()
            .map(option -> option + " " + argument)
            .collect(Collectors.joining(" or ", " Did you mean ", "?")));
  }

  /** The options of one letter that take a file or directory. */
  private static List<String> paths(CommandSpec spec) {
    return spec.options()
        .stream()
        .filter(option -> List.of(option.auxiliaryTypes()).contains(Path.class))
        .map(OptionSpec::shortestName)
        .filter(name -> !name.startsWith("--"))
        .toList();
  }
}
