/** The running program: configuration, wiring, leader election, and the parser of the catalog file. */
@NullMarked
package dev.trustedaccess.app;

import org.jspecify.annotations.NullMarked;
