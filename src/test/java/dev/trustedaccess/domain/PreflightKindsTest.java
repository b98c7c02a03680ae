package dev.trustedaccess.domain;

import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.Preflight.Level;
import dev.trustedaccess.domain.Preflight.Line;
import dev.trustedaccess.domain.PreflightKinds.Seen;
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
    says(new Seen.Absent(), Level.fail, "does not have", "kubectl apply");
    says(new Seen.Present(false, true, Optional.empty()), Level.fail, "is being deleted");
    says(new Seen.Present(false, false, Optional.empty()), Level.fail, "not established");
    says(new Seen.Present(true, false, Optional.empty()), Level.fail, "does not serve v1");
  }

  @Test
  void whatMayNotBeReadIsAWarning() {
    says(new Seen.Unreadable("Forbidden"), Level.warn, "Forbidden", "Grant get");
  }

  @Test
  void schemasAreComparedPartByPart() {
    says(present(KNOWN.toArray(String[]::new)), Level.ok, "as this build knows it");
    says(present("spec is object", "spec.mode is string"), Level.fail, "otherwise, spec.mode. What is written");
    says(present("spec is object", "spec.mode is string", "spec.mode takes Manage", "spec.b is string"), Level.warn,
        "no notice of spec.b.");
    // Older in one place and newer in another: what is lost weighs more.
    says(present("spec is object", "spec.b is string"), Level.fail, "spec.mode");
  }

  @Test
  void manyFieldsAreCounted() {
    says(
        present("spec is object", "spec.mode is string", "spec.mode takes Manage", "a is x", "b is x", "c is x",
            "d is x",
            "d takes y"),
        Level.warn, "of a, b, c and 1 more");
  }
}
