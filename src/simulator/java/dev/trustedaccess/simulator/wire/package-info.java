/** HTTP and the AWS protocols: JSON 1.1, query with XML, REST with JSON or XML. */
@NullMarked
package dev.trustedaccess.simulator.wire;

import org.jspecify.annotations.NullMarked;
