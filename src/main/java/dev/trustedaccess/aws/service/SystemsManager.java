package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ListResourceDataSyncResponse;
import software.amazon.awssdk.services.ssm.model.ResourceDataSyncItem;
import software.amazon.awssdk.services.ssm.model.ResourceDataSyncSourceWithState;

/**
 * Explorer and OpsCenter of AWS Systems Manager. A person creates their role in the management account. The management
 * account and the delegated administrator create resource data syncs of the organization; each sees only its own, and those
 * of an administrator are deleted with its registration (user guide, "Deregister an Explorer delegated administrator").
 */
final class SystemsManager {
  private static final Service<SsmClient> SSM = Service.of(SsmClient.class, SsmClient::builder);
  private static final String SYNCS = "ssm:ListResourceDataSync";

  /** All but those of one account, which are the only other ones (API type ResourceDataSyncSource). */
  private static final Listing<SsmClient, ResourceDataSyncItem> OF_THE_ORGANIZATION = SSM
      .list(
          SYNCS,
          (ssm, override) -> ssm.listResourceDataSyncPaginator(
              request -> request.overrideConfiguration(override).syncType("SyncFromSource")),
          ListResourceDataSyncResponse::resourceDataSyncItems)
      .counting(sync -> !sourceType(sync).equals("SingleAccountMultiRegions"))
      .identifiedBy("SyncName", ResourceDataSyncItem::syncName)
      .at(Who.BOTH, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("systems-manager", "ssm.amazonaws.com")
      .awaitingRole("AWSServiceRoleForAmazonSSM_AccountDiscovery")
      .leaving("data-sync", OF_THE_ORGANIZATION);

  private SystemsManager() {}

  private static String sourceType(ResourceDataSyncItem sync) {
    ResourceDataSyncSourceWithState source = Answer.has(sync.syncSource(), SYNCS, "SyncSource");
    return Answer.has(source.sourceType(), SYNCS, "SyncSource.SourceType");
  }
}
