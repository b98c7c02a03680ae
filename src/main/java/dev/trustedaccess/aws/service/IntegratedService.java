package dev.trustedaccess.aws.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.domain.ChangeOutcome;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.RemainingRead;
import dev.trustedaccess.domain.SetUp;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.ServiceAccess;

/** An integration in one organization: turns its failures into values. */
final class IntegratedService implements ServiceAccess {
  private final Integration integration;
  private final Duty duty;
  private final ConnectionSettings settings;

  /**
   * @param integration what knows the service
   * @param duty the identities to ask with
   * @param settings what the connection lets us do
   */
  IntegratedService(Integration integration, Duty duty, ConnectionSettings settings) {
    this.integration = integration;
    this.duty = duty;
    this.settings = settings;
  }

  @Override
  public String integration() {
    return integration.id();
  }

  @Override
  public List<String> regions() {
    return integration.regions(duty);
  }

  @Override
  public boolean looksIntoAdministrators() {
    return integration.looksIntoAdministrators();
  }

  @Override
  public Fact<InitializationState> initialization() {
    return AwsFailure.toFact(() -> integration.initialization(duty));
  }

  @Override
  public RemainingRead remaining(Optional<String> administrator) {
    try {
      return integration.remaining(duty, administrator).toRead();
    } catch (AwsFailure e) {
      return new RemainingRead(List.of(), Set.of(), List.of(e.failure()));
    }
  }

  @Override
  public boolean initializes() {
    return integration instanceof Integration.Initializing;
  }

  @Override
  public ChangeOutcome initialize(SetUp setUp, ChangeTicket ticket) {
    if (!settings.allowsAdministrator(setUp.id())) {
      throw new IllegalStateException("an administrator that connection " + settings.name() + " does not allow");
    }
    return change(service -> {
      duty.requireAccount(setUp.id());
      return service.initialize(duty, setUp, ticket);
    });
  }

  @Override
  public ChangeOutcome takeDown(SetUp setUp, ChangeTicket ticket) {
    return change(service -> service.takeDown(duty, setUp, ticket));
  }

  @Override
  public Fact<SetUp.Stage> standing(SetUp setUp) {
    return AwsFailure.toFact(() -> initializing().standing(duty, setUp));
  }

  /** That nothing is changed without the duty to is decided long before; here it is held. */
  private ChangeOutcome change(Function<Integration.Initializing, ChangeOutcome> change) {
    if (!settings.mayInitialize()) {
      throw new IllegalStateException("a change to " + integration.id() + " without the service administrator's duty");
    }
    try {
      return change.apply(initializing());
    } catch (AwsFailure e) {
      return new ChangeOutcome.Failed(e.failure());
    }
  }

  private Integration.Initializing initializing() {
    if (integration instanceof Integration.Initializing initializing) {
      return initializing;
    }
    throw new IllegalStateException(integration.id() + " sets nothing up");
  }
}
