/** Tests of the printed policies that need neither files nor AWS. */
@NullMarked
package dev.trustedaccess.policy;

import org.jspecify.annotations.NullMarked;
