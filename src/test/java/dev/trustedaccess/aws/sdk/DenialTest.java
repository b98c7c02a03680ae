package dev.trustedaccess.aws.sdk;

import dev.trustedaccess.domain.organization.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The forms of a denial that the IAM User Guide documents ("Troubleshoot access denied error messages"). */
class DenialTest {
  private static final String USER = "User: arn:aws:sts::777788889999:assumed-role/trusted-access/tao-0a1b2c3d is not authorized"
      + " to perform: codecommit:ListRepositories ";

  @ParameterizedTest
  @CsvSource({
      "because no identity-based policy allows the codecommit:ListRepositories action, IDENTITY_POLICY",
      "because no service control policy allows the codecommit:ListRespositories action, SERVICE_CONTROL_POLICY",
      "because no VPC endpoint policy allows the codecommit:ListRepositories action, VPC_ENDPOINT_POLICY",
      "because no permissions boundary allows the codecommit:ListRepositories action, PERMISSIONS_BOUNDARY",
      "because no session policy allows the codecommit:ListRepositories action, SESSION_POLICY",
      "because no resource-based policy allows the codecommit:ListRepositories action, RESOURCE_POLICY",
      "because no role trust policy allows the sts:AssumeRole action, TRUST_POLICY"})
  void noPolicyOfAKindAllowsIt(String context, Cause cause) {
    assertThat(Denial.of(USER + context)).isEqualTo(new Denial(cause, " by role trusted-access"));
    assertThat(Denial.of(USER + "on resource: arn:aws:codecommit:us-east-1:777788889999:x " + context).cause())
        .isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
      "with an explicit deny in an identity-based policy, IDENTITY_POLICY",
      "with an explicit deny in a service control policy, SERVICE_CONTROL_POLICY",
      "with an explicit deny in a resource control policy, RESOURCE_CONTROL_POLICY",
      "with an explicit deny in a VPC endpoint policy, VPC_ENDPOINT_POLICY",
      "with an explicit deny in a permissions boundary, PERMISSIONS_BOUNDARY",
      "with an explicit deny in a session policy, SESSION_POLICY",
      "with an explicit deny in a sessions policy, SESSION_POLICY",
      "with an explicit deny in a resource-based policy, RESOURCE_POLICY",
      "with an explicit deny in the role trust policy, TRUST_POLICY",
      "with an explicit deny in a VPC endpoint policy transitively through a service control policy, SERVICE_CONTROL_POLICY"})
  void aPolicyOfAKindDeniesIt(String context, Cause cause) {
    assertThat(Denial.of(USER + context)).isEqualTo(new Denial(cause, " by role trusted-access (explicit deny)"));
  }

  @Test
  void thePolicyIsNamedWhereAwsNamesIt() {
    String scp = "arn:aws:organizations::111111111111:policy/o-exampleorgid/service_control_policy/p-1a2b3c4d";

    assertThat(Denial.of(USER + "with an explicit deny in a service control policy: " + scp).more())
        .isEqualTo(" by role trusted-access (explicit deny in p-1a2b3c4d)");
  }

  @Test
  void aRoleOrAUserMayBeWhoWasDenied() {
    String context = " is not authorized to perform: sts:AssumeRole because no identity-based policy allows the"
        + " sts:AssumeRole action";

    assertThat(Denial.of("User: arn:aws:iam::123456789012:role/teams/HR" + context).more()).isEqualTo(" by role HR");
    assertThat(Denial.of("User: arn:aws:iam::123456789012:user/John" + context).more()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Macie is not enabled",
      "Service role not found. Consult setup procedures in License Manager User Guide to create the required role",
      "Your account isn't registered with AWS Audit Manager. Check the delegated administrator setup.",
      "Please complete AWS Audit Manager setup from home page to enable this action in this account."})
  void aServiceMayBeOff(String message) {
    assertThat(Denial.of(message)).isEqualTo(new Denial(Cause.SERVICE_NOT_ENABLED, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "",
      "You don't have permissions to access this resource.",
      "User: arn:aws:iam::1:user/x is not authorized to perform: fms:GetAdminAccount",
      "because no moon phase allows the fms:GetAdminAccount action",
      "with an explicit deny in a horoscope",
      "It fails while Macie is not enabled"})
  void whatIsSaidOtherwiseIsNotGuessed(String message) {
    assertThat(Denial.of(message)).isEqualTo(Denial.NOTHING);
  }
}
