package dev.trustedaccess.domain.preview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.plan.Question;

/**
 * Single passes of the operator's planner, for declarations that only exist in files.
 *
 * @param connection the connection of all of them
 * @param all every declaration of the connection, the oldest first
 * @param organization answers what the planner asks
 */
record PreviewPasses(
    Planner planner, ConnectionView connection, List<Preview.Declaration> all, Answers answers,
    PlannedOrganization organization) {
  /** More questions than any plan can have: a planner that asks more has a bug. */
  private static final int MOST_QUESTIONS = 20;

  /** A pass, with everything that was answered in it. */
  record Pass(PlanInput input, Decision.Conclude conclusion) {}

  /**
   * A pass for a declaration.
   *
   * @param recorded what status would remember by then
   * @param held whether it would have the operator's finalizer
   * @param deleted when it would have been deleted; empty if it would not
   * @param now the time of the pass, by our clock
   */
  Pass pass(
      Preview.Declaration declaration, Recorded recorded, boolean held, Optional<Instant> deleted, Instant now) {
    Desired desired = declaration.desired();
    PlanInput input = planner.input(
        desired, new Declared(declaration.name(), uid(declaration), 1, created(declaration), deleted, held),
        recorded,
        Observation.ofCluster(
            now, false, connection, siblings(declaration), Confirmation.NONE,
            connection instanceof ConnectionView.Usable ? answers.integration(desired.principal()) : Optional.empty()));
    for (int count = 0; count < MOST_QUESTIONS; count++) {
      switch (planner.plan(input)) {
        case Decision.Ask(Question<?> question) -> input = input.observing(answered(question, input));
        case Decision.Conclude conclusion -> {
          return new Pass(input, conclusion);
        }
        case Decision.Done _ -> throw new IllegalStateException(declaration.name() + " has no status");
      }
    }
    throw new IllegalStateException("a pass for " + declaration.name() + " does not end");
  }

  private Observation answered(Question<?> question, PlanInput input) {
    Observation observation = input.observation();
    String principal = input.desired().principal();
    return switch (question) {
      case Question.Snapshot _ -> observation.withSnapshot(
          organization.snapshot(observation.passBegun()), 0, Optional.empty());
      case Question.Administrators asked -> observation.with(asked, organization.registered(input.names()));
      case Question.KeptInitialization asked -> observation.with(asked, Fact.known(Optional.empty()));
      case Question.Initialization asked -> observation.with(asked, organization.initialization(principal));
      case Question.Roles asked -> observation.with(
          asked, Fact.unknown(new Failure(Failure.Kind.NOT_SENT, "the role inventory scan")));
      case Question.CrdDeleting asked -> observation.with(asked, Fact.known(false));
      case Question.OwnedResources asked -> observation.with(asked, owned(input));
      case Question.RemainingThings asked -> observation.with(
          asked, Fact.known(answers.remaining(
              principal, Stream.concat(
                  input.desired().administrators().stream(),
                  input.recorded().owned().stream().map(OwnedResource::accountId)).distinct().toList())));
      case Question.PolicyTypes asked -> observation.with(asked, answers.policyTypes());
    };
  }

  /** The owned resources: administrators as the service shows them, registrations as Organizations lists them. */
  private Fact<OwnedResourcesSeen> owned(PlanInput input) {
    List<OwnedResource> owned = input.recorded().owned();
    AdministratorsSeen nobody = AdministratorsSeen.registered(List.of());
    Fact<AdministratorsSeen> appointed = owned.stream().allMatch(OwnedResource::isRegistration)
        ? Fact.known(nobody)
        : organization.initialization(input.desired().principal()).map(state -> state.administrators().orElse(nobody));
    return organization.registered(input.names())
        .map(AdministratorsSeen::registered) instanceof Fact.Known<AdministratorsSeen>(AdministratorsSeen registered)
            ? appointed.map(seen -> OwnedResourcesSeen.of(owned, registered, seen))
            : Fact.unknown(organization.registered(input.names()).problem().orElseThrow());
  }

  private List<Sibling> siblings(Preview.Declaration declaration) {
    return all.stream()
        .filter(other -> !other.equals(declaration))
        .map(other -> new Sibling(
            other.name(), other.desired().principal(), true, manages(other.desired()), uid(other), created(other)))
        .toList();
  }

  private boolean manages(Desired desired) {
    return desired.mode() != Mode.OBSERVE && connection instanceof ConnectionView.Usable(var settings, _)
        && settings.mode() != Mode.OBSERVE && settings.allows(desired.principal());
  }

  /** As if each were applied after the one before, and so long ago that a missing connection is no longer awaited. */
  private Instant created(Preview.Declaration declaration) {
    return Instant.EPOCH.plus(Duration.ofSeconds(all.indexOf(declaration)));
  }

  private String uid(Preview.Declaration declaration) {
    return "planned-" + all.indexOf(declaration);
  }
}
