@NullMarked
package dev.trustedaccess.aws;

import org.jspecify.annotations.NullMarked;
