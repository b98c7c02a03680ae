package dev.trustedaccess.aws.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.aws.parts.IntegratedService;
import dev.trustedaccess.aws.parts.ServiceContext;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.RequestSender;
import dev.trustedaccess.aws.sdk.ServiceClient;
import dev.trustedaccess.aws.sdk.Sessions;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.port.ServiceActions;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** The services that have an integration. */
public final class Integrations {
  private static final Map<String, ServiceIntegration> BY_PRINCIPAL = byPrincipal();

  private Integrations() {}

  /** What knows a principal's own API in an organization; empty where nothing does. */
  public static Optional<ServiceAccess> of(
      String principal,
      ConnectionSettings settings,
      RequestSender wire,
      Sessions sessions,
      Identities identities,
      ServiceClient<OrganizationsClient> organizations) {
    return Optional.ofNullable(BY_PRINCIPAL.get(principal))
        .map(integration -> new IntegratedService(
            integration,
            new ServiceContext(settings, wire, sessions, identities, organizations, integration.reads()),
            settings));
  }

  /** The IAM actions that a principal's integration needs; none where there is no integration. */
  public static ServiceActions actions(String principal) {
    return find(principal).map(ServiceIntegration::actions).orElse(ServiceActions.NONE);
  }

  /** The parts of a principal's integration; empty where there is none. */
  public static Optional<ServiceIntegration> find(String principal) {
    return Optional.ofNullable(BY_PRINCIPAL.get(principal));
  }

  static List<ServiceIntegration> all() {
    return AllIntegrations.ALL;
  }

  private static Map<String, ServiceIntegration> byPrincipal() {
    Map<String, ServiceIntegration> integrations = new HashMap<>();
    for (ServiceIntegration integration : AllIntegrations.ALL) {
      for (String principal : integration.principals()) {
        if (integrations.put(principal, integration) != null) {
          throw new IllegalStateException("two integrations for " + principal);
        }
      }
    }
    return Map.copyOf(integrations);
  }
}
