package dev.trustedaccess;

import java.util.List;

import dev.trustedaccess.cli.RunCommand;
import dev.trustedaccess.cli.TrustedAccessCommand;

/**
 * Entry point: runs the command that the arguments name. In a pod that is {@code run}: {@link RunCommand} builds what
 * is around the operator, and {@code app.Wiring} the operator itself.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    // A pod starts only this command. It skips picocli, whose classes no AOT cache can hold.
    System.exit(List.of(args).equals(List.of("run"))
        ? new RunCommand().call()
        : TrustedAccessCommand.commandLine().execute(args));
  }
}
