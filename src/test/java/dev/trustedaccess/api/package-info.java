/** Generates {@code crds/} from the kinds, and holds what the schema and the beans promise. */
@NullMarked
package dev.trustedaccess.api;

import org.jspecify.annotations.NullMarked;
