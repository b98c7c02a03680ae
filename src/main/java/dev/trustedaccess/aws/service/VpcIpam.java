package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.ChangeCall;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeIpamsResponse;
import software.amazon.awssdk.services.ec2.model.DisableIpamOrganizationAdminAccountResponse;
import software.amazon.awssdk.services.ec2.model.EnableIpamOrganizationAdminAccountResponse;
import software.amazon.awssdk.services.ec2.model.Ipam;
import software.amazon.awssdk.services.ec2.model.IpamState;

/**
 * Amazon VPC IP Address Manager. The call that appoints its administrator enables access and creates its role; where
 * Organizations does either, the role is missing. The administrator makes an IPAM in the Regions of its choice.
 */
final class VpcIpam {
  private static final Service<Ec2Client> EC2 = Service.of(Ec2Client.class, Ec2Client::builder);
  private static final String IPAMS = "ec2:DescribeIpams";
  private static final String ENABLE = "ec2:EnableIpamOrganizationAdminAccount";
  private static final String DISABLE = "ec2:DisableIpamOrganizationAdminAccount";

  private static final Listing<Ec2Client, Ipam> IN_USE = EC2
      .list(
          IPAMS, (ec2, override) -> ec2.describeIpamsPaginator(request -> request.overrideConfiguration(override)),
          DescribeIpamsResponse::ipams)
      .counting(ipam -> Answer.has(ipam.state(), IPAMS, "state") != IpamState.DELETE_COMPLETE)
      .identifiedBy("ipamId", Ipam::ipamId)
      .at(Who.ADMINISTRATORS, Regions.managed());

  /** What the user guide's page "Integrate IPAM with accounts in an AWS Organization" names. */
  private static final ChangeCall<Ec2Client> APPOINT = EC2
      .change(
          ENABLE,
          (ec2, override, account) -> Answer.accepted(
              ec2.enableIpamOrganizationAdminAccount(
                  request -> request.overrideConfiguration(override).delegatedAdminAccountId(account)),
              EnableIpamOrganizationAdminAccountResponse::success, ENABLE, "success"))
      .forwardingOnPrincipal("organizations:EnableAWSServiceAccess", "organizations:RegisterDelegatedAdministrator")
      .makingItsRole();

  private static final ChangeCall<Ec2Client> DISMISS = EC2
      .change(
          DISABLE,
          (ec2, override, account) -> Answer.accepted(
              ec2.disableIpamOrganizationAdminAccount(
                  request -> request.overrideConfiguration(override).delegatedAdminAccountId(account)),
              DisableIpamOrganizationAdminAccountResponse::success, DISABLE, "success"))
      .forwardingOnPrincipal("organizations:DeregisterDelegatedAdministrator");

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("vpc-ipam", "ipam.amazonaws.com")
      .registeringBy(APPOINT, DISMISS, Regions.home())
      .enabledByRegistering()
      .awaitingRole("AWSServiceRoleForIPAM")
      .leaving("ipam", IN_USE);

  private VpcIpam() {}
}
