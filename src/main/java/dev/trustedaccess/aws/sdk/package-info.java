/**
 * How one request reaches AWS: as whom, from where, at what rate, and what its trouble is called. Inside this package and
 * beside it trouble travels as {@link dev.trustedaccess.aws.sdk.AwsFailure}; nothing of it leaves the ports.
 */
@NullMarked
package dev.trustedaccess.aws.sdk;

import org.jspecify.annotations.NullMarked;
