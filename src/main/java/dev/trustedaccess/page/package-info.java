/** What the page shows: pure values, made from the objects and role inventories that the operator holds in memory. */
@NullMarked
package dev.trustedaccess.page;

import org.jspecify.annotations.NullMarked;
