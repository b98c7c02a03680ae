package dev.trustedaccess.aws.service;

import java.util.List;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListOrganizationsFeaturesResponse;
import software.amazon.awssdk.services.iam.model.ServiceAccessNotEnabledException;

/**
 * IAM's central management of root access. Enabled access alone changes nothing: a person enables one or both features,
 * RootCredentialsManagement and RootSessions, which the operator never does, because they take the root user's credentials
 * out of the hands of the members' owners. Features belong to the organization and to no Region.
 */
final class IamRootAccess {
  private static final Service<IamClient> IAM = Service.of(IamClient.class, IamClient::builder);

  /** By name, so that a feature that is newer than the SDK counts, too. */
  private static final Listing<IamClient, String> FEATURES = IAM
      .list(
          "iam:ListOrganizationsFeatures",
          (iam, override) -> List.of(
              iam.listOrganizationsFeatures(request -> request.overrideConfiguration(override))),
          ListOrganizationsFeaturesResponse::enabledFeaturesAsStrings)
      .emptyOn(ServiceAccessNotEnabledException.class)
      .identifiedBy("EnabledFeatures", feature -> feature)
      .at(Who.MANAGEMENT, Regions.only("us-east-1").foundGlobally());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("iam-root-access", "iam.amazonaws.com")
      .awaiting("a feature of centralized root access", FEATURES)
      .leaving("root-feature", FEATURES);

  private IamRootAccess() {}
}
