package dev.trustedaccess.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** One connection: one request, its response, the close; each within its time limit. Never blocks. */
final class Peer {
  private static final long REQUEST_TIME = Duration.ofSeconds(5).toNanos();
  /** Closing a connection with unread input would discard the response before a slow client has read it. */
  private static final long LEAVING_TIME = Duration.ofSeconds(1).toNanos();

  /** Answers a request of which this much was read. */
  @FunctionalInterface
  interface RequestHandler {
    HttpAnswer answer(RequestHead.State state, RequestHead head);
  }

  private final SocketChannel channel;
  private final SelectionKey key;
  private final InetAddress address;
  private final Duration answerTime;
  private final RequestHead head = new RequestHead();
  private ByteBuffer @Nullable [] answer;
  private boolean answered;
  private long deadline;

  /**
   * Accepts the connection; throws IOException if it is already closed.
   *
   * @param answerTime how long the client may take to read its response
   */
  Peer(SocketChannel channel, Selector selector, Duration answerTime, long now) throws IOException {
    this.channel = channel;
    this.answerTime = answerTime;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    key = channel.register(selector, SelectionKey.OP_READ, this);
    deadline = now + REQUEST_TIME;
  }

  InetAddress address() {
    return address;
  }

  boolean isLate(long now) {
    return now - deadline > 0;
  }

  /**
   * Continues as far as possible without blocking; false if the connection is finished.
   *
   * @param buffer shared by all connections
   */
  boolean goOn(ByteBuffer buffer, RequestHandler judge, long now) throws IOException {
    if (answer == null || answered) {
      return read(buffer, judge, now);
    }
    return write(answer, now);
  }

  private boolean read(ByteBuffer buffer, RequestHandler judge, long now) throws IOException {
    buffer.clear();
    int read = channel.read(buffer);
    if (read <= 0 || answered) {
      return read >= 0;
    }
    RequestHead.State state = head.take(buffer.flip());
    if (state == RequestHead.State.UNFINISHED) {
      return true;
    }
    boolean withBody = head.asked().filter(asked -> asked.method().equals("HEAD")).isEmpty();
    answer = judge.answer(state, head).bytes(withBody);
    deadline = now + answerTime.toNanos();
    return write(answer, now);
  }

  private boolean write(ByteBuffer[] bytes, long now) throws IOException {
    channel.write(bytes);
    if (bytes[bytes.length - 1].hasRemaining() || bytes[0].hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
      return true;
    }
    answered = true;
    answer = new ByteBuffer[0];
    deadline = now + LEAVING_TIME;
    channel.shutdownOutput();
    key.interestOps(SelectionKey.OP_READ);
    return true;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // Closed already.
    }
  }
}
