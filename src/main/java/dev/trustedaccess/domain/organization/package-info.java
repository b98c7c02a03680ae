/**
 * What was observed of an organization: snapshots, role inventories, what remains of a service, and why a read failed.
 * Pure values.
 */
@NullMarked
package dev.trustedaccess.domain.organization;

import org.jspecify.annotations.NullMarked;
