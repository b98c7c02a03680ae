package dev.trustedaccess.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open connections in the order of arrival, up to a limit. A further connection replaces the oldest one of
 * the client with the most connections. So no client can keep others out by holding many connections or by reconnecting
 * at once.
 */
final class Peers {
  private final int most;
  private final List<Peer> all = new ArrayList<>();

  /** {@code most}: how many may be open at a time. */
  Peers(int most) {
    this.most = most;
  }

  /** Adds a connection; returns the one that it replaced, which the caller must close. */
  Optional<Peer> add(Peer newcomer) {
    Optional<Peer> leaves = all.size() < most ? Optional.empty() : Optional.of(oldestOfTheMany());
    leaves.ifPresent(all::remove);
    all.add(newcomer);
    return leaves;
  }

  private Peer oldestOfTheMany() {
    Map<InetAddress, Integer> counts = new HashMap<>();
    all.forEach(peer -> counts.merge(peer.address(), 1, Integer::sum));
    int many = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return all.stream()
        .filter(peer -> Integer.valueOf(many).equals(counts.get(peer.address())))
        .findFirst()
        .orElseGet(all::getFirst);
  }

  void remove(Peer peer) {
    all.remove(peer);
  }

  /** The connections whose time has run out. */
  List<Peer> late(long now) {
    return all.stream().filter(peer -> peer.isLate(now)).toList();
  }

  List<Peer> all() {
    return List.copyOf(all);
  }
}
