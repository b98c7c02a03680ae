package dev.trustedaccess;

/** The process: wires the parts together and runs the verb that was asked for. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("trusted-access-operator");
  }
}
