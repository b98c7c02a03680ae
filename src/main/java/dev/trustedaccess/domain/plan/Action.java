package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.organization.OwnedResource;

/** The one change that a pass makes. The finalizers are stored before the first change at AWS. */
public sealed interface Action {
  /** Adds the finalizers to the connection and the declaration; changes nothing at AWS. */
  record AddFinalizer() implements Action {}

  /**
   * Enables access.
   *
   * @param principal the service principal to enable
   * @param by whose call enables it
   * @param awsTime the time of the intent, by AWS's clock
   * @param correction whether this corrects drift
   * @param registering the delegated administrator that the call registers; empty for a call that registers none
   */
  record Enable(
      String principal, AccessMethod.By by, Instant awsTime, boolean correction, Optional<Registering> registering)
      implements
        Action {
    /** By a call that registers no administrator. */
    public Enable(String principal, AccessMethod.By by, Instant awsTime, boolean correction) {
      this(principal, by, awsTime, correction, Optional.empty());
    }
  }

  /**
   * A registration that the call for access makes.
   *
   * @param administrator the registration
   * @param owned whether the operator then owns it: not if the account was registered before
   */
  record Registering(OwnedResource administrator, boolean owned) {}

  /**
   * Initializes the service; the intent is recorded before the call is sent.
   *
   * @param owned the resource that the call creates
   * @param registration the registration with Organizations that the service makes for this call, and that the operator
   *     then owns too; empty if there is none, or if the account is registered already
   * @param awsTime the time of the intent, by AWS's clock
   */
  record Initialize(OwnedResource owned, Optional<OwnedResource> registration, Instant awsTime) implements Action {}

  /**
   * Removes an owned resource.
   *
   * @param owned the resource to remove
   * @param awsTime the time of the intent, by AWS's clock
   * @param confirmed whether the disable preconditions depend on a confirmation, which is then read again before the
   *     call
   */
  record RemoveOwnedResource(OwnedResource owned, Instant awsTime, boolean confirmed) implements Action {}

  /**
   * Disables access.
   *
   * @param principal the name under which AWS lists access
   * @param by whose call disables it
   * @param awsTime the time of the intent, by AWS's clock
   * @param confirmed whether the disable preconditions depend on a confirmation, which is then read again before the
   *     call
   */
  record Disable(String principal, AccessMethod.By by, Instant awsTime, boolean confirmed) implements Action {}

  /** Removes the operator's finalizer, so that the declaration can be deleted. */
  record RemoveFinalizer() implements Action {}
}
