/** What running the product needs besides deciding: configuration, the catalog's file, health, metrics. */
@NullMarked
package dev.trustedaccess.ops;

import org.jspecify.annotations.NullMarked;
