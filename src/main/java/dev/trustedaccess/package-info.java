/**
 * The trusted-access operator. {@link dev.trustedaccess.Main} is its entry point; {@code app.Wiring} shows on one screen
 * what it is built from.
 */
@NullMarked
package dev.trustedaccess;

import org.jspecify.annotations.NullMarked;
