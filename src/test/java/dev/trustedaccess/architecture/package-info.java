/** The shape of the code, held by tests. */
@NullMarked
package dev.trustedaccess.architecture;

import org.jspecify.annotations.NullMarked;
