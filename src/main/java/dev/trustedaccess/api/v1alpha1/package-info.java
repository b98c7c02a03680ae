/**
 * The three kinds of group {@code trustedaccess.dev}, version {@code v1alpha1}, as lenient beans.
 *
 * <p>They can read whatever another writer stored: values are strings, unknown fields are ignored, and a value of the
 * wrong type becomes null (see {@link LenientSerialization}). Nothing here is defaulted or validated. The API server
 * rejects bad input by the schema that is generated from these types; what still reaches the operator is validated when
 * the declaration is parsed.
 */
@NullMarked
package dev.trustedaccess.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
