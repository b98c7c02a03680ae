/**
 * The demo, {@code mvn -Pdemo}: the whole life of declarations in the terminal, on a simulated AWS and an API server in
 * memory. Each scene is a file of its own.
 */
@NullMarked
package dev.trustedaccess.demo;

import org.jspecify.annotations.NullMarked;
