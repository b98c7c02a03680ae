package dev.trustedaccess.aws.service;

import java.util.List;

import dev.trustedaccess.aws.parts.ChangeCall;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.EventDataStoreStatus;
import software.amazon.awssdk.services.cloudtrail.model.GetEventDataStoreResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListEventDataStoresResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * AWS CloudTrail. Access alone lets organization trails and event data stores be created, so nothing is to be initialized.
 * They belong to the management account, whoever creates them (user guide, "Organization delegated administrator"). Where
 * Organizations registers an administrator, CloudTrail's role is missing, so CloudTrail's own call does.
 */
final class CloudTrail {
  private static final Service<CloudTrailClient> CLOUD_TRAIL = Service.of(
      CloudTrailClient.class, CloudTrailClient::builder);
  private static final String TRAILS = "cloudtrail:DescribeTrails";
  private static final String STORES = "cloudtrail:ListEventDataStores";
  private static final String STORE = "cloudtrail:GetEventDataStore";

  /** Shadows in each Region show a trail that is homed in a Region that is not managed. */
  private static final Listing<CloudTrailClient, Trail> ORGANIZATION_TRAILS = CLOUD_TRAIL
      .list(
          TRAILS,
          (trails, override) -> List.of(
              trails.describeTrails(request -> request.overrideConfiguration(override).includeShadowTrails(true))),
          DescribeTrailsResponse::trailList)
      .counting(trail -> Answer.has(trail.isOrganizationTrail(), TRAILS, "IsOrganizationTrail"))
      .identifiedBy("TrailARN", Trail::trailARN)
      .repeatedInRegions("HomeRegion", Trail::homeRegion)
      .at(Who.MANAGEMENT, Regions.managed());

  /** The list does not tell whether a store is the organization's. One that awaits its deletion is no longer in use. */
  private static final Listing<CloudTrailClient, GetEventDataStoreResponse> ORGANIZATION_STORES = CLOUD_TRAIL
      .list(
          STORES,
          (trails, override) -> trails.listEventDataStoresPaginator(request -> request.overrideConfiguration(override)),
          ListEventDataStoresResponse::eventDataStores)
      .each(
          STORE,
          (trails, override, store) -> List.of(
              trails.getEventDataStore(
                  request -> request.overrideConfiguration(override)
                      .eventDataStore(Answer.has(store.eventDataStoreArn(), STORES, "EventDataStoreArn")))),
          List::of)
      .counting(store -> Answer.has(store.organizationEnabled(), STORE, "OrganizationEnabled")
          && Answer.has(store.status(), STORE, "Status") != EventDataStoreStatus.PENDING_DELETION)
      .identifiedBy("EventDataStoreArn", GetEventDataStoreResponse::eventDataStoreArn)
      .boundedTo("arn:{partition}:cloudtrail:*:*:eventdatastore/*")
      .at(Who.MANAGEMENT, Regions.managed());

  /** What the user guide's page "Required permissions to assign a delegated administrator" names. */
  private static final ChangeCall<CloudTrailClient> REGISTER = CLOUD_TRAIL
      .change(
          "cloudtrail:RegisterOrganizationDelegatedAdmin",
          (trails, override, account) -> trails.registerOrganizationDelegatedAdmin(
              request -> request.overrideConfiguration(override).memberAccountId(account)))
      .forwarding("organizations:ListAWSServiceAccessForOrganization", "iam:GetRole")
      .forwardingOnPrincipal("organizations:RegisterDelegatedAdministrator")
      .makingRolesOf("cloudtrail.amazonaws.com", "context.cloudtrail.amazonaws.com");

  private static final ChangeCall<CloudTrailClient> DEREGISTER = CLOUD_TRAIL
      .change(
          "cloudtrail:DeregisterOrganizationDelegatedAdmin",
          (trails, override, account) -> trails.deregisterOrganizationDelegatedAdmin(
              request -> request.overrideConfiguration(override).delegatedAdminAccountId(account)))
      .forwarding("organizations:ListAWSServiceAccessForOrganization")
      .forwardingOnPrincipal("organizations:DeregisterDelegatedAdministrator");

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("cloudtrail", "cloudtrail.amazonaws.com")
      .registeringBy(REGISTER, DEREGISTER, Regions.home())
      .leaving("organization-trail", ORGANIZATION_TRAILS)
      .leaving("event-data-store", ORGANIZATION_STORES);

  private CloudTrail() {}
}
