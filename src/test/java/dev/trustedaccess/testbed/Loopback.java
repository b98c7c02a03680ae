package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The one address that test processes listen on. */
final class Loopback {
  static final String ADDRESS = "127.0.0.1";

  private Loopback() {}

  /** A socket that listens on a free port. */
  static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 128, InetAddress.ofLiteral(ADDRESS));
  }

  static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.ofLiteral(ADDRESS), port);
  }

  /** A port that was free a moment ago. Who is given it fails to start if another was quicker, which is rare. */
  static int freePort() {
    try (var socket = listen()) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
