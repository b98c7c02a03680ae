package dev.trustedaccess.domain;

/**
 * The reasons of conditions. They are API: scripts and alerts match on them, a test freezes the list.
 */
public enum Reason {
  /** Access is on. */
  Enabled,
  /** Access is off. */
  Disabled,
  /** Access was asked for; AWS does not list it yet. */
  Enabling,
  /** Access is being withdrawn. */
  Disabling,
  /** Everything declared is so. */
  Ready,
  /** The service is set up in the organization. */
  Initialized,
  /** The principal is not in the catalog, and the declaration does not accept that. */
  UnknownService,
  /** AWS, or the catalog, says that this is not a principal for trusted access. */
  UnrecognizedPrincipal,
  /** The connection does not allow this principal. */
  PrincipalNotAllowed,
  /** The connection does not allow this account as a service's administrator. */
  AdministratorNotAllowed,
  /** Another declaration names the same service. */
  DuplicateService,
  /** Only the service's own call or console opens this access. */
  ServiceApiRequired,
  /** The object cannot be read as a declaration. */
  InvalidSpec,
  /** The connection does not exist, or has not been read yet. */
  ConnectionNotFound,
  /** The connection exists and cannot be used. */
  ConnectionInvalid,
  /** The connection is being deleted and takes no new declarations. */
  ConnectionDeleting,
  /** An older connection reaches the same organization. */
  OrganizationAlreadyConnected,
  /** The credentials belong to another organization than declared. */
  WrongOrganization,
  /** The organization has consolidated billing only. */
  AllFeaturesRequired,
  /** The credentials of a role act in another account than the management account. */
  NotManagementAccount,
  /** An account that is named is not one of the organization's. */
  AccountNotInOrganization,
  /** The account belongs to no organization. */
  NotInOrganization,
  /** A permission is missing. */
  AccessDenied,
  /** The credentials are expired, unknown or cannot be assumed. */
  CredentialsInvalid,
  /** The connection names no identity for this duty. */
  NoIdentity,
  /** AWS asks to be called less often. */
  Throttled,
  /** AWS is changing the same thing for another request. */
  ConcurrentModification,
  /** AWS failed or did not answer. */
  ServiceUnavailable,
  /** The call does not exist in this Region or partition, or the account has not enabled the Region. */
  EndpointUnsupported,
  /** The service refused the request. */
  RequestRefused,
  /** Several looks were missed; what was last seen may be outdated. */
  ObservationStale,
  /** The service administrator must act, or confirm. */
  AwaitingServiceAdministrator,
  /** The service is setting itself up. */
  AwaitingInitialization,
  /** The service takes longer than it should to set itself up. */
  InitializationOverdue,
  /** The service says that setting up failed. */
  InitializationFailed,
  /** Nothing has to be set up. */
  InitializationNotRequired,
  /** The service needs an administrator account and the declaration names none. */
  AdministratorAccountRequired,
  /** The service has another administrator than declared. */
  AdministratorMismatch,
  /** Access was off and came back, but something was lost meanwhile. */
  RepairNeeded,
  /** The roles stand where they are expected. */
  RolesAsExpected,
  /** Roles are absent where they are expected. */
  RolesMissing,
  /** The roles could not be read. */
  RolesNotRead,
  /** A deletion waits before it changes anything, so that it can be called back. */
  DeletionHeld,
  /** Something remains that must be gone, or given up, first. */
  CleanupPending,
  /** The service administrator has confirmed the cleanup. */
  CleanupConfirmed,
  /** Nothing remains. */
  CleanedUp,
  /** What remains cannot be read. */
  CleanupNotVerifiable,
  /** Disabling would hurt and nobody has confirmed it. */
  ImpactNotConfirmed,
  /** Delegated administrators are registered for the service. */
  DelegatedAdministratorsRegistered,
  /** A policy type of the service is still on. */
  PolicyTypeEnabled,
  /** Access is off against the declaration, and this declaration only reports. */
  DriftReported,
  /** Access had been switched off by others and was put back. */
  DriftCorrected,
  /** Access is switched off again and again. */
  DriftContested,
  /** Others removed what we had set up, or are removing what is set up. */
  ChangedByOthers,
  /** The declaration is paused. */
  Paused,
  /** The declaration or its connection only observes. */
  ObserveOnly,
  /** Access is left on. */
  Retained,
  /** A bug of the operator, or kinds older than it, ended its work on this object. */
  InternalError
}
