package dev.trustedaccess.domain.organization;

import dev.trustedaccess.domain.catalog.ApiName;

/**
 * The reasons of conditions. They are API: scripts and alerts match on them, and a test freezes the list. They are grouped by
 * the condition that they are about; what keeps a declaration from being ready is also the reason of Ready, and of Stalled
 * or Reconciling.
 */
public enum Reason implements ApiName {
  // AccessEnabled
  /** Access is enabled. */
  ENABLED("Enabled"),
  /** Access is disabled. */
  DISABLED("Disabled"),
  /** The operator enables access; AWS does not list it yet. */
  ENABLING("Enabling"),
  /** The operator disables access for a deletion. */
  DISABLING("Disabling"),
  /** Only the service's own API or console can enable or disable this access, and a person must do it. */
  SERVICE_API_REQUIRED("ServiceApiRequired"),
  /** Access is disabled although it is declared, and the operator only reports this. */
  DRIFT_REPORTED("DriftReported"),
  /** Others disabled access, and the operator enabled it again. */
  DRIFT_CORRECTED("DriftCorrected"),
  /** Others disable access again and again. */
  DRIFT_CONTESTED("DriftContested"),

  // Initialized
  /** The service is initialized in the organization. */
  INITIALIZED("Initialized"),
  /** The service needs no initialization, or the declaration does not ask for it. */
  INITIALIZATION_NOT_REQUIRED("InitializationNotRequired"),
  /** The initialization is in progress. */
  AWAITING_INITIALIZATION("AwaitingInitialization"),
  /** The initialization takes longer than expected. */
  INITIALIZATION_OVERDUE("InitializationOverdue"),
  /** The service reports that its initialization failed. */
  INITIALIZATION_FAILED("InitializationFailed"),
  /** The service administrator must act, or confirm. */
  AWAITING_SERVICE_ADMINISTRATOR("AwaitingServiceAdministrator"),
  /** The service needs an administrator account, and the declaration names none. */
  ADMINISTRATOR_ACCOUNT_REQUIRED("AdministratorAccountRequired"),
  /** The service has another administrator than declared. */
  ADMINISTRATOR_MISMATCH("AdministratorMismatch"),
  /** An account administers the service that the declaration does not list; the operator does not dismiss it. */
  ADMINISTRATOR_NOT_DECLARED("AdministratorNotDeclared"),
  /** Others removed an owned resource, or asked the service to remove what it had set up. */
  CHANGED_BY_OTHERS("ChangedByOthers"),
  /** Access was disabled and enabled again, but something was lost in between. */
  REPAIR_NEEDED("RepairNeeded"),

  // RolesPresent
  /** The roles are present where they are expected. */
  ROLES_AS_EXPECTED("RolesAsExpected"),
  /** Roles are absent where they are expected. */
  ROLES_MISSING("RolesMissing"),
  /** The roles could not be read. */
  ROLES_NOT_READ("RolesNotRead"),

  // CleanedUp
  /** A deletion waits before it changes anything, so that it can be canceled. */
  DELETION_HELD("DeletionHeld"),
  /** Something remains that must be removed, or given up, before access is disabled. */
  CLEANUP_PENDING("CleanupPending"),
  /** What remains cannot be read. */
  CLEANUP_NOT_VERIFIABLE("CleanupNotVerifiable"),
  /** Disabling access has an impact that nobody has confirmed. */
  IMPACT_NOT_CONFIRMED("ImpactNotConfirmed"),
  /** Delegated administrators are registered for the service. */
  DELEGATED_ADMINISTRATORS_REGISTERED("DelegatedAdministratorsRegistered"),
  /** A policy type of the service is still enabled. */
  POLICY_TYPE_ENABLED("PolicyTypeEnabled"),
  /** The service administrator confirmed the cleanup. */
  CLEANUP_CONFIRMED("CleanupConfirmed"),
  /** Nothing remains. */
  CLEANED_UP("CleanedUp"),

  // Ready: the declaration
  /** The declared state is in place. */
  READY("Ready"),
  /** The declaration is paused. */
  PAUSED("Paused"),
  /** The declaration or its connection only observes. */
  OBSERVE_ONLY("ObserveOnly"),
  /** A deletion leaves access as it is. */
  RETAINED("Retained"),
  /** The API server refuses a write of the operator without which the deletion cannot end. */
  WRITE_REFUSED("WriteRefused"),
  /** The object cannot be read as a declaration. */
  INVALID_SPEC("InvalidSpec"),
  /** The principal is not in the catalog, and the declaration does not accept that. */
  UNKNOWN_SERVICE("UnknownService"),
  /** According to AWS or the catalog, this is not a service principal for trusted access. */
  UNRECOGNIZED_PRINCIPAL("UnrecognizedPrincipal"),
  /** The connection does not allow this principal. */
  PRINCIPAL_NOT_ALLOWED("PrincipalNotAllowed"),
  /** The connection does not allow this account as a service's administrator. */
  ADMINISTRATOR_NOT_ALLOWED("AdministratorNotAllowed"),
  /** An older declaration manages the same access. */
  DUPLICATE_SERVICE("DuplicateService"),

  // Ready: the connection
  /** The connection does not exist, or has not been read yet. */
  CONNECTION_NOT_FOUND("ConnectionNotFound"),
  /** The connection exists and cannot be used. */
  CONNECTION_INVALID("ConnectionInvalid"),
  /** The connection is being deleted and accepts no new declarations. */
  CONNECTION_DELETING("ConnectionDeleting"),
  /** An older connection reaches the same organization. */
  ORGANIZATION_ALREADY_CONNECTED("OrganizationAlreadyConnected"),

  // AllFeaturesEnabled, CredentialsValid: the organization and the identities
  /** The organization has only consolidated billing. */
  ALL_FEATURES_REQUIRED("AllFeaturesRequired"),
  /** The credentials belong to another organization than declared. */
  WRONG_ORGANIZATION("WrongOrganization"),
  /** The credentials of a role act in another account than the management account. */
  NOT_MANAGEMENT_ACCOUNT("NotManagementAccount"),
  /** The account belongs to no organization. */
  NOT_IN_ORGANIZATION("NotInOrganization"),
  /** The named account is not in the organization. */
  ACCOUNT_NOT_IN_ORGANIZATION("AccountNotInOrganization"),
  /** The credentials are expired, unknown or cannot be assumed. */
  CREDENTIALS_INVALID("CredentialsInvalid"),
  /** The connection names no identity for this call. */
  NO_IDENTITY("NoIdentity"),

  // Any condition: a read or a change that failed
  /** A permission is missing. */
  ACCESS_DENIED("AccessDenied"),
  /** AWS throttles the calls. */
  THROTTLED("Throttled"),
  /** AWS is changing the same thing for another request. */
  CONCURRENT_MODIFICATION("ConcurrentModification"),
  /** AWS failed or did not answer. */
  SERVICE_UNAVAILABLE("ServiceUnavailable"),
  /** The call does not exist in this Region or partition, or the account has not enabled the Region. */
  ENDPOINT_UNSUPPORTED("EndpointUnsupported"),
  /** The service refused the request. */
  REQUEST_REFUSED("RequestRefused"),
  /** Nothing was read yet, or several reads in a row failed; the last known state may be outdated. */
  OBSERVATION_STALE("ObservationStale"),
  /** A bug of the operator, or custom resource definitions older than it, ended its work on this object. */
  INTERNAL_ERROR("InternalError");

  private final String apiName;

  Reason(String apiName) {
    this.apiName = apiName;
  }

  @Override
  public String apiName() {
    return apiName;
  }

  @Override
  public String toString() {
    return apiName;
  }
}
