package dev.trustedaccess.bench;

import java.util.List;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.simulator.front.Call;

import static dev.trustedaccess.bench.Row.seconds;

/** What a restart asks of AWS, with the published limits enforced. */
final class Restart {
  private static final int DECLARATIONS = 51;
  private static final int ACCOUNTS = 1_000;

  private Restart() {}

  static List<Row> run() {
    List<String> principals = Scene.principals(DECLARATIONS);
    try (var scene = new Scene(ACCOUNTS).connect().on(principals).declare(principals)) {
      scene.aws().throttling().enforce();
      try (var first = Inside.start(scene)) {
        allIsKnown(first);
        // The next process knows what status remembers, which is written after the scan. Without it, the accounts are
        // listed again.
        Inside.await("status to remember the roles", () -> isRemembered(scene, principals));
      }
      long before = scene.aws().calls().last();
      try (var second = Inside.start(scene)) {
        double ready = Inside.await("all to be ready again", () -> second.ready() == DECLARATIONS);
        double scanned = ready + allIsKnown(second);
        List<Call> calls = scene.aws().calls().since(before);
        long organizations = calls.stream().filter(call -> call.action().startsWith("organizations:")).count();
        long changes = calls.stream().filter(Call::changing).count();
        return List.of(
            new Row("Organizations calls of a restart, 51 declarations, 1,000 accounts", "at most 55, no change",
                "%d, %d changes, %d over a limit".formatted(
                    organizations, changes, scene.aws().throttling().excesses().size())),
            new Row("... until all are Ready again; until the roles are known again", "-",
                seconds(ready) + "; " + seconds(scanned)));
      }
    }
  }

  private static boolean isRemembered(Scene scene, List<String> principals) {
    var connection = scene.cluster().resources(OrganizationConnection.class).withName("default").get().getStatus();
    return connection != null && connection.roleInventory() != null
        && principals.stream()
            .noneMatch(name -> scene.condition(name, "RolesPresent").orElse("Unknown").equals("Unknown"));
  }

  private static double allIsKnown(Inside operator) {
    return Inside.await("all to be ready and scanned",
        () -> operator.ready() == DECLARATIONS && operator.scanned() == ACCOUNTS);
  }
}
