/** What the operator would change for declarations that are not applied yet. Pure: who asks AWS is handed in. */
@NullMarked
package dev.trustedaccess.domain.preview;

import org.jspecify.annotations.NullMarked;
