/** What is checked before the operator is installed or given work: the connection's reach, and the cluster's custom resources. Pure. */
@NullMarked
package dev.trustedaccess.domain.preflight;

import org.jspecify.annotations.NullMarked;
