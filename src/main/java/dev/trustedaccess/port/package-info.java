/** What the operator asks of AWS, in the domain's terms. Failures are returned as values; only bugs throw. */
@NullMarked
package dev.trustedaccess.port;

import org.jspecify.annotations.NullMarked;
