/** The trusted-access operator. {@link dev.trustedaccess.Main} is its entry point; {@code app} wires it together. */
@NullMarked
package dev.trustedaccess;

import org.jspecify.annotations.NullMarked;
