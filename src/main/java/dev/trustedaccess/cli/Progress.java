package dev.trustedaccess.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** Says on a terminal what a command is at, in one line that is gone when the command has something to print. */
final class Progress {
  /** To the start of the line, and clear it (ECMA-48: CR, EL). */
  private static final String CLEARED = "\r\u001b[K";
  private static final int LONGEST = 78;

  private final PrintWriter err;
  private final boolean shown;

  /**
   * Nothing is shown yet.
   *
   * @param shown false where no person sees it: nothing is written then
   */
  Progress(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /** Whether a person is at the terminal; not if the input or output is a file or another program. */
  static boolean onTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** What is done now. */
  void at(String what) {
    write(CLEARED + (what.length() > LONGEST ? what.substring(0, LONGEST) : what));
  }

  /** One of several things is done now. */
  void at(String what, int number, int of) {
    at(what + " (" + number + " of " + of + ")");
  }

  /** Clears the line, so that something can be printed. */
  void done() {
    write(CLEARED);
  }

  private void write(String text) {
    if (shown) {
      err.print(text);
      err.flush();
    }
  }
}
