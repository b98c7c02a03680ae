package dev.trustedaccess.aws.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.aws.sdk.Wire;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.port.ServiceAccess;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The services that have an integration. */
public final class Integrations {
  private static final List<Integration> ALL = List.of(
      new Artifact(),
      new Config(),
      new ConfigMultiAccountSetup(),
      new DirectoryService(),
      new FirewallManager(),
      new IdentityCenter());

  private static final Map<String, Integration> BY_PRINCIPAL = byPrincipal();

  private Integrations() {}

  /** What knows a principal's own API in an organization; empty where nothing does. */
  public static Optional<ServiceAccess> of(
      String principal,
      ConnectionSettings settings,
      Wire wire,
      Sessions sessions,
      Identities identities,
      Caller<OrganizationsClient> organizations) {
    return Optional.ofNullable(BY_PRINCIPAL.get(principal))
        .map(integration -> new IntegratedService(
            integration,
            new Duty(settings, wire, sessions, identities, organizations, integration.reads()),
            settings));
  }

  private static Map<String, Integration> byPrincipal() {
    Map<String, Integration> integrations = new HashMap<>();
    for (Integration integration : ALL) {
      for (String principal : integration.principals()) {
        if (integrations.put(principal, integration) != null) {
          throw new IllegalStateException("two integrations for " + principal);
        }
      }
    }
    return Map.copyOf(integrations);
  }
}
