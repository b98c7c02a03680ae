/**
 * The edge to the cluster: thin reconcilers, the observer that answers what the planner asks, the runner that changes things
 * under guard, and the one writer of status.
 */
@NullMarked
package dev.trustedaccess.kube;

import org.jspecify.annotations.NullMarked;
