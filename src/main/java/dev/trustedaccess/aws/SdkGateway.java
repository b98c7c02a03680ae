package dev.trustedaccess.aws;

import java.time.Duration;
import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trustedaccess.aws.sdk.Clients;
import dev.trustedaccess.aws.sdk.RateLimiter;
import dev.trustedaccess.aws.sdk.RequestSender;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;

/**
 * Access to organizations through the AWS SDK. Everything in the process shares clients and rate limits; connections
 * with equal settings share sessions.
 */
public final class SdkGateway implements AwsGateway, AutoCloseable {
  private final AwsEnvironment environment;
  private final Clients clients;
  private final RateLimiter limiter;
  private final Cache<ConnectionSettings, OrganizationAccess> organizations = Caffeine.newBuilder()
      .maximumSize(100)
      .expireAfterAccess(Duration.ofHours(1))
      .build();

  public SdkGateway(AwsEnvironment environment) {
    this.environment = environment;
    this.clients = new Clients(environment.endpoint(), environment.userAgentSuffix());
    this.limiter = new RateLimiter(environment.clock());
  }

  @Override
  public OrganizationAccess access(ConnectionSettings settings) {
    return organizations.get(settings, this::connect);
  }

  @Override
  public void forget(ConnectionSettings settings) {
    organizations.invalidate(settings);
  }

  /** The identity with which calls are made where a connection names no role, as messages name it. */
  public String caller() {
    return environment.caller().name();
  }

  private OrganizationAccess connect(ConnectionSettings settings) {
    RequestSender sender = new RequestSender(clients, limiter, settings.organizationId(), settings.homeRegion());
    Sessions sessions = new Sessions(
        sender, environment.podIdentity(), environment.caller(), environment.clusterUid(), InstantSource.system());
    return new SdkOrganization(settings, sender, sessions, environment.clock());
  }

  @Override
  public void close() {
    clients.close();
  }
}
