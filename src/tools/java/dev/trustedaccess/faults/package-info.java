/** The fault suite: every call with every fault, random lives, and the same suite against code that is broken on purpose. */
@NullMarked
package dev.trustedaccess.faults;

import org.jspecify.annotations.NullMarked;
