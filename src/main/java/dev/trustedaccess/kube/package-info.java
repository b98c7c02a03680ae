/**
 * The connection to the cluster: thin reconcilers, the observer that answers the planner's questions, the runner that
 * makes changes under checks, and the one writer of status.
 */
@NullMarked
package dev.trustedaccess.kube;

import org.jspecify.annotations.NullMarked;
