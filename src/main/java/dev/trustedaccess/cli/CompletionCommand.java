package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script with which a shell completes commands, options and their values. */
@Command(name = "completion", description = {
    "Print the script that completes commands and options in a shell.",
    "For this session: source <(trusted-access-operator completion bash)"})
final class CompletionCommand implements Runnable {
  /** The shells that take the script. */
  enum Shell {
    BASH, ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One script serves both: in zsh, it loads the support for scripts of bash. */
  @Parameters(index = "0", paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private @Nullable Shell shell;

  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine program = Objects.requireNonNull(spec).root().commandLine();
    PrintWriter out = program.getOut();
    out.println("# Completes " + program.getCommandName() + " in " + shell + ".");
    out.println(AutoComplete.bash(program.getCommandName(), program));
    out.flush();
  }
}
