/**
 * The ports, implemented with the AWS SDK: the domain's questions in the SDK's terms. Here exceptions become values.
 */
@NullMarked
package dev.trustedaccess.aws;

import org.jspecify.annotations.NullMarked;
