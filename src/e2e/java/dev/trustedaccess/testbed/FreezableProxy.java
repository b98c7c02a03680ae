package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;

/**
 * A TCP proxy between two loopback ports that can stop passing anything on, with all connections left open: to both
 * sides the other one is there and silent.
 */
public final class FreezableProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  /** Each write holds it for reading; a freeze holds it for writing. Unlike most locks it belongs to no thread. */
  private final StampedLock preconditions = new StampedLock();
  private long frozen;
  private volatile boolean closed;

  private FreezableProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Starts a proxy, on a port of its own, to this loopback port. */
  public static FreezableProxy to(int target) {
    try {
      var proxy = new FreezableProxy(Loopback.listen(), target);
      Thread.ofVirtual().name("proxy-to-" + target).start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that clients connect to. */
  public int port() {
    return server.getLocalPort();
  }

  /** When this returns, not a byte more is passed on. Frozen already, it stays so. */
  public synchronized void freeze() {
    if (frozen == 0) {
      frozen = preconditions.writeLock();
    }
  }

  /** Passes on what was held back and what comes. */
  public synchronized void thaw() {
    if (frozen != 0) {
      preconditions.unlockWrite(frozen);
      frozen = 0;
    }
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly(server);
    sockets.forEach(FreezableProxy::closeQuietly);
    // Those that wait find their sockets closed.
    thaw();
  }

  private void accept() {
    try {
      while (!closed) {
        var client = open(server.accept());
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException e) {
      // Closed; a test that still needs the proxy sees its connections refused.
      closeQuietly(server);
    }
  }

  private void connect(Socket client) {
    try {
      var upstream = open(Loopback.connect(target));
      Thread.ofVirtual().start(() -> copy(client, upstream));
      copy(upstream, client);
    } catch (IOException e) {
      closeQuietly(client);
      sockets.remove(client);
    }
  }

  private Socket open(Socket socket) throws IOException {
    sockets.add(socket);
    if (closed) {
      closeQuietly(socket);
    }
    socket.setTcpNoDelay(true);
    return socket;
  }

  private void copy(Socket from, Socket to) {
    var buffer = new byte[16 * 1024];
    try (from; to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        var pass = preconditions.readLock();
        try {
          out.write(buffer, 0, length);
        } finally {
          preconditions.unlockRead(pass);
        }
      }
    } catch (IOException e) {
      // One side went away; closing both is the answer.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // Nothing that a test could do about it.
    }
  }
}
