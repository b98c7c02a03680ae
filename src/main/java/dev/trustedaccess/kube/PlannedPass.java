package dev.trustedaccess.kube;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;

/**
 * A conclusion, the object that it is for, and everything that it is based on. A change is made only while all of that
 * still holds.
 *
 * @param object the declaration as it was read for this plan
 * @param input what the plan is based on
 * @param conclusion what the plan concludes
 */
record PlannedPass(TrustedServiceAccess object, PlanInput input, Decision.Conclude conclusion) {
  PlannedPass with(TrustedServiceAccess newer, Decision.Conclude after) {
    return new PlannedPass(newer, input, after);
  }

  Declared declared() {
    return input.declared();
  }

  Desired desired() {
    return input.desired();
  }

  Observation observation() {
    return input.observation();
  }

  /** What is remembered from now on. */
  Recorded recorded() {
    return conclusion.recorded();
  }
}
