package dev.trustedaccess;

import java.util.List;

import dev.trustedaccess.cli.RunCommand;
import dev.trustedaccess.cli.TrustedAccessCommand;
import picocli.CommandLine;

/** Entry point: runs the CLI command that the arguments name. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    // A pod starts only this command. It skips picocli, whose classes no AOT cache can hold.
    System.exit(List.of(args).equals(List.of("run"))
        ? new RunCommand().call()
        : new CommandLine(new TrustedAccessCommand()).execute(args));
  }
}
