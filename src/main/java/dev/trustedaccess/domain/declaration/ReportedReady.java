package dev.trustedaccess.domain.declaration;

import java.time.Instant;

import dev.trustedaccess.domain.organization.Reason;

/**
 * Why a declaration is or is not ready, according to its status.
 *
 * @param reason reason of the condition Ready
 * @param stalled whether the condition Stalled is present
 * @param since when Stalled or Reconciling was added, by the operator's clock; without both, when Ready changed
 */
public record ReportedReady(Reason reason, boolean stalled, Instant since) {}
