/** The verbs, one class each. */
@NullMarked
package dev.trustedaccess.cli;

import org.jspecify.annotations.NullMarked;
