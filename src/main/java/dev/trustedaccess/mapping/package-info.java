/**
 * Converts cluster objects to domain values, and conclusions to status and conditions. Pure. Every default is applied
 * here, because an object may have been stored before the schema had the default. A spec that cannot be read is
 * rejected with a message.
 */
@NullMarked
package dev.trustedaccess.mapping;

import org.jspecify.annotations.NullMarked;
