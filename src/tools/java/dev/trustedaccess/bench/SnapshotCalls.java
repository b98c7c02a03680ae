package dev.trustedaccess.bench;

import java.util.List;

import static java.util.stream.Collectors.toMap;

/** The cost of one snapshot with 40 enabled principals and as many declarations that share it. */
final class SnapshotCalls {
  private static final int PRINCIPALS = 40;

  private SnapshotCalls() {}

  static List<Row> run() {
    List<String> principals = Scene.principals(PRINCIPALS);
    try (var scene = new Scene(1).connect().on(principals).declare(principals); var operator = Inside.start(scene)) {
      Inside.await("40 declarations to be ready", () -> operator.ready() == PRINCIPALS);
      var calls = scene.aws()
          .calls()
          .counts()
          .entrySet()
          .stream()
          .filter(call -> call.getKey().equals("organizations:DescribeOrganization")
              || call.getKey().equals("organizations:ListAWSServiceAccessForOrganization"))
          .collect(toMap(call -> call.getKey().substring("organizations:".length()), call -> call.getValue()));
      return List.of(new Row("Organizations calls of one snapshot, 40 principals enabled, 40 declarations", "3",
          calls.values().stream().mapToLong(Long::longValue).sum() + " " + calls));
    }
  }
}
