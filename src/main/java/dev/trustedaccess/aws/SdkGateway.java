package dev.trustedaccess.aws;

import java.time.Duration;
import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trustedaccess.aws.sdk.Clients;
import dev.trustedaccess.aws.sdk.Limiter;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.aws.sdk.Wire;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;

/**
 * The way to organizations over the AWS SDK. Clients and rate limits are shared by everything in the process; sessions by
 * equal settings.
 */
public final class SdkGateway implements AwsGateway, AutoCloseable {
  private final AwsEnvironment environment;
  private final Clients clients;
  private final Limiter limiter;
  private final Cache<ConnectionSettings, OrganizationAccess> organizations = Caffeine.newBuilder()
      .maximumSize(100)
      .expireAfterAccess(Duration.ofHours(1))
      .build();

  public SdkGateway(AwsEnvironment environment) {
    this.environment = environment;
    this.clients = new Clients(environment.endpoint(), environment.userAgentSuffix());
    this.limiter = new Limiter(environment.clock());
  }

  @Override
  public OrganizationAccess access(ConnectionSettings settings) {
    return organizations.get(settings, this::connect);
  }

  @Override
  public void forget(ConnectionSettings settings) {
    organizations.invalidate(settings);
  }

  private OrganizationAccess connect(ConnectionSettings settings) {
    Wire wire = new Wire(clients, limiter, settings.organizationId(), settings.homeRegion());
    Sessions sessions = new Sessions(wire, environment.podIdentity(), environment.clusterUid(), InstantSource.system());
    return new SdkOrganization(settings, wire, sessions, environment.clock());
  }

  @Override
  public void close() {
    clients.close();
  }
}
