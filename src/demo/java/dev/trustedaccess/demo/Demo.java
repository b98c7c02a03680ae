package dev.trustedaccess.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.trustedaccess.demo.Story.Scene;
import org.jspecify.annotations.Nullable;

/**
 * Runs all scenes once and ends: with 0 if everything happened as promised, otherwise with 1. Run it from the repository's
 * root. It needs only this JVM and the loopback interface.
 */
public final class Demo {
  private static final Path KUBECONFIG = Path.of("target", "demo", "kubeconfig");
  private static final List<Scene> SCENES = List.of(
      new ExistingAccess(),
      new FirstDeclarations(),
      new ServiceAdministratorSteps(),
      new DisabledByOthers(),
      new ChangedByOthers(),
      new RejectedDeclarations(),
      new DeletionCalledBack(),
      new EverythingDeleted(),
      new CallSummary());

  private Demo() {}

  public static void main(String[] args) throws IOException {
    System.exit(run(Terminal.ofProcess(System.getenv())));
  }

  /** Plays all scenes; the exit code. */
  static int run(Terminal terminal) throws IOException {
    Instant begun = Instant.now();
    try (DemoEnvironment stage = new DemoEnvironment();
        @Nullable
        DemoPage page = DemoPage.start(System.getProperty("demo.page", "false"), stage::page, terminal)
            .orElse(null)) {
      stage.writeKubeconfig(KUBECONFIG);
      // The product's own command finds the API server here.
      System.setProperty("kubeconfig", KUBECONFIG.toAbsolutePath().toString());
      introduce(terminal);
      Story story = new Story(terminal, stage);
      try {
        for (int number = 1; number <= SCENES.size(); number++) {
          Scene scene = SCENES.get(number - 1);
          if (page != null && scene instanceof EverythingDeleted) {
            keepOpen(terminal, page);
          }
          terminal.heading(number + ". " + scene.title());
          scene.play(story);
        }
      } catch (ExpectationFailed missed) {
        story.explain(missed);
        return 1;
      }
    }
    terminal.gap();
    terminal.good(
        "Everything happened as promised, in " + Duration.between(begun, Instant.now()).toSeconds() + " seconds.");
    return 0;
  }

  /** Until a person ends the process, or goes on with Enter. */
  private static void keepOpen(Terminal terminal, DemoPage page) throws IOException {
    terminal.heading("The page: " + page.address());
    terminal.tell("It stays open. Press Enter to delete everything, or Ctrl-C to end.");
    int read = System.in.read();
    while (read >= 0 && read != '\n') {
      read = System.in.read();
    }
  }

  private static void introduce(Terminal terminal) {
    terminal.heading("trusted-access-operator: trusted access of an AWS organization as declarations");
    terminal.table(List.of(
        List.of("PART", "IN THIS DEMO"),
        List.of("AWS", "a simulator on loopback; the operator calls it with the real AWS SDK"),
        List.of("Kubernetes", "an API server in memory; the files of examples/ are applied"),
        List.of("kubectl get", "without the columns DELETING and AGE, which are times"),
        List.of("Intervals", "observeInterval and roleInventoryInterval " + ShortIntervals.OBSERVE_SECONDS
            + "s, deletionHold " + ShortIntervals.HOLD_SECONDS + "s"),
        List.of("Log", "the operator's own log is in target/demo.log")));
  }
}
