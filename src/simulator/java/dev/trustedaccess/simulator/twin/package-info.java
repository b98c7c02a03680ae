/** Doubles of the services that have an integration, derived from the integration's parts. */
@NullMarked
package dev.trustedaccess.simulator.twin;

import org.jspecify.annotations.NullMarked;
