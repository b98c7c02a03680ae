/** The verbs, run against a mock API server. */
@NullMarked
package dev.trustedaccess.cli;

import org.jspecify.annotations.NullMarked;
