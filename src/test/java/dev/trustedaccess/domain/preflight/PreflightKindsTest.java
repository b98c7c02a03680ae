package dev.trustedaccess.domain.preflight;

import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.preflight.Preflight.Level;
import dev.trustedaccess.domain.preflight.Preflight.Line;
import dev.trustedaccess.domain.preflight.PreflightKinds.Seen;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a kind in a cluster. */
class PreflightKindsTest {
  private static final Set<String> KNOWN = Set.of("spec is object", "spec.mode is string", "spec.mode takes Manage");

  private static void says(Seen seen, Level level, String... words) {
    Line line = PreflightKinds.of("lamps.example.com", "v1", KNOWN, seen);
    assertThat(line.level()).as(line.text()).isEqualTo(level);
    assertThat(line.text()).contains("lamps.example.com").contains(words);
  }

  private static Seen present(String... schema) {
    return new Seen.Present(true, false, Optional.of(Set.of(schema)));
  }

  @Test
  void whatKeepsItFromWorkingComesFirst() {
    says(new Seen.Absent(), Level.FAIL, "does not have", "kubectl apply");
    says(new Seen.Present(false, true, Optional.empty()), Level.FAIL, "is being deleted");
    says(new Seen.Present(false, false, Optional.empty()), Level.FAIL, "not established");
    says(new Seen.Present(true, false, Optional.empty()), Level.FAIL, "does not serve v1");
  }

  @Test
  void whatMayNotBeReadIsAWarning() {
    says(new Seen.Unreadable("Forbidden"), Level.WARN, "Forbidden", "Grant get");
  }

  @Test
  void schemasAreComparedPartByPart() {
    says(present(KNOWN.toArray(String[]::new)), Level.OK, "matches this build");
    says(present("spec is object", "spec.mode is string"), Level.FAIL,
        "differently, spec.mode. Values of these fields");
    says(present("spec is object", "spec.mode is string", "spec.mode takes Manage", "spec.b is string"), Level.WARN,
        "ignores spec.b.");
    // Older in one place and newer in another: what is lost weighs more.
    says(present("spec is object", "spec.b is string"), Level.FAIL, "spec.mode");
  }

  @Test
  void manyFieldsAreCounted() {
    says(
        present("spec is object", "spec.mode is string", "spec.mode takes Manage", "a is x", "b is x", "c is x",
            "d is x",
            "d takes y"),
        Level.WARN, "ignores a, b, c and 1 more");
  }
}
