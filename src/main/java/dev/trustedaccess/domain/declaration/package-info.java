/** What is declared, and what the status of a declaration remembers. Pure values. */
@NullMarked
package dev.trustedaccess.domain.declaration;

import org.jspecify.annotations.NullMarked;
