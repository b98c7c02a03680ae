/** Asks every integration everything once, in a JVM of its own: from the plain jars, or from an image with its shrunk ones. */
@NullMarked
package dev.trustedaccess.smoke;

import org.jspecify.annotations.NullMarked;
