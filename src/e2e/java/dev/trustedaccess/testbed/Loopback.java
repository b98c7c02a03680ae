package dev.trustedaccess.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The one address that test processes listen on. */
final class Loopback {
  static final String ADDRESS = "127.0.0.1";

  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 10_000;
  private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(PORTS));

  private Loopback() {}

  /** A socket that listens on a free port. */
  static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 128, InetAddress.ofLiteral(ADDRESS));
  }

  static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.ofLiteral(ADDRESS), port);
  }

  /**
   * A port that nobody listens on and that this JVM has not handed out. It lies below those that the system gives to whoever
   * asks for any, so that only a test of another JVM could be quicker; who is given such a port fails to start.
   */
  static int freePort() {
    for (int tried = 0; tried < PORTS; tried++) {
      var port = FIRST_PORT + Math.floorMod(NEXT.getAndIncrement(), PORTS);
      try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(ADDRESS))) {
        return socket.getLocalPort();
      } catch (IOException _) {
        // Somebody's.
      }
    }
    throw new IllegalStateException("no port from " + FIRST_PORT + " to " + (FIRST_PORT + PORTS - 1) + " is free");
  }
}
