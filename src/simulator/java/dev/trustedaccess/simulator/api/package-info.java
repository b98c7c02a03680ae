/** The services: one file for each AWS service API, in the words of its API reference. */
@NullMarked
package dev.trustedaccess.simulator.api;

import org.jspecify.annotations.NullMarked;
