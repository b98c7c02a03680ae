package dev.trustedaccess.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What judges an object as GitOps engines do: Argo CD's Lua machine, and kstatus for Flux. Objects are JSON. */
public final class GitOpsTools {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private GitOpsTools() {}

  /** The health that Argo CD shows with this script: {@code {"status": ..., "message": ...}}. */
  public static String argoHealth(Path script, String object) {
    return run(object, "argo-lua", "health", script.toString());
  }

  /** The actions that Argo CD offers with this script: {@code [{"name": ..., "disabled": ...}]}. */
  public static String argoActions(Path script, String object) {
    return run(object, "argo-lua", "discover", script.toString());
  }

  /** What an action makes of an object: {@code [{"operation": ..., "resource": ...}]}. */
  public static String argoAct(Path script, String object) {
    return run(object, "argo-lua", "act", script.toString());
  }

  /** What kstatus thinks: {@code {"status": ..., "message": ...}}. */
  public static String kstatus(String object) {
    return run(object, "kstatus");
  }

  private static String run(String object, String program, String... arguments) {
    var line = new ArrayList<>(List.of(Binaries.gitops(program).toString()));
    line.addAll(List.of(arguments));
    return new Command(line, Map.of(), TIMEOUT).run(object).orFail();
  }
}
