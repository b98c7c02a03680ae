package dev.trustedaccess.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("NullAway.Init") // opened before each test
class PeersTest {
  private static final int MOST = 128;
  private final Peers peers = new Peers(MOST);
  private final List<SocketChannel> clients = new ArrayList<>();
  private ServerSocketChannel listener;
  private Selector selector;

  @BeforeEach
  void open() throws IOException {
    selector = Selector.open();
    listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    peers.all().forEach(Peer::close);
    for (SocketChannel client : clients) {
      client.close();
    }
    listener.close();
    selector.close();
  }

  /** A connection from this address of the loopback network. */
  private Peer from(String address) throws IOException {
    SocketChannel client = SocketChannel.open().bind(new InetSocketAddress(address, 0));
    clients.add(client);
    client.connect(listener.getLocalAddress());
    return new Peer(listener.accept(), selector, Duration.ofSeconds(5), 0);
  }

  @Test
  void whoeverHoldsTheMostMakesRoomWithTheOldest() throws IOException {
    Peer kubelet = from("127.0.0.1");
    assertThat(peers.add(kubelet)).isEmpty();
    Peer oldest = from("127.0.0.2");
    assertThat(peers.add(oldest)).isEmpty();
    while (peers.all().size() < MOST) {
      assertThat(peers.add(from("127.0.0.2"))).isEmpty();
    }
    assertThat(peers.add(from("127.0.0.2"))).isEqualTo(Optional.of(oldest));
    assertThat(peers.add(from("127.0.0.1"))).isNotEqualTo(Optional.of(kubelet)).isPresent();
    assertThat(peers.all()).hasSize(MOST).contains(kubelet).doesNotContain(oldest);
  }

  @Test
  void eachHasItsTime() throws IOException {
    Peer peer = from("127.0.0.1");
    peers.add(peer);
    assertThat(peers.late(Duration.ofSeconds(5).toNanos())).isEmpty();
    assertThat(peers.late(Duration.ofSeconds(5).toNanos() + 1)).containsExactly(peer);
    peers.remove(peer);
    assertThat(peers.late(Long.MAX_VALUE / 2)).isEmpty();
    peer.close();
  }
}
