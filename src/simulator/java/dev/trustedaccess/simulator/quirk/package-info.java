/** What services are known to do otherwise than their derived doubles. */
@NullMarked
package dev.trustedaccess.simulator.quirk;

import org.jspecify.annotations.NullMarked;
