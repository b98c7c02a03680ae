package dev.trustedaccess.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.trustedaccess.demo.Story.Scene;

/**
 * Tells the whole story once and ends: with 0 if all of it happened, with 1 if anything did not. Run from the repository's
 * root, it needs nothing but this JVM and loopback.
 */
public final class Demo {
  private static final Path KUBECONFIG = Path.of("target", "demo", "kubeconfig");
  private static final List<Scene> SCENES = List.of(
      new FoundOn(),
      new ComingOn(),
      new PeopleDoTheirPart(),
      new SwitchedOffAtNight(),
      new ChangedByOthers(),
      new Traps(),
      new CalledBack(),
      new Withdrawn(),
      new AskedOfAws());

  private Demo() {}

  public static void main(String[] args) throws IOException {
    System.exit(run(Terminal.ofProcess(System.getenv())));
  }

  /** Plays all scenes; the exit code. */
  static int run(Terminal terminal) throws IOException {
    Instant begun = Instant.now();
    try (Stage stage = new Stage()) {
      stage.writeKubeconfig(KUBECONFIG);
      // Where the product's own command looks for the API server.
      System.setProperty("kubeconfig", KUBECONFIG.toAbsolutePath().toString());
      introduce(terminal);
      Story story = new Story(terminal, stage);
      try {
        for (int number = 1; number <= SCENES.size(); number++) {
          Scene scene = SCENES.get(number - 1);
          terminal.heading(number + ". " + scene.title());
          scene.play(story);
        }
      } catch (Missed missed) {
        story.explain(missed);
        return 1;
      }
    }
    terminal.gap();
    terminal.good("All of it happened, in " + Duration.between(begun, Instant.now()).toSeconds() + " seconds.");
    return 0;
  }

  private static void introduce(Terminal terminal) {
    terminal.heading("trusted-access-operator: AWS Organizations' trusted access as a declaration");
    terminal.table(List.of(
        List.of("PART", "PLAYED BY"),
        List.of("AWS", "a simulator on loopback; the operator calls it with the real AWS SDK"),
        List.of("Kubernetes", "an API server in memory; applied are the files of examples/"),
        List.of("Shortened", "observeInterval 5m and roleInventoryInterval 24h to " + Shortened.OBSERVE_SECONDS
            + "s, deletionHold 15m to " + Shortened.HOLD_SECONDS + "s"),
        List.of("Log", "the operator's own log is in target/demo.log")));
  }
}
