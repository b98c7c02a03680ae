package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;
import software.amazon.awssdk.services.ssoadmin.model.ListInstancesResponse;

/**
 * AWS IAM Identity Center. Its organization instance belongs to the management account, is in one Region of the user's
 * choice, and can be created in the console only. Instances of single members are not the organization's.
 */
final class IdentityCenter {
  private static final Service<SsoAdminClient> SSO = Service.of(SsoAdminClient.class, SsoAdminClient::builder);
  private static final String LIST = "sso:ListInstances";

  private static final Listing<SsoAdminClient, InstanceMetadata> INSTANCES = SSO
      .list(
          LIST,
          (sso, override) -> sso.listInstancesPaginator(request -> request.overrideConfiguration(override)),
          ListInstancesResponse::instances)
      .ownedBy("OwnerAccountId", InstanceMetadata::ownerAccountId)
      .identifiedBy("InstanceArn", InstanceMetadata::instanceArn)
      .at(Who.MANAGEMENT, Regions.managed().andHome());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("identity-center", "sso.amazonaws.com")
      .awaiting("the organization instance", INSTANCES, IdentityCenter::stage)
      .leaving("instance", INSTANCES);

  private IdentityCenter() {}

  private static Stage stage(InstanceMetadata instance) {
    return switch (Answer.has(instance.status(), LIST, "Status")) {
      case ACTIVE -> Stage.DONE;
      case CREATE_FAILED -> Stage.FAILED;
      case DELETE_IN_PROGRESS -> Stage.BEING_REMOVED;
      case CREATE_IN_PROGRESS -> Stage.IN_PROGRESS;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(LIST, "a Status that is known here");
    };
  }
}
