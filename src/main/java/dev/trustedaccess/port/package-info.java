/** What the operator asks of AWS, in the domain's words. Failures come back as values; only bugs throw. */
@NullMarked
package dev.trustedaccess.port;

import org.jspecify.annotations.NullMarked;
