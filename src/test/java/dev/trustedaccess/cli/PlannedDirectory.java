package dev.trustedaccess.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.mapping.KubectlConfirmation;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;

import static org.assertj.core.api.Assertions.assertThat;

/** A directory with what {@code plan} printed for it, to be compared with what the operator then does. */
final class PlannedDirectory {
  /** Where calls are signed that belong to no Region, as in every connection here. */
  private static final String HOME = "us-east-1";

  /** Why the operator is not ready, or is, once it has read roles, which no plan does. */
  private static final Set<String> ROLES = Set.of("RolesNotRead", "RolesMissing", "Ready");

  final RandomDirectory directory;
  private final boolean unread;
  private final List<Row> rows;
  private final Set<String> afterwards;

  /**
   * What was planned for a declaration, or became of it.
   *
   * @param outcome the plan's word for the end; of what the operator did, empty
   * @param end {@code Ready}, or the reason and the message
   */
  private record Row(String name, List<String> changes, String outcome, String end) {
    String reason() {
      return end.replaceFirst(":.*", "");
    }

    /** Whether the operator, which does the planned changes, may end so. */
    boolean mayEnd(Row did) {
      return end.equals(did.end())
          // Which of several reads fails first is left to chance.
          || (outcome.equals("unread") && reason().equals(did.reason()))
          // The service ends this in its own time, within the test or not.
          || (reason().equals("AwaitingInitialization") && ROLES.contains(did.reason()))
          || (reason().equals("RolesNotRead") && ROLES.contains(did.reason()));
    }

    @Override
    public String toString() {
      return changes + ", then " + end;
    }
  }

  private PlannedDirectory(RandomDirectory directory, JsonNode plan) {
    this.directory = directory;
    JsonNode connection = plan.at("/connections/0");
    assertThat(plan.path("faults")).as("seed %s: faults of the files", directory.seed).isEmpty();
    unread = connection.has("unread");
    rows = connection.path("declarations").valueStream().map(PlannedDirectory::planned).toList();
    afterwards = directory.granted();
    connection.path("declarations")
        .forEach(declared -> declared.path("changes")
            .forEach(change -> grant(declared.path("servicePrincipal").asText(), change)));
  }

  /** Adds what the change gives, in the words of {@link RandomDirectory#granted}. */
  private void grant(String principal, JsonNode change) {
    if (change.path("do").asText().equals("enable")) {
      afterwards.add(RandomDirectory.enabled(principal));
      change.path("alsoEnables").forEach(other -> afterwards.add(RandomDirectory.enabled(other.asText())));
    }
    if (change.path("registers").asBoolean()) {
      afterwards.add(RandomDirectory.registered(principal, change.path("account").asText()));
    }
  }

  /** Plans the directory, and once more if now something that this asked is denied. */
  static PlannedDirectory of(Simulator aws, RandomDirectory drawn, Path parent, Account pod) {
    String files = drawn.write(parent).toString();
    long before = aws.calls().last();
    JsonNode plan = PlanRun.of(aws, pod, "-o", "json", "-f", files).json();
    List<String> asked = aws.calls()
        .since(before)
        .stream()
        .filter(call -> drawn.management.id().equals(call.account()))
        .filter(call -> !call.action().startsWith("sts:"))
        .map(Call::action)
        .distinct()
        .sorted()
        .toList();
    return new PlannedDirectory(
        drawn, drawn.denies(asked) ? PlanRun.of(aws, pod, "-o", "json", "-f", files).json() : plan);
  }

  private static Row planned(JsonNode declaration) {
    String principal = declaration.path("servicePrincipal").asText();
    return new Row(
        declaration.path("name").asText(),
        declaration.path("changes").valueStream().map(change -> change(principal, change)).toList(),
        declaration.path("outcome").asText(),
        declaration.path("outcome").asText().equals("ready")
            ? "Ready"
            : declaration.path("reason").asText() + ": " + declaration.path("message").asText());
  }

  /** The catalog tells with which parameters a call is made, and has no Region for a call that enables access. */
  private static String change(String principal, JsonNode change) {
    String call = change.path("call").asText().replaceFirst(" with .*", "");
    return change(
        call, Optional.of(principal),
        Optional.of(change.path("account").asText()).filter(account -> !account.isEmpty()),
        change.path("region").asText(HOME));
  }

  private String change(Call call) {
    return change(
        call.action(), call.principal(),
        call.parameters().values().stream().filter(directory.accounts()::contains).findFirst(), call.region())
        + (call.done() ? "" : " refused: " + call.outcome());
  }

  /** Only an appointment by a service's own call is of a Region. */
  private static String change(String call, Optional<String> principal, Optional<String> account, String region) {
    return Stream.of(
        Optional.of(call), principal.filter(_ -> call.equals("organizations:EnableAWSServiceAccess")), account,
        account.map(_ -> region))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }
  /** How the declarations were planned to end: the plan's words. */
  Stream<String> outcomes() {
    return unread ? directory.declarations.stream().map(_ -> "unread") : rows.stream().map(Row::outcome);
  }

  /** Whether the organization can be read. */
  boolean isRead() {
    return !unread;
  }

  /** How many changes were planned. */
  long changes() {
    return rows.stream().mapToLong(row -> row.changes().size()).sum();
  }

  /**
   * What is otherwise than planned, with both lists; empty if nothing is.
   *
   * @param calls what the operator called
   * @param cluster the declarations by name
   */
  Optional<String> difference(List<Call> calls, Map<String, TrustedServiceAccess> cluster) {
    Map<String, List<String>> made = calls.stream()
        .filter(call -> directory.accounts().contains(call.account()))
        .filter(call -> call.changing() && !call.action().startsWith("sts:"))
        .collect(Collectors.groupingBy(
            call -> String.valueOf(call.sessionName()).replaceFirst("tao-[^-]*-", ""),
            Collectors.mapping(this::change, Collectors.toList())));
    List<Row> did = directory.declarations.stream()
        .map(declared -> did(declared.name(), Optional.ofNullable(cluster.get(declared.name())), made))
        .toList();
    List<String> different = new ArrayList<>();
    made.forEach((session, changes) -> different.add(changes + " in session " + session + ", of no declaration"));
    if (unread) {
      did.stream()
          .filter(row -> !row.changes().isEmpty() || row.reason().equals("Ready"))
          .forEach(row -> different.add("planned for " + row.name() + ": nothing, unread\n  did: " + row));
    } else {
      IntStream.range(0, rows.size())
          .filter(i -> !rows.get(i).changes().equals(did.get(i).changes()) || !rows.get(i).mayEnd(did.get(i)))
          .forEach(
              i -> different.add("planned for " + rows.get(i).name() + ": " + rows.get(i) + "\n  did: " + did.get(i)));
    }
    if (!directory.granted().equals(afterwards)) {
      different.add("planned to be there, and is not: " + less(afterwards, directory.granted())
          + "\n  is there, and was not planned: " + less(directory.granted(), afterwards));
    }
    return different.isEmpty()
        ? Optional.empty()
        : Optional.of("seed " + directory.seed + "\n  " + String.join("\n  ", different));
  }

  private static List<String> less(Set<String> some, Set<String> others) {
    return some.stream().filter(each -> !others.contains(each)).toList();
  }

  private static Row did(String name, Optional<TrustedServiceAccess> object, Map<String, List<String>> made) {
    List<String> changes = object.map(each -> made.remove(each.getMetadata().getUid())).orElse(null);
    return new Row(
        name, changes == null ? List.of() : changes, "", object.map(PlannedDirectory::end).orElse("not applied"));
  }

  /** Without the command for kubectl alone: a plan does not know the uid and the time in it. */
  private static String end(TrustedServiceAccess object) {
    return Optional.ofNullable(object.getStatus())
        .map(TrustedServiceAccessStatus::conditions)
        .flatMap(conditions -> conditions.stream().filter(each -> "Ready".equals(each.type())).findFirst())
        .map(ready -> "True".equals(ready.status())
            ? "Ready"
            : ready.reason() + ": " + KubectlConfirmation.without(Objects.requireNonNull(ready.message())))
        .orElse("no status");
  }
}
