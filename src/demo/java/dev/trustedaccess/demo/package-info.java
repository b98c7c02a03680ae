/**
 * The demo, {@code mvn -Pdemo}: the whole story of the product in the terminal, on doubles. Each scene is a file of its
 * own and reads as it is told.
 */
@NullMarked
package dev.trustedaccess.demo;

import org.jspecify.annotations.NullMarked;
