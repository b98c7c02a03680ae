package dev.trustedaccess.mapping;

import java.util.List;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;

/** Statuses as other writers may leave them. */
final class Statuses {
  private Statuses() {}

  static TrustedServiceAccessStatus with(TrustedServiceAccessStatus s, List<Condition> conditions) {
    return new TrustedServiceAccessStatus(
        s.observedGeneration(), s.uid(), s.organizationId(), s.enabledBy(), s.enabledTime(), s.reenabledTime(),
        s.integration(),
        s.impact(), s.ownedResources(), s.roles(), s.serviceLinkedRoles(), s.cleanup(), s.managedRegions(),
        s.administratorAccounts(), s.deletionSeenTime(),
        s.lastChange(), s.lastChangeByOthers(),
        s.lastHandledReconcileAt(), s.corrections(), conditions);
  }
}
