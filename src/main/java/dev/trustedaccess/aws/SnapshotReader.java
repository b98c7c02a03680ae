package dev.trustedaccess.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.AwsFailure;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.sdk.ServiceClient;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.EnabledServicePrincipal;
import software.amazon.awssdk.services.organizations.model.Organization;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;

/**
 * Reads the organization's state: what it is, and which services are enabled in it.
 *
 * @param whichever the Organizations client of the account that may describe the organization; it need not be the
 *     management account
 */
record SnapshotReader(ServiceClient<OrganizationsClient> whichever, Identities identities, InstantSource clock) {
  private static final String DESCRIBE = "organizations:DescribeOrganization";
  private static final String LIST_ACCESS = "organizations:ListAWSServiceAccessForOrganization";

  /** The organization's state now; throws {@link AwsFailure}. */
  OrganizationSnapshot read() {
    Instant begun = clock.instant();
    DescribeOrganizationResponse described = identities.own().describe();
    Instant answered = clock.instant();
    OrganizationState organization = state(described.organization());
    return new OrganizationSnapshot(begun, answered, awsTime(described), organization, enabled(organization));
  }

  /**
   * Every member of the response is optional; an absent feature set does not mean that not all features are enabled.
   */
  private OrganizationState state(Organization organization) {
    OrganizationFeatureSet features = Answer.has(organization.featureSet(), DESCRIBE, "FeatureSet");
    if (features == OrganizationFeatureSet.UNKNOWN_TO_SDK_VERSION) {
      throw Answer.lacks(DESCRIBE, "a known FeatureSet: " + organization.featureSetAsString());
    }
    return new OrganizationState(
        organization.id(),
        organization.masterAccountId(),
        whichever.accountId(),
        features == OrganizationFeatureSet.ALL,
        identities.serviceAccountId());
  }

  private static Instant awsTime(DescribeOrganizationResponse described) {
    try {
      return described.sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseThrow(() -> Answer.lacks(DESCRIBE, "a Date header"));
    } catch (DateTimeParseException _) {
      throw Answer.lacks(DESCRIBE, "a valid Date header");
    }
  }

  private Map<String, Instant> enabled(OrganizationState organization) {
    Map<String, Instant> enabled = new HashMap<>();
    for (EnabledServicePrincipal entry : enabledEntries(organization)) {
      enabled.put(Answer.has(entry.servicePrincipal(), LIST_ACCESS, "ServicePrincipal"),
          Objects.requireNonNullElse(entry.dateEnabled(), OrganizationSnapshot.UNDATED));
    }
    return enabled;
  }

  private List<EnabledServicePrincipal> enabledEntries(OrganizationState organization) {
    try {
      return whichever.list(
          LIST_ACCESS,
          (client, override) -> client.listAWSServiceAccessForOrganizationPaginator(
              request -> request.overrideConfiguration(override)),
          page -> Answer.has(
              page.hasEnabledServicePrincipals() ? page.enabledServicePrincipals() : null, LIST_ACCESS,
              "EnabledServicePrincipals"));
    } catch (AwsFailure e) {
      // Any member may describe the organization; only its management account and delegated administrators may list the
      // access.
      if (e.failure().kind() == Failure.Kind.ACCESS_DENIED && !organization.callerIsManagement()) {
        throw new AwsFailure(new Failure(
            Failure.Kind.NOT_MANAGEMENT_ACCOUNT,
            LIST_ACCESS + " in account " + organization.callerAccountId() + ", the management account is "
                + organization.managementAccountId()));
      }
      throw e;
    }
  }
}
