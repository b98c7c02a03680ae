package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Desired.RoleExpectation;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Sibling;
import org.jspecify.annotations.Nullable;

/** What the cluster holds: one declaration, or none; its connection; a confirmation. */
final class Cluster {
  static final String ADMINISTRATOR = "222222222222";
  static final Set<String> EVERY_REGION = Set.of("global", "us-east-1", "eu-west-1");
  static final Duration INTERVAL = Duration.ofMinutes(5);
  static final Duration HOLD = Duration.ofMinutes(15);

  boolean exists;
  private int lives;
  long generation;
  private Instant created = Instant.EPOCH;
  Optional<Instant> deleted = Optional.empty();
  /** By true time. */
  Instant trulyDeleted = Instant.MAX;
  /** How much the API server's clock is behind. */
  Duration behind = Duration.ZERO;
  boolean held;
  @Nullable
  TrustedServiceAccessStatus status;
  boolean kindDeleting;

  Mode mode = Mode.MANAGE;
  InitializationMode initialization = InitializationMode.NONE;
  boolean administratorDeclared;
  /** Who is declared where anybody is. */
  List<String> administrators = List.of(ADMINISTRATOR);
  RoleExpectation expectation = RoleExpectation.AS_NEEDED;
  DeletionPolicy policy = DeletionPolicy.RESTORE;
  boolean paused;
  /** Other declarations for the organization. */
  final List<Sibling> siblings = new ArrayList<>();
  Confirmation confirmation = Confirmation.NONE;

  boolean connected = true;
  Mode connectionMode = Mode.MANAGE;
  boolean allowed = true;
  boolean serviceRole = true;
  /** Where what remains is looked for: the managed Regions, and what is global. */
  Set<String> regions = EVERY_REGION;

  void create(Instant now) {
    exists = true;
    lives++;
    generation = 1;
    created = now.truncatedTo(ChronoUnit.SECONDS);
    deleted = Optional.empty();
    held = false;
    status = null;
    confirmation = Confirmation.NONE;
  }

  /** As the API server deletes: at once where nothing holds. */
  void delete(Instant now) {
    if (!held) {
      exists = false;
    } else if (deleted.isEmpty()) {
      deleted = Optional.of(now.minus(behind).truncatedTo(ChronoUnit.SECONDS));
      trulyDeleted = now;
      generation++;
    }
  }

  /** Another declaration appears: of the same principal by another connection, or of one that needs this one. */
  void sibling(boolean dependent, boolean manages, Instant now) {
    siblings.add(dependent
        ? new Sibling(World.DEPENDENT, World.DEPENDENT, true, manages, "dependent", now)
        : new Sibling("other", World.PRINCIPAL, false, manages, "other", now));
  }

  /** Whether another declaration keeps access enabled. */
  boolean keptByOthers() {
    return siblings.stream().anyMatch(other -> other.principal().equals(World.DEPENDENT) || other.manages());
  }

  void dropFinalizer() {
    held = false;
    exists = exists && deleted.isEmpty();
  }

  String uid() {
    return "uid-" + lives;
  }

  Declared declared() {
    return new Declared(World.PRINCIPAL, uid(), generation, created, deleted, held);
  }

  Desired desired() {
    return new Desired(World.PRINCIPAL, "default", mode, false, initialization,
        administratorDeclared ? administrators : List.of(), expectation, policy,
        paused ? Desired.Pause.REQUESTED : Desired.Pause.NONE);
  }

  ConnectionView connection() {
    if (!connected) {
      return new ConnectionView.Missing();
    }
    return new ConnectionView.Usable(
        new ConnectionSettings("default", World.ORGANIZATION, Optional.empty(), connectionMode, Optional.empty(),
            serviceRole
                ? Optional.of(new ConnectionSettings.ServiceRole(Optional.empty(), Mode.MANAGE))
                : Optional.empty(),
            Optional.empty(), Optional.of("service"), "us-east-1",
            managed(),
            allowed ? Optional.empty() : Optional.of(Set.of("else.amazonaws.com")), Optional.empty(), INTERVAL,
            Duration.ofHours(24),
            HOLD, false),
        false);
  }

  /** The managed Regions, the home Region first. */
  List<String> managed() {
    return regions.stream()
        .filter(region -> !region.equals("global"))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Whether the design lets anything be changed at AWS for the declaration as it stands. */
  boolean mayChange() {
    return exists && mode == Mode.MANAGE && !paused && connected && connectionMode == Mode.MANAGE && allowed;
  }

  @Override
  public String toString() {
    return (exists ? "uid-" + lives : "none") + " generation " + generation + " deleted " + deleted + " held " + held
        + " "
        + mode + " " + initialization + " " + policy + " paused " + paused + " connected " + connected + " "
        + connectionMode + " allowed " + allowed + " service role " + serviceRole + " regions " + regions;
  }
}
