package dev.trustedaccess;

import dev.trustedaccess.cli.TrustedAccessCommand;
import picocli.CommandLine;

/** The process: runs the verb that was asked for. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new TrustedAccessCommand()).execute(args));
  }
}
