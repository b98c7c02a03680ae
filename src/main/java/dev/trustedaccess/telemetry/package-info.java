/** Metrics, logging, and the health of the operator's watches on the cluster. */
@NullMarked
package dev.trustedaccess.telemetry;

import org.jspecify.annotations.NullMarked;
