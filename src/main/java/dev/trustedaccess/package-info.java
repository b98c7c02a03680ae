/** The trusted-access operator: {@link dev.trustedaccess.Main} wires it together. */
@NullMarked
package dev.trustedaccess;

import org.jspecify.annotations.NullMarked;
