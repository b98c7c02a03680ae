/**
 * Sends requests to AWS: the identity, the place and the rate of each, and the names of its errors. In this package and
 * the ones that use it, errors are {@link dev.trustedaccess.aws.sdk.AwsFailure}; none passes the ports.
 */
@NullMarked
package dev.trustedaccess.aws.sdk;

import org.jspecify.annotations.NullMarked;
