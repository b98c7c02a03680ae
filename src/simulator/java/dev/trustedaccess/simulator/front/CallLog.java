package dev.trustedaccess.simulator.front;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every call that reached the simulator, in the order of arrival. */
public final class CallLog {
  private final AtomicLong ordinals = new AtomicLong();
  private final NavigableMap<Long, Call> calls = new ConcurrentSkipListMap<>();

  /** All of them. */
  public List<Call> all() {
    return List.copyOf(calls.values());
  }

  /** Those after the call with this ordinal: {@code since(last())} begins a new count. */
  public List<Call> since(long ordinal) {
    return List.copyOf(calls.tailMap(ordinal, false).values());
  }

  /** The ordinal of the newest call, 0 for none. */
  public long last() {
    return ordinals.get();
  }

  /** Those that change something at AWS, refused ones included: ask {@link Call#done} for what took effect. */
  public List<Call> changes() {
    return matching(Call::changing);
  }

  /** Calls of this action, such as {@code organizations:ListAccounts}. */
  public List<Call> of(String action) {
    return matching(call -> call.action().equals(action));
  }

  /** Calls that name this service principal. */
  public List<Call> about(String principal) {
    return matching(call -> call.principal().filter(principal::equals).isPresent());
  }

  public List<Call> matching(Predicate<Call> wanted) {
    return calls.values().stream().filter(wanted).toList();
  }

  public long count(String action) {
    return of(action).size();
  }

  /** How many calls of each action. */
  public Map<String, Long> counts() {
    return counts(calls.values());
  }

  public static Map<String, Long> counts(Collection<Call> some) {
    return some.stream().collect(Collectors.groupingBy(Call::action, TreeMap::new, Collectors.counting()));
  }

  /** Takes in a call that begins; the function makes it from its ordinal. */
  Call begin(LongFunction<Call> made) {
    var call = made.apply(ordinals.incrementAndGet());
    calls.put(call.ordinal(), call);
    return call;
  }

  void end(Call call) {
    calls.computeIfPresent(call.ordinal(), (ordinal, before) -> call);
  }

  public void clear() {
    calls.clear();
    ordinals.set(0);
  }
}
