/**
 * A simulator of AWS over HTTP, so that the real SDK is on the wire: {@link dev.trustedaccess.simulator.Simulator} is
 * the way in. A request passes {@code wire} (HTTP and the protocols), {@code front} (call log, faults, throttling,
 * permissions) and {@code api} (one file for each service), which reads and changes {@code world}.
 */
@NullMarked
package dev.trustedaccess.simulator;

import org.jspecify.annotations.NullMarked;
