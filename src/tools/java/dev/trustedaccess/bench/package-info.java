/** Benchmarks: what the design has budgets for, measured and printed by {@code mvn -Pbench}. Nothing here is a test. */
@NullMarked
package dev.trustedaccess.bench;

import org.jspecify.annotations.NullMarked;
