/**
 * The running program: settings, leader election, the parser of the catalog file, and what the operator is built from
 * ({@code Wiring}).
 */
@NullMarked
package dev.trustedaccess.app;

import org.jspecify.annotations.NullMarked;
