/** Makes what the image holds: {@code mvn -Pimage package}. Nothing here is a test but {@code *Test}. */
@NullMarked
package dev.trustedaccess.image;

import org.jspecify.annotations.NullMarked;
