package dev.trustedaccess.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Organization;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** How a scene tells and what it can ask for. Whatever does not happen in time ends the story as {@link Missed}. */
final class Story {
  /** One scene. It ends when everything that it promises has been seen. */
  interface Scene {
    String title();

    void play(Story story);
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final List<String> COLUMNS = List.of("ENABLED", "INITIALIZED", "ROLES", "READY", "REASON");

  private final Terminal terminal;
  private final Stage stage;
  private final Cluster cluster;
  private final Kubectl kubectl;

  Story(Terminal terminal, Stage stage) {
    this.terminal = terminal;
    this.stage = stage;
    this.cluster = stage.cluster();
    this.kubectl = new Kubectl(terminal, cluster.client());
  }

  Simulator aws() {
    return stage.aws();
  }

  Organization organization() {
    return stage.organization();
  }

  Cluster cluster() {
    return cluster;
  }

  Kubectl kubectl() {
    return kubectl;
  }

  void tell(String text) {
    terminal.tell(text);
  }

  void gap() {
    terminal.gap();
  }

  void seen(String text) {
    terminal.good(text);
  }

  void table(List<List<String>> rows) {
    terminal.table(rows);
  }

  /** What others do at AWS, as they would type it, and what that does there. */
  void others(String command, Runnable deed) {
    terminal.command(command);
    deed.run();
  }

  /** Waits until this holds; {@code about} names the declaration that tells more if it never does. */
  void await(String expected, String about, BooleanSupplier holds) {
    try {
      Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(GLANCE).until(holds::getAsBoolean);
    } catch (ConditionTimeoutException late) {
      throw new Missed(expected, about);
    }
  }

  void awaitReady(String... names) {
    for (String name : names) {
      await("Ready of " + name + " becomes True", name, () -> cluster.ready(name));
    }
  }

  void awaitReason(String name, String reason, String... words) {
    await("Ready of " + name + " says " + reason + " " + List.of(words), name,
        () -> cluster.because(name, reason, words));
  }

  void awaitGone(String... names) {
    for (String name : names) {
      await("the declaration " + name + " goes", name, () -> cluster.gone(name));
    }
  }

  /** What must hold now, since it was never to be otherwise. */
  void check(String expected, String about, boolean holds) {
    if (!holds) {
      throw new Missed(expected, about);
    }
  }

  /** What the declaration says of Ready. */
  void quote(String name) {
    quote(name, "Ready");
  }

  /** What the declaration says in a condition. */
  void quote(String name, String type) {
    Condition said = cluster.condition(name, type)
        .orElseThrow(() -> new Missed(name + " has a condition " + type, name));
    terminal.quote(name, text(said.reason()), text(said.message()));
  }

  /** The Events about a declaration after the first {@code before} of them. */
  void events(String name, int before) {
    terminal.command("kubectl get events --field-selector involvedObject.name=" + name);
    cluster.events(name).stream().skip(before).forEach(event -> {
      terminal.quote(event.getType(), event.getReason(), event.getMessage());
    });
  }

  /** {@code kubectl get tsa}. */
  void list() {
    terminal.command("kubectl get tsa");
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("NAME", COLUMNS, "OPENED BY"));
    for (TrustedServiceAccess each : cluster.declarations()) {
      String name = each.getMetadata().getName();
      String openedBy = cluster.status(name).map(TrustedServiceAccessStatus::openedBy).orElse("");
      rows.add(row(name, cells(name), openedBy));
    }
    terminal.table(rows);
  }

  /** {@code kubectl get tsa NAME --watch}: a row for each change, until this holds. */
  void watch(String name, String expected, Predicate<TrustedServiceAccessStatus> until) {
    terminal.command("kubectl get tsa " + name + " --watch");
    List<Integer> widths = List.of(name.length(), 7, 11, 5, 7, 0);
    terminal.row(widths, row("NAME", COLUMNS), true);
    List<String> last = new ArrayList<>();
    await(expected, name, () -> {
      List<String> now = cells(name);
      if (!now.equals(last) && cluster.status(name).isPresent()) {
        terminal.row(widths, row(name, now), false);
        last.clear();
        last.addAll(now);
      }
      return cluster.status(name).filter(until).isPresent();
    });
  }

  private List<String> cells(String name) {
    return List.of(
        cell(name, "AccessEnabled"),
        cell(name, "Initialized"),
        cluster.status(name).map(TrustedServiceAccessStatus::roles).orElse(""),
        cell(name, "Ready"),
        cluster.condition(name, "Ready").map(Condition::reason).orElse(""));
  }

  private String cell(String name, String type) {
    return cluster.condition(name, type).map(Condition::status).orElse("");
  }

  private static List<String> row(String first, List<String> more, String... last) {
    List<String> row = new ArrayList<>();
    row.add(first);
    row.addAll(more);
    row.addAll(List.of(last));
    return row;
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** What was seen instead of what was expected. */
  void explain(Missed missed) {
    terminal.gap();
    terminal.bad("This did not happen: " + missed.getMessage());
    terminal.tell("Seen instead:");
    Optional.of(missed.about()).filter(name -> !name.isEmpty()).ifPresent(name -> {
      if (cluster.gone(name)) {
        terminal.answer(name + " does not exist");
      }
      cluster.conditions(name)
          .forEach(condition -> terminal.quote(
              text(condition.type()) + " " + text(condition.status()), text(condition.reason()),
              text(condition.message())));
    });
    list();
  }
}
