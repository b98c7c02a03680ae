package dev.trustedaccess.aws.service;

import java.util.List;
import java.util.Objects;

import dev.trustedaccess.aws.parts.Administrator;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.auditmanager.AuditManagerClient;
import software.amazon.awssdk.services.auditmanager.model.AccountStatus;
import software.amazon.awssdk.services.auditmanager.model.EvidenceFinderEnablement;
import software.amazon.awssdk.services.auditmanager.model.EvidenceFinderEnablementStatus;
import software.amazon.awssdk.services.auditmanager.model.GetAccountStatusResponse;
import software.amazon.awssdk.services.auditmanager.model.GetOrganizationAdminAccountResponse;
import software.amazon.awssdk.services.auditmanager.model.GetSettingsResponse;
import software.amazon.awssdk.services.auditmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.auditmanager.model.SettingAttribute;

/**
 * AWS Audit Manager, which is closed to new customers. The management account appoints its administrator in each Region. It
 * must be registered there before, by RegisterAccount, which takes decisions that are a person's; where it is not, it has no
 * administrator (inferred) and its calls are denied (API shape AccessDeniedException). A dismissed administrator keeps its
 * evidence, and the event data store of an evidence finder that is still on.
 */
final class AuditManager {
  private static final Service<AuditManagerClient> AUDIT_MANAGER = Service.of(
      AuditManagerClient.class, AuditManagerClient::builder);
  private static final String STATUS = "auditmanager:GetAccountStatus";
  private static final String SETTINGS = "auditmanager:GetSettings";

  private static final Listing<AuditManagerClient, GetAccountStatusResponse> REGISTERED = AUDIT_MANAGER
      .read(STATUS, (audits, override) -> audits.getAccountStatus(request -> request.overrideConfiguration(override)))
      .counting(AuditManager::isRegistered);

  /** What the managed policy AWSAuditManagerAdministratorAccess names. */
  private static final Administrator<AuditManagerClient, GetOrganizationAdminAccountResponse> ADMINISTRATOR = Administrator
      .of(
          REGISTERED
              .each(
                  "auditmanager:GetOrganizationAdminAccount",
                  (audits, override, _) -> List.of(
                      audits.getOrganizationAdminAccount(request -> request.overrideConfiguration(override))),
                  List::of)
              .emptyOn(ResourceNotFoundException.class)
              .identifiedBy("adminAccountId", GetOrganizationAdminAccountResponse::adminAccountId),
          AUDIT_MANAGER.change(
              "auditmanager:RegisterOrganizationAdminAccount",
              (audits, override, account) -> audits.registerOrganizationAdminAccount(
                  request -> request.overrideConfiguration(override).adminAccountId(account)))
              .forwarding(
                  "organizations:DescribeAccount", "organizations:DescribeOrganization",
                  "organizations:DescribeOrganizationalUnit", "organizations:ListAccounts")
              .forwardingOnPrincipal(
                  "organizations:EnableAWSServiceAccess", "organizations:RegisterDelegatedAdministrator"),
          AUDIT_MANAGER.change(
              "auditmanager:DeregisterOrganizationAdminAccount",
              (audits, override, account) -> audits.deregisterOrganizationAdminAccount(
                  request -> request.overrideConfiguration(override).adminAccountId(account)))
              .forwarding("organizations:DescribeOrganization")
              .forwardingOnPrincipal("organizations:DeregisterDelegatedAdministrator"));

  private static final Listing<AuditManagerClient, GetSettingsResponse> EVIDENCE_FINDERS = REGISTERED
      .each(
          SETTINGS,
          (audits, override, _) -> List.of(
              audits.getSettings(
                  request -> request.overrideConfiguration(override)
                      .attribute(SettingAttribute.EVIDENCE_FINDER_ENABLEMENT))),
          List::of)
      .counting(AuditManager::hasEvidenceFinder)
      .identifiedBy("settings.evidenceFinderEnablement.eventDataStoreArn", AuditManager::store)
      .at(Who.ADMINISTRATORS, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("audit-manager", "auditmanager.amazonaws.com")
      .administeredBy(ADMINISTRATOR)
      .leaving("evidence-finder", EVIDENCE_FINDERS);

  private AuditManager() {}

  private static boolean isRegistered(GetAccountStatusResponse answer) {
    AccountStatus status = Answer.has(answer.status(), STATUS, "status");
    if (status == AccountStatus.UNKNOWN_TO_SDK_VERSION) {
      throw Answer.lacks(STATUS, "a status that is known here");
    }
    return status == AccountStatus.ACTIVE;
  }

  /** The request is for this setting alone, and a status says that it is off: without it, the answer says nothing. */
  private static boolean hasEvidenceFinder(GetSettingsResponse answer) {
    EvidenceFinderEnablement finder = Answer.has(
        Answer.has(answer.settings(), SETTINGS, "settings").evidenceFinderEnablement(), SETTINGS,
        "settings.evidenceFinderEnablement");
    return Answer.has(finder.enablementStatus(), SETTINGS,
        "enablementStatus") != EvidenceFinderEnablementStatus.DISABLED;
  }

  /** Its event data store, which an enabled one has; one that is only being enabled or disabled may have its status alone. */
  private static @Nullable String store(GetSettingsResponse answer) {
    EvidenceFinderEnablement finder = answer.settings().evidenceFinderEnablement();
    if (finder.enablementStatus() == EvidenceFinderEnablementStatus.ENABLED) {
      return finder.eventDataStoreArn();
    }
    return Objects.requireNonNullElse(finder.eventDataStoreArn(), finder.enablementStatusAsString());
  }
}
