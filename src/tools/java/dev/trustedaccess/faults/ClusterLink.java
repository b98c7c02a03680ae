package dev.trustedaccess.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * One process's way to the API server. Its watches can lag or stand still while all else goes through; and it can be cut,
 * as the end of a process cuts it.
 */
final class ClusterLink implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Semaphore watches = new Semaphore(1);
  private volatile Duration lag = Duration.ZERO;
  private volatile boolean closed;

  private ClusterLink(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** On a loopback port of its own, to this one. */
  static ClusterLink to(int target) {
    try {
      ClusterLink link = new ClusterLink(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), target);
      Thread.ofVirtual().start(link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** What watches tell comes this much later from now on. */
  void lagWatches(Duration by) {
    lag = by;
  }

  /** Watches tell nothing for this long, and then all of it. */
  void freezeWatches(Duration time) {
    Thread.ofVirtual().start(() -> {
      watches.acquireUninterruptibly();
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        watches.release();
      }
    });
  }

  @Override
  public void close() {
    closed = true;
    close(server);
    sockets.forEach(ClusterLink::close);
  }

  private void accept() {
    try {
      while (!closed) {
        Socket client = open(server.accept());
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException e) {
      // Cut: the process finds its connections refused.
      close(server);
    }
  }

  /** Whether a connection carries a watch is told by its request. */
  private static final class Kind {
    volatile boolean watch;
  }

  private void connect(Socket client) {
    try {
      Socket upstream = open(new Socket(InetAddress.getLoopbackAddress(), target));
      Kind kind = new Kind();
      Thread.ofVirtual().start(() -> copy(client, upstream, kind, true));
      copy(upstream, client, kind, false);
    } catch (IOException e) {
      close(client);
    }
  }

  private Socket open(Socket socket) throws IOException {
    sockets.add(socket);
    if (closed) {
      close(socket);
    }
    socket.setTcpNoDelay(true);
    return socket;
  }

  private void copy(Socket from, Socket to, Kind kind, boolean request) {
    byte[] buffer = new byte[16 * 1024];
    try (from; to) {
      for (int length = from.getInputStream().read(buffer); length >= 0; length = from.getInputStream().read(buffer)) {
        if (request) {
          kind.watch |= new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("watch=true");
        } else if (kind.watch) {
          Thread.sleep(lag);
          watches.acquire();
          watches.release();
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException e) {
      // One side went away; closing both is the answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // Nothing that could be done about it.
    }
  }
}
