/**
 * Decides what a pass does for a declaration. Pure: no clock, no environment, no I/O. Times are parameters, failures
 * are values, decisions are records. {@link dev.trustedaccess.domain.plan.Planner} is the entry point.
 */
@NullMarked
package dev.trustedaccess.domain.plan;

import org.jspecify.annotations.NullMarked;
