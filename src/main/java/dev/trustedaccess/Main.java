package dev.trustedaccess;

import java.util.List;

import dev.trustedaccess.cli.RunCommand;
import dev.trustedaccess.cli.TrustedAccessCommand;
import picocli.CommandLine;

/** The process: runs the verb that was asked for. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    // A pod starts with this verb alone, and need not wait for picocli, whose classes no AOT cache can hold.
    System.exit(List.of(args).equals(List.of("run"))
        ? new RunCommand().call()
        : new CommandLine(new TrustedAccessCommand()).execute(args));
  }
}
