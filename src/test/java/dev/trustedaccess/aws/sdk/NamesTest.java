package dev.trustedaccess.aws.sdk;

import java.time.Instant;
import java.util.List;

import dev.trustedaccess.port.ChangeTicket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;
import software.amazon.awssdk.services.organizations.endpoints.OrganizationsEndpointProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** ARNs, session names, session policies, and where the SDK finds a partition's global endpoints. */
class NamesTest {
  private static final String CLUSTER = "0a1b2c3d-1111-2222-3333-444455556666";

  @ParameterizedTest
  @CsvSource({
      "us-east-1, arn:aws:iam::111111111111:role/reader",
      "eu-central-1, arn:aws:iam::111111111111:role/reader",
      "us-gov-west-1, arn:aws-us-gov:iam::111111111111:role/reader",
      "cn-north-1, arn:aws-cn:iam::111111111111:role/reader",
      "eusc-de-east-1, arn:aws-eusc:iam::111111111111:role/reader"})
  void roleArnsFollowThePartition(String region, String arn) {
    assertThat(Identities.roleArn(region, "111111111111", "reader")).isEqualTo(arn);
  }

  @ParameterizedTest
  @CsvSource({
      "eu-central-1, https://organizations.us-east-1.amazonaws.com, https://iam.amazonaws.com",
      "us-gov-east-1, https://organizations.us-gov-west-1.amazonaws.com, https://iam.us-gov.amazonaws.com",
      "cn-north-1, https://organizations.cn-northwest-1.amazonaws.com.cn, https://iam.cn-north-1.amazonaws.com.cn"})
  void theHomeRegionLeadsToThePartitionsGlobalEndpoints(String home, String organizations, String iam) {
    Region region = Region.of(home);

    assertThat(OrganizationsEndpointProvider.defaultProvider().resolveEndpoint(to -> to.region(region)).join().url())
        .hasToString(organizations);
    assertThat(IamEndpointProvider.defaultProvider().resolveEndpoint(to -> to.region(region)).join().url())
        .hasToString(iam);
  }

  @Test
  void sessionNamesSayClusterAndDeclaration() {
    ChangeTicket ticket = new ChangeTicket("7f0c9a52-aaaa-bbbb-cccc-1234567890ab", Instant.MAX);

    assertThat(SessionName.forReads(CLUSTER)).isEqualTo("tao-0a1b2c3d");
    assertThat(SessionName.forChange(CLUSTER, ticket))
        .isEqualTo("tao-0a1b2c3d-7f0c9a52-aaaa-bbbb-cccc-1234567890ab")
        .hasSizeLessThanOrEqualTo(64);
    assertThat(SessionName.forChange("x", new ChangeTicket("u".repeat(80), Instant.MAX))).hasSize(64);
  }

  @Test
  void aChangesSessionMayDoOneThingToOnePrincipal() {
    assertThat(SessionPolicy.onPrincipal("organizations:DisableAWSServiceAccess", "sso.amazonaws.com").json())
        .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Action\":\"organizations:DisableAWSServiceAccess\",\"Resource\":\"*\","
            + "\"Condition\":{\"StringEquals\":{\"organizations:ServicePrincipal\":\"sso.amazonaws.com\"}}}}");
  }

  @Test
  void whatAServiceDoesInOurNameIsHeldToItsPrincipalToo() {
    String policy = SessionPolicy.ofService(
        List.of("fms:AssociateAdminAccount"),
        List.of("organizations:RegisterDelegatedAdministrator"),
        List.of("fms.amazonaws.com"), List.of("fms.amazonaws.com", "roles.fms.amazonaws.com")).json();

    assertThat(policy)
        .contains("\"Action\":\"organizations:RegisterDelegatedAdministrator\",\"Resource\":\"*\","
            + "\"Condition\":{\"StringEquals\":{\"organizations:ServicePrincipal\":\"fms.amazonaws.com\"}}")
        .contains("\"iam:AWSServiceName\":[\"fms.amazonaws.com\",\"roles.fms.amazonaws.com\"]")
        .doesNotContain("organizations:*", "fms:*");
    assertThat(SessionPolicy.ofService(
        List.of("fms:DisassociateAdminAccount"), List.of(), List.of("fms.amazonaws.com"), List.of()).json())
        .doesNotContain("iam:");
  }

  /** One call may enable several principals. */
  @Test
  void whatAServiceDoesInOurNameIsHeldToAllItsPrincipals() {
    assertThat(SessionPolicy.ofService(
        List.of("license-manager:UpdateServiceSettings"), List.of("organizations:EnableAWSServiceAccess"),
        List.of("license-manager.amazonaws.com", "license-manager.member-account.amazonaws.com"), List.of()).json())
        .contains("{\"organizations:ServicePrincipal\":"
            + "[\"license-manager.amazonaws.com\",\"license-manager.member-account.amazonaws.com\"]}");
  }
}
