@NullMarked
package dev.trustedaccess.aws.sdk;

import org.jspecify.annotations.NullMarked;
