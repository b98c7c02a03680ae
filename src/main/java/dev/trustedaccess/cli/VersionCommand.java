package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the version. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {
  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text());
    out.flush();
  }

  /** The version, with that of Java. */
  static String text() {
    return version() + " (Java " + Runtime.version().feature() + ")";
  }

  /** The version of the jar; {@code dev} outside a jar. */
  static String version() {
    return Objects.requireNonNullElse(VersionCommand.class.getPackage().getImplementationVersion(), "dev");
  }
}
