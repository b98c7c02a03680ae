package dev.trustedaccess.kube;

import java.time.Instant;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.plan.Assessment;
import dev.trustedaccess.domain.plan.Observation;

/**
 * A conclusion with everything it was based on. A change is made only while all of that still holds.
 *
 * @param object the declaration as it was read for this plan
 * @param recorded what its status remembered
 * @param observation what was observed
 * @param snapshotRead when the organization snapshot began, by our clock; without a snapshot, when the pass began
 */
record PlannedPass(
    TrustedServiceAccess object,
    Declared declared,
    Desired desired,
    ConnectionView connection,
    Recorded recorded,
    Observation observation,
    Instant snapshotRead,
    Assessment assessment) {
  PlannedPass with(TrustedServiceAccess newer, Assessment after) {
    return new PlannedPass(newer, declared, desired, connection, recorded, observation, snapshotRead, after);
  }
}
