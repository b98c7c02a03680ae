/** The HTTP server for probes and metrics. */
@NullMarked
package dev.trustedaccess.web;

import org.jspecify.annotations.NullMarked;
