/**
 * The three kinds of group {@code trustedaccess.dev}, version {@code v1alpha1}, as lenient beans.
 *
 * <p>Whatever another writer stored is read: values are strings, unknown fields are ignored, and what has the wrong type
 * becomes null (see {@link LenientSerialization}). Nothing here is defaulted or judged. The API server refuses bad
 * input by the schema that is generated from these types; what reaches the operator all the same is judged when the
 * declaration is parsed.
 */
@NullMarked
package dev.trustedaccess.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
