/** What tests in other processes need, over HTTP below {@code /_simulator/}: to give, to trouble, and to look. */
@NullMarked
package dev.trustedaccess.simulator.control;

import org.jspecify.annotations.NullMarked;
