package dev.trustedaccess.ops;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections there are, in the order in which they came: never more than {@value #MOST}. One more takes the place of the
 * oldest of whoever has the most, so that nobody keeps others out by holding many, or by coming back at once.
 */
final class Peers {
  static final int MOST = 128;

  private final List<Peer> all = new ArrayList<>();

  /** Takes one in; returns the one that had to make room, which is to be closed. */
  Optional<Peer> add(Peer newcomer) {
    Optional<Peer> leaves = all.size() < MOST ? Optional.empty() : Optional.of(oldestOfTheMany());
    leaves.ifPresent(all::remove);
    all.add(newcomer);
    return leaves;
  }

  private Peer oldestOfTheMany() {
    Map<InetAddress, Integer> counts = new HashMap<>();
    all.forEach(peer -> counts.merge(peer.address(), 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return all.stream()
        .filter(peer -> Integer.valueOf(most).equals(counts.get(peer.address())))
        .findFirst()
        .orElseGet(all::getFirst);
  }

  void remove(Peer gone) {
    all.remove(gone);
  }

  /** Those whose time is up. */
  List<Peer> late(long now) {
    return all.stream().filter(peer -> peer.isLate(now)).toList();
  }

  List<Peer> all() {
    return List.copyOf(all);
  }
}
