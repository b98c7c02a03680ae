/** The edge to Kubernetes. */
@NullMarked
package dev.trustedaccess.kube;

import org.jspecify.annotations.NullMarked;
