package dev.trustedaccess.aws.service;

import java.util.Map;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.notifications.NotificationsClient;
import software.amazon.awssdk.services.notifications.model.GetNotificationsAccessForOrganizationResponse;
import software.amazon.awssdk.services.notifications.model.ListNotificationConfigurationsResponse;
import software.amazon.awssdk.services.notifications.model.ListOrganizationalUnitsResponse;

/**
 * AWS User Notifications. Its own calls enable and disable access, and both may be pending for a time (API type
 * AccessStatus). Where Organizations enabled access, configurations may be missing without which the service does not work
 * (user guide, "Enabling AWS Organizations"). That one Region keeps everything is inferred.
 */
final class UserNotifications {
  private static final Service<NotificationsClient> NOTIFICATIONS = Service.of(
      NotificationsClient.class, NotificationsClient::builder);
  private static final Regions REGION = Regions.only("us-east-1");
  private static final String ACCESS = "notifications:GetNotificationsAccessForOrganization";
  private static final String CONFIGURATIONS = "notifications:ListNotificationConfigurations";

  private static final Listing<NotificationsClient, GetNotificationsAccessForOrganizationResponse> STATUS = NOTIFICATIONS
      .read(
          ACCESS,
          (notifications, override) -> notifications.getNotificationsAccessForOrganization(
              request -> request.overrideConfiguration(override)))
      .at(Who.MANAGEMENT, REGION);

  /** Those whose accounts a notification configuration is about; one about its own account alone has none. */
  private static final Listing<NotificationsClient, String> ORGANIZATIONAL_UNITS = NOTIFICATIONS
      .list(
          CONFIGURATIONS,
          (notifications, override) -> notifications.listNotificationConfigurationsPaginator(
              request -> request.overrideConfiguration(override)),
          ListNotificationConfigurationsResponse::notificationConfigurations)
      .each(
          "notifications:ListOrganizationalUnits",
          (notifications, override, configuration) -> notifications.listOrganizationalUnitsPaginator(
              request -> request.overrideConfiguration(override)
                  .notificationConfigurationArn(Answer.has(configuration.arn(), CONFIGURATIONS, "arn"))),
          ListOrganizationalUnitsResponse::organizationalUnits)
      .identifiedBy("organizationalUnits", unit -> unit)
      .boundedTo("arn:{partition}:notifications::*:configuration/*")
      .at(Who.BOTH, REGION.foundGlobally());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("user-notifications", "notifications.amazonaws.com")
      .enabledBy(
          NOTIFICATIONS.change(
              "notifications:EnableNotificationsAccessForOrganization",
              (notifications, override, _) -> notifications.enableNotificationsAccessForOrganization(
                  request -> request.overrideConfiguration(override)))
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingItsRole(),
          REGION)
      .disabledBy(
          NOTIFICATIONS.change(
              "notifications:DisableNotificationsAccessForOrganization",
              (notifications, override, _) -> notifications.disableNotificationsAccessForOrganization(
                  request -> request.overrideConfiguration(override)))
              .forwardingOnPrincipal("organizations:DisableAWSServiceAccess"),
          REGION)
      .awaitingStatus(
          "organization access", STATUS, "notificationsAccessForOrganization.accessStatus", UserNotifications::status,
          Map.of("ENABLED", Stage.DONE, "PENDING", Stage.IN_PROGRESS, "FAILED", Stage.FAILED, "DISABLED", Stage.ABSENT))
      .leaving("organizational-unit", ORGANIZATIONAL_UNITS);

  private UserNotifications() {}

  private static String status(GetNotificationsAccessForOrganizationResponse answer) {
    return Answer.has(
        answer.notificationsAccessForOrganization(), ACCESS, "notificationsAccessForOrganization")
        .accessStatusAsString();
  }
}
