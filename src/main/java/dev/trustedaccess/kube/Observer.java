package dev.trustedaccess.kube;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.ConnectionView;
import dev.trustedaccess.domain.Desired;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.Observation;
import dev.trustedaccess.domain.Question;
import dev.trustedaccess.domain.RoleInventory;
import dev.trustedaccess.domain.SetUp;
import dev.trustedaccess.domain.Standing;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Answers what the planner asks, from shared looks and sweeps where they may be shared and from AWS itself where not. */
public final class Observer {
  /** A look has its own age, the cluster is read again before a change, and no change rests on the roles. */
  private static final Set<Question<?>> NOT_AGED_BY = Set.of(
      Question.LOOK, Question.FRESH_LOOK, Question.SECOND_LOOK, Question.CRD_DELETING, Question.ROLES);

  private final AwsGateway aws;
  private final Looks looks;
  private final Sweeps sweeps;
  private final ClusterReader cluster;
  private final InstantSource clock;

  public Observer(AwsGateway aws, Looks looks, Sweeps sweeps, ClusterReader cluster, InstantSource clock) {
    this.aws = aws;
    this.looks = looks;
    this.sweeps = sweeps;
    this.cluster = cluster;
    this.clock = clock;
  }

  /** The connection is gone: nothing is kept of it. */
  void forget(String connection) {
    looks.forget(connection);
    sweeps.forget(connection);
  }

  /** What knows the principal's own API, where the connection gives the duty to use it. */
  Optional<Observation.Integration> integration(ConnectionView connection, String principal) {
    return usable(connection).flatMap(settings -> service(settings, principal))
        .map(service -> new Observation.Integration(service.integration(), service.initializes(), service.regions(),
            service.looksIntoAdministrators()));
  }

  /**
   * The observation with one more answer.
   *
   * @param setUp what status remembers as made by us
   * @param since looks that began earlier do not count
   */
  Observation answer(
      Question<?> question, Observation so, Desired desired, List<SetUp> setUp, Instant since) {
    Instant begun = clock.instant();
    Observation more = answered(question, so, desired, setUp, since);
    Instant ended = clock.instant();
    return (NOT_AGED_BY.contains(question) ? more : more.read(begun, ended)).asOf(ended);
  }

  private Observation answered(
      Question<?> question, Observation so, Desired desired, List<SetUp> setUp, Instant since) {
    if (question == Question.CRD_DELETING) {
      return so.with(Question.CRD_DELETING, kindIsBeingDeleted());
    }
    ConnectionSettings settings = usable(so.connection())
        .orElseThrow(() -> new IllegalStateException("asked for " + question + " without a connection"));
    if (question == Question.LOOK || question == Question.FRESH_LOOK || question == Question.SECOND_LOOK) {
      Looks.Looked looked = looks.look(
          settings,
          question == Question.LOOK ? since : question == Question.FRESH_LOOK ? so.readUntil() : afterTheLook(so));
      return so.withLook(looked.look(), looked.missed(), looked.lookBefore()).reachedSince(looked.reachedSince());
    }
    if (question == Question.ROLES) {
      return so.with(Question.ROLES, roles(settings, so, desired, since));
    }
    OrganizationAccess access = aws.access(settings);
    if (question == Question.DELEGATED_ADMINISTRATORS) {
      return so.with(Question.DELEGATED_ADMINISTRATORS, access.delegatedAdministrators(desired.principal()));
    }
    if (question == Question.POLICY_TYPES) {
      return so.with(Question.POLICY_TYPES, access.enabledPolicyTypes());
    }
    ServiceAccess service = service(settings, desired.principal())
        .orElseThrow(() -> new IllegalStateException("asked for " + question + " without an integration"));
    if (question == Question.INITIALIZATION) {
      return so.with(Question.INITIALIZATION, service.initialization());
    }
    if (question == Question.SECOND_INITIALIZATION) {
      return so.with(Question.SECOND_INITIALIZATION, service.initialization());
    }
    if (question == Question.STANDING) {
      return so.with(Question.STANDING, standing(service, setUp));
    }
    if (question == Question.SECOND_STANDING) {
      return so.with(Question.SECOND_STANDING, standing(service, setUp));
    }
    if (question == Question.REMAINING) {
      return so.with(Question.REMAINING, Fact.known(service.remaining(desired.administrator())));
    }
    throw new IllegalStateException("nobody answers " + question);
  }

  /** Looks of one connection are taken one after the other, so one that began later began after the other's end. */
  private static Instant afterTheLook(Observation so) {
    return so.answer(Question.LOOK).toOptional().map(look -> look.begun().plusNanos(1)).orElse(so.readUntil());
  }

  /**
   * The last inventory. Where Ready rests on it, one that began before {@code since} does not count, as with looks. Whoever
   * has words of this generation in status needs none, so that after a restart nothing is read before it is due, unless a
   * person asks.
   */
  private Fact<RoleInventory> roles(ConnectionSettings settings, Observation so, Desired desired, Instant since) {
    boolean everywhere = desired.roles() == Desired.RoleExpectation.EveryAccount;
    Instant least = everywhere ? since : Instant.MIN;
    boolean said = so.answer(Question.ROLES_SAID).toOptional().isPresent();
    boolean nothingNeeded = said && least.equals(Instant.MIN) && !so.prompted();
    Optional<Instant> wanted = nothingNeeded ? Optional.empty() : Optional.of(so.prompted() ? since : least);
    Fact<RoleInventory> inventory = sweeps.inventory(settings, wanted);
    return inventory.toOptional().filter(last -> last.begun().isBefore(least)).isPresent()
        ? Fact.unknown(new Failure(Failure.Kind.NOT_SENT, "the sweep over the accounts"))
        : inventory;
  }

  private static Fact<Standing> standing(ServiceAccess service, List<SetUp> setUp) {
    List<SetUp> stands = new ArrayList<>();
    List<SetUp> leaving = new ArrayList<>();
    for (SetUp made : setUp) {
      switch (service.standing(made)) {
        case Fact.Known<SetUp.Stage>(SetUp.Stage stage) when stage == SetUp.Stage.STANDS -> stands.add(made);
        case Fact.Known<SetUp.Stage>(SetUp.Stage stage) when stage == SetUp.Stage.LEAVING -> leaving.add(made);
        case Fact.Unknown<SetUp.Stage>(Failure failure) -> {
          return Fact.unknown(failure);
        }
        default -> {
          // It is gone.
        }
      }
    }
    return Fact.known(new Standing(stands, leaving));
  }

  private Fact<Boolean> kindIsBeingDeleted() {
    try {
      return Fact.known(cluster.kindIsBeingDeleted());
    } catch (KubernetesClientException unread) {
      return Fact.unknown(new Failure(Failure.Kind.UNAVAILABLE, "the API server's answer about the CRD"));
    }
  }

  private Optional<ServiceAccess> service(ConnectionSettings settings, String principal) {
    return settings.serviceDuty().isPresent() ? aws.access(settings).service(principal) : Optional.empty();
  }

  private static Optional<ConnectionSettings> usable(ConnectionView view) {
    return view instanceof ConnectionView.Usable(ConnectionSettings settings, _)
        ? Optional.of(settings)
        : Optional.empty();
  }
}
