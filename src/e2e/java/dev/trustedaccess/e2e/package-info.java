/** Tests on the real parts, {@code mvn verify -Pe2e}: a real API server, moto, and the operator from its jar. */
@NullMarked
package dev.trustedaccess.e2e;

import org.jspecify.annotations.NullMarked;
