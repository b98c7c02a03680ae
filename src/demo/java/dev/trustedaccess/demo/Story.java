package dev.trustedaccess.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.mapping.KubectlConfirmation;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Organization;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** What a scene prints, and what it waits for. Anything that does not happen in time ends the demo with {@link ExpectationFailed}. */
final class Story {
  /** One scene. It ends when everything that it promises has happened. */
  interface Scene {
    String title();

    void play(Story story);
  }

  /** Far longer than any step takes, for busy machines. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final List<String> HEADER = List.of("NAME", "ENABLED", "INITIALIZED", "ROLES", "READY", "REASON");

  private final Terminal terminal;
  private final DemoEnvironment stage;
  private final Cluster cluster;
  private final Kubectl kubectl;

  Story(Terminal terminal, DemoEnvironment stage) {
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

  /** A command of others at AWS, as they would type it, and its effect there. */
  void others(String command, Runnable effect) {
    terminal.command(command);
    effect.run();
  }

  /** Waits until this holds; {@code about} names the declaration that explains it if it never does; empty for the connection. */
  void await(String expected, String about, BooleanSupplier holds) {
    try {
      Awaitility.await()
          .atMost(LONGEST_WAIT)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL_INTERVAL)
          .until(holds::getAsBoolean);
    } catch (ConditionTimeoutException late) {
      throw new ExpectationFailed(expected, about);
    }
  }

  void awaitReady(String... names) {
    for (String name : names) {
      await("Ready of " + name + " becomes True", name, () -> cluster.ready(name));
    }
  }

  void awaitRoles(String name, String coverage) {
    await("the roles of " + name + " are in " + coverage + " accounts", name,
        () -> cluster.status(name).map(TrustedServiceAccessStatus::roles).filter(coverage::equals).isPresent());
  }

  void awaitReason(String name, String reason, String... words) {
    await("Ready of " + name + " has the reason " + reason + " " + List.of(words), name,
        () -> cluster.because(name, reason, words));
  }

  void awaitGone(String... names) {
    for (String name : names) {
      await("the declaration " + name + " is deleted", name, () -> cluster.gone(name));
    }
  }

  /** What must be true now. */
  void check(String expected, String about, boolean holds) {
    if (!holds) {
      throw new ExpectationFailed(expected, about);
    }
  }

  /** The declaration's condition Ready. */
  void quote(String name) {
    quote(name, "Ready");
  }

  /** A condition of the declaration; its message without the command for kubectl alone. */
  void quote(String name, String type) {
    Condition condition = cluster.condition(name, type)
        .orElseThrow(() -> new ExpectationFailed(name + " has a condition " + type, name));
    terminal.quote(name, text(condition.reason()),
        KubectlConfirmation.without(text(condition.message())));
  }

  /** The command at the end of the message of Ready, for somebody who has kubectl alone. */
  String kubectlConfirmation(String name) {
    return cluster.condition(name, "Ready")
        .map(condition -> text(condition.message()))
        .map(message -> message.substring(KubectlConfirmation.without(message).length()))
        .filter(end -> end.contains("echo "))
        .map(end -> end.substring(end.indexOf("echo ")))
        .orElseThrow(() -> new ExpectationFailed("the message ends in a command for kubectl alone", name));
  }

  /** The Events about a declaration after the first {@code before} of them. */
  void events(String name, int before) {
    terminal.command("kubectl get events --field-selector involvedObject.name=" + name);
    cluster.events(name)
        .stream()
        .skip(before)
        .forEach(event -> terminal.quote(event.getType(), event.getReason(), event.getMessage()));
  }

  /** {@code kubectl get orgconn}. */
  void connection() {
    terminal.command("kubectl get orgconn");
    OrganizationConnection connection = cluster.connection().orElseThrow();
    OrganizationConnectionSpec spec = Objects.requireNonNull(connection.getSpec());
    OrganizationConnectionStatus status = Objects.requireNonNull(connection.getStatus());
    Optional<Condition> ready = Cluster.find(status.conditions(), "Ready");
    terminal.table(List.of(
        List.of("NAME", "ORGANIZATION", "MODE", "ACCOUNTS", "DECLARED", "UNDECLARED", "READY", "REASON"),
        List.of(
            connection.getMetadata().getName(), text(spec.organizationId()), text(spec.mode()),
            number(status.accounts()), number(status.declarations()), number(status.undeclaredCount()),
            ready.map(Condition::status).orElse(""), ready.map(Condition::reason).orElse(""))));
  }

  private static String number(@Nullable Integer number) {
    return number == null ? "" : number.toString();
  }

  /** {@code kubectl get tsa}. */
  void list() {
    terminal.command("kubectl get tsa");
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    cluster.declarations().stream().map(Story::row).forEach(rows::add);
    terminal.table(rows);
  }

  /** {@code kubectl get tsa NAME --watch}: a row for each change, until this holds. */
  void watch(String name, String expected, Predicate<TrustedServiceAccess> until) {
    terminal.command("kubectl get tsa " + name + " --watch");
    List<Integer> widths = List.of(name.length(), 7, 11, 5, 5, 0);
    terminal.row(widths, HEADER, true);
    AtomicReference<List<String>> last = new AtomicReference<>(List.of());
    await(expected, name, () -> {
      Optional<TrustedServiceAccess> now = cluster.declaration(name).filter(each -> each.getStatus() != null);
      now.map(Story::row)
          .filter(row -> !row.equals(last.getAndSet(row)))
          .ifPresent(row -> terminal.row(widths, row, false));
      return now.filter(until).isPresent();
    });
  }

  private static List<String> row(TrustedServiceAccess each) {
    Optional<TrustedServiceAccessStatus> status = Optional.ofNullable(each.getStatus());
    return List.of(
        each.getMetadata().getName(),
        cell(each, "AccessEnabled"),
        cell(each, "Initialized"),
        status.map(TrustedServiceAccessStatus::roles).orElse(""),
        cell(each, "Ready"),
        Cluster.condition(each, "Ready").map(Condition::reason).orElse(""));
  }

  private static String cell(TrustedServiceAccess each, String type) {
    return Cluster.condition(each, type).map(Condition::status).orElse("");
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** What was seen instead of what was expected. */
  void explain(ExpectationFailed missed) {
    terminal.gap();
    terminal.bad("This did not happen: " + missed.getMessage());
    terminal.tell("Seen instead:");
    List<Condition> conditions = missed.about().isEmpty()
        ? cluster.connectionStatus().map(OrganizationConnectionStatus::conditions).orElse(List.of())
        : cluster.declaration(missed.about()).map(Cluster::conditions).orElse(List.of());
    conditions
        .forEach(condition -> terminal.quote(
            text(condition.type()) + " " + text(condition.status()), text(condition.reason()),
            text(condition.message())));
    list();
  }
}
