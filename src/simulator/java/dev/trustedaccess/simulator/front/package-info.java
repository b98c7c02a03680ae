/** What every call passes before its service: the log, injected faults, throttling, permissions. */
@NullMarked
package dev.trustedaccess.simulator.front;

import org.jspecify.annotations.NullMarked;
