/**
 * The parts that an integration is made of, and the engine that runs them. A part is a value: what is asked of AWS, where,
 * and what the answer means. IAM policies and session policies are derived from the same values.
 */
@NullMarked
package dev.trustedaccess.aws.parts;

import org.jspecify.annotations.NullMarked;
