/**
 * The ports over the AWS SDK: what the domain asks, in the SDK's words. Here trouble turns from exceptions into values.
 */
@NullMarked
package dev.trustedaccess.aws;

import org.jspecify.annotations.NullMarked;
