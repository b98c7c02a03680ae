/** Pages that are generated, and what holds the written ones: links, commands, alerts and their runbooks. */
@NullMarked
package dev.trustedaccess.docs;

import org.jspecify.annotations.NullMarked;
