/**
 * Facts about AWS services: principals, roles, access methods and the impact of disabling access. Pure values.
 */
@NullMarked
package dev.trustedaccess.domain.catalog;

import org.jspecify.annotations.NullMarked;
