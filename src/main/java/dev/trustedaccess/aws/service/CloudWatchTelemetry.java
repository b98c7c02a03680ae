package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.observabilityadmin.ObservabilityAdminClient;
import software.amazon.awssdk.services.observabilityadmin.model.CentralizationRuleSummary;
import software.amazon.awssdk.services.observabilityadmin.model.GetTelemetryEvaluationStatusForOrganizationResponse;
import software.amazon.awssdk.services.observabilityadmin.model.ListCentralizationRulesForOrganizationResponse;
import software.amazon.awssdk.services.observabilityadmin.model.ListTelemetryRulesForOrganizationResponse;
import software.amazon.awssdk.services.observabilityadmin.model.TelemetryRuleSummary;

/**
 * CloudWatch's telemetry of the organization. A person starts its evaluation, in the Regions of their choice, and stops it
 * before access is disabled. The rules are the organization's, whoever created them: the management account lists them all
 * (API operations ListTelemetryRulesForOrganization and ListCentralizationRulesForOrganization).
 */
final class CloudWatchTelemetry {
  private static final Service<ObservabilityAdminClient> TELEMETRY = Service.of(
      ObservabilityAdminClient.class, ObservabilityAdminClient::builder);
  private static final Regions REGIONS = Regions.managed().andHome();
  private static final String STATUS = "observabilityadmin:GetTelemetryEvaluationStatusForOrganization";

  private static final Listing<ObservabilityAdminClient, GetTelemetryEvaluationStatusForOrganizationResponse> EVALUATION = TELEMETRY
      .read(
          STATUS,
          (telemetry, override) -> telemetry.getTelemetryEvaluationStatusForOrganization(
              request -> request.overrideConfiguration(override)))
      .counting(evaluation -> stage(evaluation) != Stage.ABSENT)
      .called("of-the-organization")
      .at(Who.MANAGEMENT, REGIONS);

  private static final Listing<ObservabilityAdminClient, TelemetryRuleSummary> TELEMETRY_RULES = TELEMETRY
      .list(
          "observabilityadmin:ListTelemetryRulesForOrganization",
          (telemetry, override) -> telemetry.listTelemetryRulesForOrganizationPaginator(
              request -> request.overrideConfiguration(override)),
          ListTelemetryRulesForOrganizationResponse::telemetryRuleSummaries)
      .identifiedBy("RuleName", TelemetryRuleSummary::ruleName)
      .at(Who.MANAGEMENT, REGIONS);

  private static final Listing<ObservabilityAdminClient, CentralizationRuleSummary> CENTRALIZATION_RULES = TELEMETRY
      .list(
          "observabilityadmin:ListCentralizationRulesForOrganization",
          (telemetry, override) -> telemetry.listCentralizationRulesForOrganizationPaginator(
              request -> request.overrideConfiguration(override)),
          ListCentralizationRulesForOrganizationResponse::centralizationRuleSummaries)
      .identifiedBy("RuleName", CentralizationRuleSummary::ruleName)
      .at(Who.MANAGEMENT, REGIONS);

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("cloudwatch", "observabilityadmin.amazonaws.com")
      .awaiting("the telemetry evaluation", EVALUATION, CloudWatchTelemetry::stage)
      .leaving("telemetry-evaluation", EVALUATION)
      .leaving("telemetry-rule", TELEMETRY_RULES)
      .leaving("centralization-rule", CENTRALIZATION_RULES);

  private CloudWatchTelemetry() {}

  /** An evaluation that cannot be stopped may still run: somebody has to look at it. */
  private static Stage stage(GetTelemetryEvaluationStatusForOrganizationResponse evaluation) {
    return switch (Answer.has(evaluation.status(), STATUS, "Status")) {
      case RUNNING -> Stage.DONE;
      case STARTING -> Stage.IN_PROGRESS;
      case FAILED_START, FAILED_STOP -> Stage.FAILED;
      case STOPPING -> Stage.BEING_REMOVED;
      case NOT_STARTED, STOPPED -> Stage.ABSENT;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(STATUS, "a Status that is known here");
    };
  }
}
