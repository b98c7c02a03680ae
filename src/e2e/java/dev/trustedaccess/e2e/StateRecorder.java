package dev.trustedaccess.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.states.Masked;
import dev.trustedaccess.states.Measured;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what is seen in a run to what is kept of an earlier one; with {@code -Dstates.write=true} it keeps what is seen
 * instead.
 */
final class StateRecorder {
  private static final boolean WRITE = Boolean.getBoolean("states.write");
  /** Longer than two snapshots and a scan: what has not changed by then is the state. */
  private static final Duration SETTLED = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  private final Live live;
  private final Set<State> seen = EnumSet.noneOf(State.class);
  private final Map<State, Recorded> caught = new ConcurrentHashMap<>();

  StateRecorder(Live live) {
    this.live = live;
  }

  /** Nothing of these groups was left out. */
  void sawAllOf(State.Group... groups) {
    assertThat(seen).containsAll(
        Stream.of(State.values()).filter(state -> List.of(groups).contains(state.group())).toList());
  }

  /** The object of this name is in this state, or comes to be. */
  void see(State state, String name) {
    see(Map.of(state, name));
  }

  /** Each object, by its name, is in its state, or comes to be; all at the same time. */
  void see(Map<State, String> names) {
    if (WRITE) {
      settled(names).values().forEach(Recorded::write);
    } else {
      names.forEach((state, name) -> Live.await(state + " as recorded")
          .untilAsserted(() -> assertThat(now(state, name).text()).isEqualTo(Recorded.of(state).text())));
    }
    names.forEach(this::isMeasured);
    seen.addAll(names.keySet());
  }

  /** The operator's own metrics say the same of it. */
  private void isMeasured(State state, String name) {
    if (live.runs() && !Recorded.of(state).stale()) {
      Live.await(state + " in the metrics")
          .untilAsserted(
              () -> assertThat(live.scrape().lines().map(line -> line.replaceAll("\\.0$", "")))
                  .containsAll(Measured.of(now(state, name)).stream().map(Measured.Sample::line).toList()));
    }
  }

  /** The object of this name is in this state while AWS is asked for this, once. */
  void seeWhile(String action, State state, String name) {
    live.aws().faults().next(action).about(name).run(() -> caught.put(state, now(state, name)));
  }

  /** What {@link #seeWhile} was to see has been seen. */
  void saw(State state) {
    Live.await(state + " to come").until(() -> caught.containsKey(state));
    var moment = requireNonNull(caught.get(state));
    if (WRITE) {
      moment.write();
    }
    assertThat(moment.text()).as(state.toString()).isEqualTo(Recorded.of(state).text());
    seen.add(state);
  }

  private Map<State, Recorded> settled(Map<State, String> names) {
    var last = new EnumMap<State, Recorded>(State.class);
    var since = new Instant[]{Instant.now()};
    Live.await("no more change of " + names).until(() -> {
      var now = names.entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> now(entry.getKey(), entry.getValue())));
      if (!now.equals(last)) {
        last.putAll(now);
        since[0] = Instant.now();
      }
      return now.values().stream().allMatch(Recorded::wasSeen) && Instant.now().isAfter(since[0].plus(SETTLED));
    });
    return last;
  }

  private Recorded now(State state, String name) {
    var object = live.cluster()
        .genericKubernetesResources(ResourceDefinitionContext.fromResourceType(
            state.ofConnection() ? OrganizationConnection.class : TrustedServiceAccess.class))
        .withName(name)
        .get();
    assertThat(object).as(name).isNotNull();
    return new Recorded(state, Masked.of(json(object)));
  }

  private JsonNode json(GenericKubernetesResource object) {
    try {
      return JSON.readTree(live.cluster().getKubernetesSerialization().asJson(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
