package dev.trustedaccess.aws.service;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.aws.sdk.Wire;
import dev.trustedaccess.domain.InitializationState;
import dev.trustedaccess.domain.InitializationState.Stage;
import dev.trustedaccess.domain.PlaceRead;
import dev.trustedaccess.domain.Remaining;
import software.amazon.awssdk.services.artifact.ArtifactClient;
import software.amazon.awssdk.services.artifact.model.CustomerAgreementState;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Artifact's organization agreements. Its role in the management account, the service-linked one or the ordinary one from
 * before, shows that somebody started it. Agreements are read at its one endpoint and stand in no Region.
 */
final class Artifact implements Integration {
  private static final String LIST = "artifact:ListCustomerAgreements";
  private static final Set<CustomerAgreementState> ENDED = EnumSet.of(
      CustomerAgreementState.AWS_TERMINATED, CustomerAgreementState.CUSTOMER_TERMINATED);
  private static final String ROLE = "AWSServiceRoleForArtifact";
  private static final String AGREEMENT = "agreement";
  private static final String OLDER_ROLE = "AWSArtifactAccountSync";

  @Override
  public String id() {
    return "artifact";
  }

  @Override
  public List<String> principals() {
    return List.of("aws-artifact-account-sync.amazonaws.com", "artifact.amazonaws.com");
  }

  @Override
  public List<String> reads() {
    return List.of("artifact:ListCustomerAgreements", "iam:GetRole");
  }

  @Override
  public InitializationState initialization(Duty duty) {
    boolean started = Stream.of(ROLE, OLDER_ROLE).anyMatch(role -> hasRole(duty, role));
    return InitializationState.of(started ? Stage.DONE : Stage.ABSENT, "the role " + ROLE);
  }

  @Override
  public Inventory remaining(Duty duty, Optional<String> administrator) {
    Caller<ArtifactClient> caller = duty.in(duty.oneRegion("us-east-1"), ArtifactClient.class, ArtifactClient::builder);
    return new Inventory().read(
        () -> PlaceRead.of(AGREEMENT, caller.accountId(), Wire.GLOBAL), () -> organizationAgreements(caller));
  }

  private static boolean hasRole(Duty duty, String name) {
    return duty.in(Wire.GLOBAL, IamClient.class, IamClient::builder)
        .find(
            "iam:GetRole",
            NoSuchEntityException.class,
            (iam, as) -> iam.getRole(request -> request.overrideConfiguration(as).roleName(name)))
        .isPresent();
  }

  private static List<Remaining> organizationAgreements(Caller<ArtifactClient> caller) {
    return caller
        .listSurely(
            LIST,
            (artifact, as, token) -> artifact.listCustomerAgreements(
                request -> request.overrideConfiguration(as).nextToken(token)),
            page -> page.customerAgreements(),
            page -> page.nextToken())
        .stream()
        // That it has none is how the API tells an agreement of the account alone.
        .filter(agreement -> agreement.organizationArn() != null)
        .filter(agreement -> !ENDED.contains(Answer.has(agreement.state(), LIST, "state")))
        .map(agreement -> new Remaining(AGREEMENT, Answer.has(agreement.id(), LIST, "id"), caller.accountId(),
            Wire.GLOBAL))
        .toList();
  }
}
