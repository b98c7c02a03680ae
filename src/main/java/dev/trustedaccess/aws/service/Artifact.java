package dev.trustedaccess.aws.service;

import java.util.EnumSet;
import java.util.Set;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.artifact.ArtifactClient;
import software.amazon.awssdk.services.artifact.model.CustomerAgreementState;
import software.amazon.awssdk.services.artifact.model.CustomerAgreementSummary;
import software.amazon.awssdk.services.artifact.model.ListCustomerAgreementsResponse;

/**
 * AWS Artifact's organization agreements. Its role in the management account, the service-linked one or the older ordinary
 * one, shows that somebody started it. Agreements are listed at its one endpoint and belong to no Region.
 */
final class Artifact {
  private static final Service<ArtifactClient> ARTIFACT = Service.of(ArtifactClient.class, ArtifactClient::builder);
  private static final String LIST = "artifact:ListCustomerAgreements";
  private static final Set<CustomerAgreementState> ENDED = EnumSet.of(
      CustomerAgreementState.AWS_TERMINATED, CustomerAgreementState.CUSTOMER_TERMINATED);

  private static final Listing<ArtifactClient, CustomerAgreementSummary> AGREEMENTS = ARTIFACT
      .list(
          LIST,
          (artifact, override) -> artifact.listCustomerAgreementsPaginator(
              request -> request.overrideConfiguration(override)),
          ListCustomerAgreementsResponse::customerAgreements)
      // An agreement of the account alone has no organization ARN; the API has no other sign of it.
      .counting(agreement -> agreement.organizationArn() != null
          && !ENDED.contains(Answer.has(agreement.state(), LIST, "state")))
      .identifiedBy("id", CustomerAgreementSummary::id)
      .at(Who.MANAGEMENT, Regions.only("us-east-1").foundGlobally());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("artifact", "aws-artifact-account-sync.amazonaws.com", "artifact.amazonaws.com")
      .awaitingRole("AWSServiceRoleForArtifact", "AWSArtifactAccountSync")
      .leaving("agreement", AGREEMENTS);

  private Artifact() {}
}
