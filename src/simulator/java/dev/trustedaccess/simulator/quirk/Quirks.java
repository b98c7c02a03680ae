package dev.trustedaccess.simulator.quirk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.twin.Twin;
import dev.trustedaccess.simulator.world.FirewallManager;
import dev.trustedaccess.simulator.world.Organization;

/** The services of which more is known than follows from their integration. A service without quirks has no line here. */
public final class Quirks {
  private static final Map<String, AwsApi> ALL = Map.ofEntries(
      Map.entry("cloudformation", CloudFormationQuirks.api()),
      Map.entry("config", ConfigQuirks.api()),
      Map.entry("cost-optimization-hub", CostOptimizationHubQuirks.api()),
      Map.entry("detective", DetectiveQuirks.api()),
      Map.entry("fms", FirewallManagerQuirks.api()),
      Map.entry("guardduty", GuardDutyQuirks.api()),
      Map.entry("inspector2", InspectorQuirks.api()),
      Map.entry("macie2", MacieQuirks.api()),
      Map.entry("networkmanager", NetworkManagerQuirks.api()),
      Map.entry("organizations", PolicyTypeQuirks.api().and(SecurityHubQuirks.organizations())),
      Map.entry("securityhub", SecurityHubQuirks.api()),
      Map.entry("servicecatalog", ServiceCatalogQuirks.api()),
      Map.entry("servicequotas", ServiceQuotasQuirks.api()));

  private Quirks() {}

  /** What goes before the double of the service that requests are signed for. */
  public static Optional<AwsApi> of(String service) {
    return Optional.ofNullable(ALL.get(service));
  }

  /** The account is the service's administrator since long ago, in these Regions. */
  public static void administrator(
      Organization organization, ServiceIntegration integration, String accountId, List<String> regions) {
    String principal = integration.principals().getFirst();
    if (principal.equals(FirewallManager.PRINCIPAL)) {
      organization.firewallManager().administrator(accountId);
    } else {
      organization.delegate(principal, accountId);
      regions.forEach(region -> organization.management()
          .things(region)
          .put(integration.id() + "/" + OwnedResource.ADMINISTRATOR, accountId));
    }
  }

  /** The derived answer, for callers that this lets pass. */
  static Function<Request, Fields> guarded(
      String service, String operation, Consumer<Request> guard) {
    return request -> {
      guard.accept(request);
      return Twin.of(service).flatMap(twin -> twin.api().find(operation)).orElseThrow().work().apply(request);
    };
  }
}
