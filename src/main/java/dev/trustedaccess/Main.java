package dev.trustedaccess;

import java.util.List;

import dev.trustedaccess.cli.RunCommand;
import dev.trustedaccess.cli.TrustedAccessCommand;
import dev.trustedaccess.telemetry.LogConfigurator;

/**
 * Entry point: runs the command that the arguments name. In a pod that is {@code run}: {@link RunCommand} builds what
 * is around the operator, and {@code app.Wiring} the operator itself.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    // A pod starts only this command. It skips picocli, whose classes no AOT cache can hold.
    if (List.of(args).equals(List.of("run"))) {
      System.exit(new RunCommand().call());
    }
    // What the other commands print is often kept in a file, where a line of the log would be a mistake.
    System.setProperty(LogConfigurator.TARGET, "System.err");
    System.exit(TrustedAccessCommand.commandLine().execute(args));
  }
}
