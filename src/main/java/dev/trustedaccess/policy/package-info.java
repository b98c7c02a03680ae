/**
 * Least-privilege IAM policies for a connection and its declarations. Pure: values in, values out; {@code cli} prints
 * them.
 */
@NullMarked
package dev.trustedaccess.policy;

import org.jspecify.annotations.NullMarked;
