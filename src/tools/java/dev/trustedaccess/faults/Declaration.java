package dev.trustedaccess.faults;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import org.jspecify.annotations.Nullable;

/** One declaration in the cluster, or the place where one was. */
final class Declaration {
  final String principal;
  final Connection connection;
  boolean exists;
  private int lives;
  long generation;
  Instant created = Instant.EPOCH;
  Optional<Instant> deleted = Optional.empty();
  boolean held;
  @Nullable
  TrustedServiceAccessStatus status;
  Mode mode = Mode.MANAGE;
  Desired.InitializationMode initialization = Desired.InitializationMode.NONE;
  List<String> administrators = List.of();
  Desired.DeletionPolicy policy = Desired.DeletionPolicy.RESTORE;
  boolean paused;
  Confirmation confirmation = Confirmation.NONE;
  /** When its next pass is due, by true time. */
  Instant due = Instant.EPOCH;
  /** Whether its status was lost during this life, or carries what nobody can tell. */
  boolean forgotten;

  Declaration(String principal, Connection connection) {
    this.principal = principal;
    this.connection = connection;
  }

  void create(Instant now) {
    exists = true;
    lives++;
    generation = 1;
    created = now.truncatedTo(ChronoUnit.SECONDS);
    deleted = Optional.empty();
    held = false;
    status = null;
    forgotten = false;
    confirmation = Confirmation.NONE;
    due = now;
  }

  /** As the API server deletes: at once where nothing holds. */
  void delete(Instant now) {
    if (!held) {
      exists = false;
    } else if (deleted.isEmpty()) {
      deleted = Optional.of(now.truncatedTo(ChronoUnit.SECONDS));
      generation++;
    }
    due = now;
  }

  void dropFinalizer() {
    held = false;
    exists = exists && deleted.isEmpty();
  }

  String uid() {
    return connection.name + "-" + principal + "-" + lives;
  }

  boolean lives() {
    return exists && deleted.isEmpty();
  }

  Declared declared() {
    return new Declared(principal, uid(), generation, created, deleted, held);
  }

  Desired desired() {
    return new Desired(
        principal, connection.name, mode, true, initialization, administrators, Desired.RoleExpectation.AS_NEEDED,
        policy,
        paused ? Desired.Pause.REQUESTED : Desired.Pause.NONE);
  }

  /** Whether the design lets anything be changed at AWS for the declaration as it is. */
  boolean mayChange() {
    return exists && mode == Mode.MANAGE && !paused && connection.present && connection.mode == Mode.MANAGE
        && connection.allows(principal);
  }

  @Override
  public String toString() {
    return (exists ? uid() : "no " + principal) + " generation " + generation + " deleted " + deleted + " held " + held
        + " " + mode + " " + initialization + " " + policy + (paused ? " paused" : "") + " by " + connection
        + " status "
        + status;
  }
}
