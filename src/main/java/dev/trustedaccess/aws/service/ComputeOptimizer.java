package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.computeoptimizer.ComputeOptimizerClient;
import software.amazon.awssdk.services.computeoptimizer.model.GetEnrollmentStatusResponse;
import software.amazon.awssdk.services.computeoptimizer.model.Status;

/**
 * AWS Compute Optimizer. When the management account opts in with all member accounts, that enables access, and is the only
 * way to enable it again. The call replaces an earlier choice: an opt-in of the management account alone then includes the
 * members. An opt-in of the management account alone shows nothing of the organization, so it does not count.
 */
final class ComputeOptimizer {
  private static final Service<ComputeOptimizerClient> OPTIMIZER = Service.of(
      ComputeOptimizerClient.class, ComputeOptimizerClient::builder);
  private static final String STATUS = "compute-optimizer:GetEnrollmentStatus";

  private static final Listing<ComputeOptimizerClient, GetEnrollmentStatusResponse> OPT_IN = OPTIMIZER
      .read(
          STATUS,
          (optimizer, override) -> optimizer.getEnrollmentStatus(request -> request.overrideConfiguration(override)))
      .counting(ComputeOptimizer::includesMembers)
      .called("memberAccountsEnrolled")
      .at(Who.MANAGEMENT, Regions.home().foundGlobally());

  /**
   * What it does in the caller's name is what the user guide's page "Identity and Access Management for AWS Compute Optimizer"
   * grants to a management account that opts in.
   */
  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("compute-optimizer", "compute-optimizer.amazonaws.com")
      .enabledBy(
          OPTIMIZER.change(
              "compute-optimizer:UpdateEnrollmentStatus",
              (optimizer, override, _) -> optimizer.updateEnrollmentStatus(
                  request -> request.overrideConfiguration(override).status(Status.ACTIVE).includeMemberAccounts(true)))
              .forwarding("organizations:DescribeOrganization", "organizations:ListAccounts")
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingItsRole(),
          Regions.home())
      .awaiting("the opt-in of member accounts", OPT_IN, ComputeOptimizer::stage)
      .leaving("opt-in", OPT_IN);

  private ComputeOptimizer() {}

  /** While members are being enrolled, or failed to be, whether they are enrolled says nothing yet. */
  private static boolean includesMembers(GetEnrollmentStatusResponse enrollment) {
    return switch (status(enrollment)) {
      case ACTIVE -> Answer.has(enrollment.memberAccountsEnrolled(), STATUS, "memberAccountsEnrolled");
      case INACTIVE -> false;
      default -> true;
    };
  }

  private static Stage stage(GetEnrollmentStatusResponse enrollment) {
    return switch (status(enrollment)) {
      case ACTIVE -> Stage.DONE;
      case PENDING -> Stage.IN_PROGRESS;
      case FAILED -> Stage.FAILED;
      case INACTIVE -> Stage.ABSENT;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(STATUS, "a status that is known here");
    };
  }

  private static Status status(GetEnrollmentStatusResponse enrollment) {
    return Answer.has(enrollment.status(), STATUS, "status");
  }
}
