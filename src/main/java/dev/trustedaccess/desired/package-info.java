/**
 * Reads what people and earlier passes wrote into the words of the domain. Pure; applies every default itself, since an
 * object may have been stored before the schema had them; what cannot be read is said, not guessed.
 */
@NullMarked
package dev.trustedaccess.desired;

import org.jspecify.annotations.NullMarked;
