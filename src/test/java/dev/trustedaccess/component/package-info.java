/** The operator as a whole on doubles: the mock API server and the simulator of AWS. */
@NullMarked
package dev.trustedaccess.component;

import org.jspecify.annotations.NullMarked;
