package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Connections to a loopback port that stay as long as they can and come back when they are closed, until this is closed. */
public final class HostileConnections implements AutoCloseable {
  private static final String BEGUN = "GET /healthz/live HTTP/1.1\r\nHost: operator\r\nX-Filler: ";

  /** What each of them does; it returns when it was closed. */
  @FunctionalInterface
  public interface Manner {
    void act(Socket socket) throws IOException, InterruptedException;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger made = new AtomicInteger();
  private volatile boolean closing;

  private HostileConnections() {}

  /** So many at once. */
  public static HostileConnections start(int count, int port, Manner manner) {
    var all = new HostileConnections();
    for (int i = 0; i < count; i++) {
      all.threads.execute(() -> all.stay(port, manner));
    }
    return all;
  }

  /** Says nothing. */
  public static void silent(Socket socket) throws IOException {
    socket.getInputStream().read();
  }

  /** Sends a header byte by byte. */
  public static void trickling(Socket socket) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    out.write(BEGUN.getBytes(US_ASCII));
    while (true) {
      out.write('x');
      Thread.sleep(200);
    }
  }

  /** Sends a header of 300 KB, and does not end it. */
  public static void large(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(BEGUN.getBytes(US_ASCII));
    byte[] filler = "x".repeat(10_000).getBytes(US_ASCII);
    for (int i = 0; i < 30; i++) {
      out.write(filler);
    }
    silent(socket);
  }

  /** Asks for the metrics, and reads nothing. */
  public static void unread(Socket socket) throws IOException, InterruptedException {
    socket.getOutputStream().write("GET /metrics HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
    Thread.sleep(5_000);
  }

  /** How many were made so far. */
  public int made() {
    return made.get();
  }

  private void stay(int port, Manner manner) {
    while (!closing) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        made.incrementAndGet();
        manner.act(socket);
      } catch (IOException closed) {
        // It comes back.
      } catch (InterruptedException ended) {
        return;
      }
      try {
        Thread.sleep(500);
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    threads.shutdownNow();
    threads.close();
  }
}
