package dev.trustedaccess.aws.service;

import java.util.List;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.resourceexplorer2.ResourceExplorer2Client;
import software.amazon.awssdk.services.resourceexplorer2.model.GetViewResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.ListViewsResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.View;

/**
 * AWS Resource Explorer's multi-account search. A person creates its role in the management account; IAM shows it, because
 * how GetAccountLevelServiceConfiguration writes it is not documented. The management account and the delegated
 * administrator create views of the organization, each in a Region of its own account. Views that other services manage are
 * in other lists, and only these services can delete them.
 */
final class ResourceExplorer {
  private static final Service<ResourceExplorer2Client> RESOURCE_EXPLORER = Service.of(
      ResourceExplorer2Client.class, ResourceExplorer2Client::builder);
  private static final String VIEW = "resource-explorer-2:GetView";

  /** The scope is the ARN of the organization or of a unit of it, or else that of the account. */
  private static final Listing<ResourceExplorer2Client, View> OF_THE_ORGANIZATION = RESOURCE_EXPLORER
      .list(
          "resource-explorer-2:ListViews",
          (explorer, override) -> explorer.listViewsPaginator(request -> request.overrideConfiguration(override)),
          ListViewsResponse::views)
      .each(
          VIEW,
          (explorer, override, view) -> List.of(
              explorer.getView(request -> request.overrideConfiguration(override).viewArn(view))),
          (GetViewResponse answer) -> List.of(Answer.has(answer.view(), VIEW, "View")))
      .counting(view -> Answer.has(view.scope(), VIEW, "Scope").contains(":organizations:"))
      .identifiedBy("ViewArn", View::viewArn)
      .boundedTo("arn:{partition}:resource-explorer-2:*:*:view/*")
      .at(Who.BOTH, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("resource-explorer", "resource-explorer-2.amazonaws.com")
      .awaitingRole("AWSServiceRoleForResourceExplorer")
      .leaving("view", OF_THE_ORGANIZATION);

  private ResourceExplorer() {}
}
