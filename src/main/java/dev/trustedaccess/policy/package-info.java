/** The least IAM policies for a connection and its declarations. Pure: values in, values out; writing is the edge's. */
@NullMarked
package dev.trustedaccess.policy;

import org.jspecify.annotations.NullMarked;
