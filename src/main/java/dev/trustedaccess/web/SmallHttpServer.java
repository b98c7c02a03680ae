package dev.trustedaccess.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server for rare requests, which are answered one at a time. No client that reaches its port can starve it or make it use more
 * memory: it has one thread and a bounded number of connections, limits the time of each, and keeps only two lines of a
 * request.
 *
 * <p>The JDK's own server has limits too, but when it is full it closes each new connection, including a kubelet's
 * probe.
 */
final class SmallHttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmallHttpServer.class);
  /** Connections in this queue cost the kernel little; a client that finds it full tries again after a second. */
  private static final int BACKLOG = 1024;
  /**
   * Accepted before open connections are read again; far below the maximum, so that none is replaced before it is read.
   */
  private static final int AT_ONCE = 16;
  private static final long TICK_MILLIS = 250;
  private static final long CROWD_LOG_INTERVAL_NANOS = Duration.ofMinutes(5).toNanos();
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(20);

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final Options options;
  private final Function<RequestHead.Asked, HttpAnswer> answers;
  private final Peers peers;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(RequestHead.MOST_BYTES);
  private final Thread thread;
  private long lastCrowdLog = System.nanoTime() - CROWD_LOG_INTERVAL_NANOS;
  private volatile boolean closed;

  /**
   * Where a server listens, and its limits.
   *
   * @param address port 0 picks a free port
   * @param purpose what its port is for, for log messages
   * @param connections the most at a time
   * @param answerTime how long a client may take to read its response
   */
  record Options(InetSocketAddress address, String purpose, int connections, Duration answerTime) {}

  /**
   * Binds its port. Throws IOException if the port is in use.
   *
   * @param answers the response to a request; one at a time
   */
  SmallHttpServer(Options options, Function<RequestHead.Asked, HttpAnswer> answers) throws IOException {
    this.options = options;
    this.answers = answers;
    peers = new Peers(options.connections());
    thread = Thread.ofPlatform().daemon().name("http").unstarted(this::run);
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    try {
      listener.bind(options.address(), BACKLOG);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException | RuntimeException taken) {
      listener.close();
      selector.close();
      throw taken;
    }
  }

  void start() {
    thread.start();
  }

  int port() {
    return listener.socket().getLocalPort();
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(this::handle, TICK_MILLIS);
        peers.late(System.nanoTime()).forEach(this::end);
      } catch (IOException | RuntimeException trouble) {
        LOG.error("The server for {} continues after an error", options.purpose(), trouble);
        LockSupport.parkNanos(PAUSE_AFTER_ERROR.toNanos());
      }
    }
  }

  private void handle(SelectionKey key) {
    if (key.attachment() instanceof Peer peer) {
      serve(peer);
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        SocketChannel channel = listener.accept();
        if (channel == null) {
          return;
        }
        accept(channel);
      }
    } catch (IOException outOfFiles) {
      LOG.warn("Could not accept a connection to the port for {}: {}", options.purpose(), outOfFiles.getMessage());
      peers.all().stream().findFirst().ifPresent(this::end);
      LockSupport.parkNanos(PAUSE_AFTER_ERROR.toNanos());
    }
  }

  private void accept(SocketChannel channel) throws IOException {
    long now = System.nanoTime();
    Peer peer;
    try {
      peer = new Peer(channel, selector, options.answerTime(), now);
    } catch (IOException endedAlready) {
      channel.close();
      return;
    }
    peers.add(peer).ifPresent(leaves -> {
      leaves.close();
      if (now - lastCrowdLog >= CROWD_LOG_INTERVAL_NANOS) {
        lastCrowdLog = now;
        LOG.warn(
            "More than {} connections to the port for {}; closing the oldest of the client with the most, now one"
                + " from {}. Limit the clients with the chart's networkPolicy",
            options.connections(), options.purpose(), leaves.address());
      }
    });
    // Most clients have already sent their request.
    serve(peer);
  }

  private void serve(Peer peer) {
    try {
      if (!peer.goOn(buffer, this::answer, System.nanoTime())) {
        end(peer);
      }
    } catch (IOException | CancelledKeyException disconnected) {
      end(peer);
    }
  }

  private void end(Peer peer) {
    peers.remove(peer);
    peer.close();
  }

  private HttpAnswer answer(RequestHead.State state, RequestHead head) {
    if (state == RequestHead.State.TOO_LONG) {
      return HttpAnswer.text(431, "the request is too long\n");
    }
    return head.asked().map(asked -> {
      if (!asked.method().equals("GET") && !asked.method().equals("HEAD")) {
        return HttpAnswer.text(405, "only GET\n");
      }
      try {
        return answers.apply(asked);
      } catch (RuntimeException bug) {
        LOG.error("Could not answer {}", asked.path(), bug);
        return HttpAnswer.text(500, "see the log\n");
      }
    }).orElseGet(() -> HttpAnswer.text(400, "not HTTP/1.1\n"));
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(Duration.ofSeconds(1));
      listener.close();
      selector.close();
    } catch (IOException closedAnyway) {
      throw new UncheckedIOException(closedAnyway);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    peers.all().forEach(Peer::close);
  }
}
