package dev.trustedaccess.ops;

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
 * An HTTP server for what is asked seldom and answered at once, which nobody who reaches its port can starve or make grow:
 * one thread, a bounded number of connections of which none can wait for long, nothing kept of a request but its first line.
 *
 * <p>The JDK's own server has bounds too, but where it is full it closes whoever comes next, a kubelet's probe as well.
 */
final class SmallServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmallServer.class);
  /** Those that wait to be taken in cost the kernel little; a client that finds no place here tries again after a second. */
  private static final int BACKLOG = 1024;
  /** Taken in before those that are there are read again: far fewer than there can be, so that none makes room unread. */
  private static final int AT_ONCE = 16;
  private static final long TICK_MILLIS = 250;
  private static final long SAID_AGAIN = Duration.ofMinutes(5).toNanos();
  private static final Duration OUT_OF_FILES = Duration.ofMillis(20);

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final Function<String, Answer> answers;
  private final Peers peers = new Peers();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(RequestHead.MOST_BYTES);
  private final Thread thread = Thread.ofPlatform().daemon().name("http").unstarted(this::run);
  private long crowdSaid = System.nanoTime() - SAID_AGAIN;
  private volatile boolean closed;

  /**
   * Serves from now on; throws IOException where the port is taken.
   *
   * @param port 0 picks a free one
   * @param answers by path; must answer quickly
   */
  SmallServer(int port, Function<String, Answer> answers) throws IOException {
    this.answers = answers;
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    try {
      listener.bind(new InetSocketAddress(port), BACKLOG);
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
        selector.select(this::turn, TICK_MILLIS);
        peers.late(System.nanoTime()).forEach(this::end);
      } catch (IOException | RuntimeException trouble) {
        LOG.error("Health and metrics are served on after trouble", trouble);
        LockSupport.parkNanos(OUT_OF_FILES.toNanos());
      }
    }
  }

  private void turn(SelectionKey key) {
    if (key.attachment() instanceof Peer peer) {
      goOn(peer);
    } else {
      takeIn();
    }
  }

  private void takeIn() {
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        SocketChannel channel = listener.accept();
        if (channel == null) {
          return;
        }
        takeIn(channel);
      }
    } catch (IOException outOfFiles) {
      LOG.warn("A connection to the port of health and metrics cannot be taken in: {}", outOfFiles.getMessage());
      peers.all().stream().findFirst().ifPresent(this::end);
      LockSupport.parkNanos(OUT_OF_FILES.toNanos());
    }
  }

  private void takeIn(SocketChannel channel) throws IOException {
    long now = System.nanoTime();
    Peer peer;
    try {
      peer = new Peer(channel, selector, now);
    } catch (IOException endedAlready) {
      channel.close();
      return;
    }
    peers.add(peer).ifPresent(leaves -> {
      leaves.close();
      if (now - crowdSaid >= SAID_AGAIN) {
        crowdSaid = now;
        LOG.warn(
            "More than {} connections to the port of health and metrics; the oldest of whoever has the most are closed,"
                + " now one from {}. Who may reach the port is said by the chart's networkPolicy",
            Peers.MOST, leaves.address());
      }
    });
    // Most have sent their request with it.
    goOn(peer);
  }

  private void goOn(Peer peer) {
    try {
      if (!peer.goOn(buffer, this::answer, System.nanoTime())) {
        end(peer);
      }
    } catch (IOException | CancelledKeyException gone) {
      end(peer);
    }
  }

  private void end(Peer peer) {
    peers.remove(peer);
    peer.close();
  }

  private Answer answer(RequestHead.State state, RequestHead head) {
    if (state == RequestHead.State.TOO_LONG) {
      return Answer.text(431, "the request is too long\n");
    }
    return head.asked().map(asked -> {
      if (!asked.method().equals("GET") && !asked.method().equals("HEAD")) {
        return Answer.text(405, "only GET\n");
      }
      try {
        return answers.apply(asked.path());
      } catch (RuntimeException bug) {
        LOG.error("{} cannot be answered", asked.path(), bug);
        return Answer.text(500, "see the log\n");
      }
    }).orElseGet(() -> Answer.text(400, "not HTTP/1.1\n"));
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
