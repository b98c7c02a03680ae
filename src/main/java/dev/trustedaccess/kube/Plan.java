package dev.trustedaccess.kube;

import java.time.Instant;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.Assessment;
import dev.trustedaccess.domain.ConnectionView;
import dev.trustedaccess.domain.Declared;
import dev.trustedaccess.domain.Desired;
import dev.trustedaccess.domain.Observation;
import dev.trustedaccess.domain.Recorded;

/**
 * A conclusion with what it was made from; a change is made only while all of that still holds.
 *
 * @param object the declaration as it was read for this plan
 * @param recorded what its status remembered
 * @param observation what was known of the world
 * @param looked when the look that it was made from began, by our clock; where there was none, when the pass began
 */
record Plan(
    TrustedServiceAccess object,
    Declared declared,
    Desired desired,
    ConnectionView connection,
    Recorded recorded,
    Observation observation,
    Instant looked,
    Assessment assessment) {
  Plan with(TrustedServiceAccess newer, Assessment after) {
    return new Plan(newer, declared, desired, connection, recorded, observation, looked, after);
  }
}
