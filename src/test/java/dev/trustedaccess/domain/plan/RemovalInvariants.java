package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.SimulatedOperator.Pass;
import dev.trustedaccess.mapping.DeclarationReader;

import static org.assertj.core.api.Assertions.assertThat;

/** I2: what must hold before something is removed or disabled, judged by what truly is and by what this life's passes have read. */
final class RemovalInvariants {
  private static final Duration SECONDS = Duration.ofSeconds(5);
  /** Times of AWS are whole seconds. */
  private static final Duration ROUNDED = Duration.ofSeconds(1);

  private final World world;
  private final Cluster cluster;
  private final ServiceFacts service;
  /** What status has named in this deletion and no read of its place has seen gone. */
  private final Set<Remaining> named = new HashSet<>();
  /** Regions that a pass of this life saw managed; global things are looked for whatever is managed. */
  private final Set<String> managed = new HashSet<>();
  private String managedBy = "";

  RemovalInvariants(World world, Cluster cluster, ServiceFacts service) {
    this.world = world;
    this.cluster = cluster;
    this.service = service;
  }

  /** Another process knows nothing of what was managed. */
  void forgotten() {
    managed.clear();
  }

  /** I2, from the answers given in this very pass. */
  void hold(Pass pass, World.Shown shown, boolean confirmed) {
    Instant deleted = cluster.deleted.orElseThrow(() -> new AssertionError("I2: closed though alive"));
    assertThat(cluster.policy).isNotEqualTo(DeletionPolicy.RETAIN);
    assertThat(cluster.keptByOthers()).as("closed though another declaration keeps it on: %s", cluster.siblings)
        .isFalse();
    assertThat(cluster.kindDeleting).as("closed though the kind is being deleted").isFalse();
    assertThat(world.now).as("the hold").isAfterOrEqualTo(deleted.plus(Cluster.HOLD));
    assertThat(world.now).as("the hold, though the API server's clock is behind")
        .isAfterOrEqualTo(cluster.trulyDeleted.plus(Cluster.HOLD).minus(ROUNDED));
    assertThat(world.awsNow()).as("the hold by AWS's clock").isAfterOrEqualTo(deleted.plus(Cluster.HOLD));
    assertThat(shown.snapshot().begun()).as("I2: by an earlier snapshot")
        .isAfterOrEqualTo(deleted)
        .isAfterOrEqualTo(world.now.minus(SECONDS));
    assertThat(pass.asked()).as("I2: without reading").contains(Question.DELEGATED_ADMINISTRATORS);
    Fact<RemainingRead> remaining = pass.observation().answer(Question.REMAINING);
    Fact<List<DelegatedAdministrator>> delegated = pass.observation().answer(Question.DELEGATED_ADMINISTRATORS);
    named.retainAll(world.remaining);
    assertThat(named.stream().map(this::effect)).as("I2: something named still blocks").doesNotContain(Effect.BLOCKS);
    List<Effect> effects = remaining.toOptional()
        .map(RemainingRead::found)
        .orElse(List.of())
        .stream()
        .map(this::effect)
        .toList();
    assertThat(effects).as("I2: something blocks").doesNotContain(Effect.BLOCKS);
    assertThat(delegated.toOptional()
        .orElse(List.of())
        .stream()
        .filter(one -> pass.recorded().owned().stream().noneMatch(made -> made.id().equals(one.accountId()))))
        .as("I2: delegated administrators")
        .isEmpty();
    boolean unread = !(remaining instanceof Fact.Known<RemainingRead>(RemainingRead read)) || !read.unread().isEmpty()
        || delegated.problem().filter(RemovalInvariants::tellsNothing).isPresent();
    boolean mustBeConfirmed = unread || !cluster.regions.containsAll(managed) || effects.contains(Effect.LOST)
        || named.stream().map(this::effect).anyMatch(Effect.LOST::equals)
        || List.of(Impact.SERVICE_OUTAGE, Impact.DESTRUCTIVE, Impact.UNKNOWN).contains(service.impact());
    boolean isConfirmed = cluster.confirmation.cleanedUp()
        .equals(Optional.of(new Confirmation.ConfirmedMoment(cluster.uid(), deleted)));
    assertThat(isConfirmed || !mustBeConfirmed).as("I2: not confirmed").isTrue();
    assertThat(confirmed).as("whether the confirmation is to be read again").isEqualTo(isConfirmed);
  }

  /** Where AWS knows no such principal none can be registered for it. */
  private static boolean tellsNothing(Failure failure) {
    return failure.kind() != Failure.Kind.UNRECOGNIZED_PRINCIPAL;
  }

  private Effect effect(Remaining thing) {
    return service.effects().getOrDefault(thing.kind(), Effect.LOST);
  }

  /** Keeps what status has named, by what truly was read. */
  void reported(Pass pass, TrustedServiceAccessStatus status) {
    managed(pass, status);
    if (cluster.deleted.isEmpty()) {
      named.clear();
      return;
    }
    pass.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .filter(read -> read.unread().isEmpty())
        .ifPresent(read -> named.removeIf(
            thing -> cluster.regions.contains(thing.region()) && !read.found().contains(thing)));
    DeclarationReader.recorded(status).reportedRemaining().items().forEach(item -> named.add(item.thing()));
  }

  /** Keeps {@link #managed} once anything of ours is known. */
  private void managed(Pass pass, TrustedServiceAccessStatus status) {
    if (!managedBy.equals(cluster.uid())) {
      managed.clear();
      managedBy = cluster.uid();
    }
    if (pass.observation().connection() instanceof ConnectionView.Usable(ConnectionSettings settings, _)
        && !DeclarationReader.recorded(status).isEmpty()) {
      managed.addAll(settings.managedRegions());
    }
  }
}
