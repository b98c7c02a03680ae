package dev.trustedaccess.aws.service;

import java.util.List;

import dev.trustedaccess.aws.parts.ChangeCall;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import software.amazon.awssdk.services.securitylake.SecurityLakeClient;
import software.amazon.awssdk.services.securitylake.model.AccessDeniedException;
import software.amazon.awssdk.services.securitylake.model.DataLakeResource;
import software.amazon.awssdk.services.securitylake.model.ListDataLakesResponse;
import software.amazon.awssdk.services.securitylake.model.ResourceNotFoundException;

/**
 * Amazon Security Lake. The call that registers its administrator enables access and creates its role; where Organizations
 * does either, the role may be missing. The administrator creates a data lake in the Regions of its choice; removing it
 * deletes them (user guide, "Managing multiple accounts with AWS Organizations").
 */
final class SecurityLake {
  private static final Service<SecurityLakeClient> SECURITY_LAKE = Service.of(
      SecurityLakeClient.class, SecurityLakeClient::builder);

  /**
   * Each has its Region: it is not documented whether a call without Regions lists those of its own Region alone. An account
   * that Security Lake does not hold for its administrator has none; any other refusal may hide one.
   */
  private static final Listing<SecurityLakeClient, DataLakeResource> DATA_LAKES = SECURITY_LAKE
      .list(
          "securitylake:ListDataLakes",
          (lakes, override) -> List.of(lakes.listDataLakes(request -> request.overrideConfiguration(override))),
          ListDataLakesResponse::dataLakes)
      .emptyOn(ResourceNotFoundException.class)
      .emptyOn(AccessDeniedException.class, "must be a delegated Security Lake administrator account")
      .identifiedBy("dataLakeArn", DataLakeResource::dataLakeArn)
      .repeatedInRegions("region", DataLakeResource::region)
      .at(Who.ADMINISTRATORS, Regions.managed());

  /**
   * That it creates its role in the caller's name is in AWS's managed policy AmazonSecurityLakeAdministrator. The rest is
   * inferred from what it does.
   */
  private static final ChangeCall<SecurityLakeClient> REGISTER = SECURITY_LAKE
      .change(
          "securitylake:RegisterDataLakeDelegatedAdministrator",
          (lakes, override, account) -> lakes.registerDataLakeDelegatedAdministrator(
              request -> request.overrideConfiguration(override).accountId(account)))
      .forwardingOnPrincipal("organizations:EnableAWSServiceAccess", "organizations:RegisterDelegatedAdministrator")
      .makingItsRole();

  /** It names no account: there is one administrator. */
  private static final ChangeCall<SecurityLakeClient> DEREGISTER = SECURITY_LAKE
      .change(
          "securitylake:DeregisterDataLakeDelegatedAdministrator",
          (lakes, override, _) -> lakes.deregisterDataLakeDelegatedAdministrator(
              request -> request.overrideConfiguration(override)))
      .forwardingOnPrincipal("organizations:DeregisterDelegatedAdministrator");

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("security-lake", "securitylake.amazonaws.com")
      .registeringBy(REGISTER, DEREGISTER, Regions.home())
      .enabledByRegistering()
      .awaitingRole("AWSServiceRoleForSecurityLake")
      .leavingWithAdministrator("data-lake", DATA_LAKES);

  private SecurityLake() {}
}
