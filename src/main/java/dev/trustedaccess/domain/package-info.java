/**
 * What is decided, as values: no clock, no environment, no I/O. Times are parameters, failures are values, decisions are
 * records. Everything here is tested without a double.
 */
@NullMarked
package dev.trustedaccess.domain;

import org.jspecify.annotations.NullMarked;
