package dev.trustedaccess.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/states.md} shows the recorded objects; write it again with {@code -Dstates.write=true}. */
class StatesPageTest {
  private static final Path PAGE = Path.of("docs/states.md");
  private static final String OPENING = """
      # What `kubectl get` shows, and what to do

      Each state is an object of a real run, recorded from the API server ([`src/e2e/resources/states`](../src/e2e/resources/states)).
      The same objects are the test cases of the Argo CD script, of kstatus, of `kubectl wait` and of the alerts. The message is that of
      the condition Ready. If a person must act, it ends in the next step. Columns with times are left out. The alerts are those that fire
      if the state lasts.

      This page is written by `mvn test -Dtest=StatesPageTest -Dstates.write=true`.
      """;

  @Test
  void showsEachRecordedState() throws IOException {
    String page = OPENING + Stream.of(State.Group.values()).map(StatesPageTest::chapter).collect(joining());
    if (Boolean.getBoolean("states.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String chapter(State.Group group) {
    return "\n## " + group.title() + "\n" + Recorded.all()
        .stream()
        .filter(each -> each.state().group() == group)
        .map(StatesPageTest::entry)
        .collect(joining());
  }

  private static String entry(Recorded recorded) {
    Verdict verdict = Verdict.of(recorded);
    String message = recorded.message().isEmpty() ? "" : "\n" + recorded.message().replace("<", "&lt;") + "\n";
    return "\n### " + recorded.state().label() + "\n\n" + recorded.state().meaning() + " kstatus: " + verdict.kstatus()
        + ". Argo CD: " + verdict.argo() + "." + alerts(recorded) + "\n\n```\n" + Columns.of(recorded).table(recorded)
        + "\n```\n" + message;
  }

  private static String alerts(Recorded recorded) {
    List<String> lasting = recorded.state().lastingAlerts();
    List<String> alerts = lasting.isEmpty() ? Measured.alerts(recorded) : lasting;
    return alerts.isEmpty()
        ? ""
        : alerts.stream()
            .map(name -> "[" + name + "](runbooks.md#" + name.toLowerCase(Locale.ROOT) + ")")
            .collect(joining(", ", " Alerts: ", "."));
  }
}
