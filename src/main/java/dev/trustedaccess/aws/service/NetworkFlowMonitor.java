package dev.trustedaccess.aws.service;

import java.util.List;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.networkflowmonitor.NetworkFlowMonitorClient;
import software.amazon.awssdk.services.networkflowmonitor.model.GetScopeResponse;
import software.amazon.awssdk.services.networkflowmonitor.model.ListScopesResponse;
import software.amazon.awssdk.services.networkflowmonitor.model.TargetResource;

/**
 * CloudWatch's Network Flow Monitor. The management account and the delegated administrator each have a scope, and only these
 * can add other accounts to it (user guide, "Initialize Network Flow Monitor for multi-account monitoring"). A scope of its own
 * account alone needs no trusted access.
 */
final class NetworkFlowMonitor {
  private static final Service<NetworkFlowMonitorClient> MONITOR = Service.of(
      NetworkFlowMonitorClient.class, NetworkFlowMonitorClient::builder);
  private static final String LIST = "networkflowmonitor:ListScopes";
  private static final String GET = "networkflowmonitor:GetScope";

  static final Listing<NetworkFlowMonitorClient, GetScopeResponse> SCOPES = MONITOR
      .list(
          LIST,
          (monitor, override) -> monitor.listScopesPaginator(request -> request.overrideConfiguration(override)),
          ListScopesResponse::scopes)
      .each(
          GET,
          (monitor, override, scope) -> List.of(
              monitor.getScope(
                  request -> request.overrideConfiguration(override)
                      .scopeId(Answer.has(scope.scopeId(), LIST, "scopeId")))),
          List::of)
      .counting(scope -> stage(scope) != Stage.ABSENT)
      .countingFor(
          (scope, account) -> targets(scope).stream().anyMatch(target -> !account.equals(accountId(target))))
      .identifiedBy("scopeArn", GetScopeResponse::scopeArn)
      .boundedTo("arn:{partition}:networkflowmonitor:*:*:scope/*")
      .at(Who.BOTH, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("network-flow-monitor", "networkflowmonitor.amazonaws.com")
      .awaiting("a scope with other accounts", SCOPES, NetworkFlowMonitor::stage)
      .leaving("scope", SCOPES);

  private NetworkFlowMonitor() {}

  private static Stage stage(GetScopeResponse scope) {
    return switch (Answer.has(scope.status(), GET, "status")) {
      case SUCCEEDED -> Stage.DONE;
      case IN_PROGRESS -> Stage.IN_PROGRESS;
      case FAILED -> Stage.FAILED;
      case DEACTIVATING -> Stage.BEING_REMOVED;
      case DEACTIVATED -> Stage.ABSENT;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(GET, "a status that is known here");
    };
  }

  /** The SDK shows a missing list as an empty one, which would be a scope without other accounts. */
  private static List<TargetResource> targets(GetScopeResponse scope) {
    if (!scope.hasTargets()) {
      throw Answer.lacks(GET, "targets");
    }
    return scope.targets();
  }

  private static String accountId(TargetResource target) {
    var identifier = Answer.has(target.targetIdentifier(), GET, "targets.targetIdentifier");
    var id = Answer.has(identifier.targetId(), GET, "targets.targetIdentifier.targetId");
    return Answer.has(id.accountId(), GET, "targets.targetIdentifier.targetId.accountId");
  }
}
