package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.util.List;

import picocli.CommandLine;
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
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      String message = String.valueOf(wrong.getMessage());
      return message.endsWith(".") ? message : message + ".";
    }
    String first = unmatched.getUnmatched().getFirst();
    String what = unmatched.isUnknownOption()
        ? "Unknown option"
        : command.getSubcommands().isEmpty() ? "Unexpected argument" : "Unknown command";
    List<String> alike = unmatched.getSuggestions();
    return what + " '" + first + "'." + (alike.isEmpty() ? "" : " Did you mean " + alike.getFirst() + "?");
  }
}
