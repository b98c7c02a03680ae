/**
 * The states that objects get into, as recorded from a real run: what the pages, the GitOps scripts and the alerts are held
 * to.
 */
@NullMarked
package dev.trustedaccess.states;

import org.jspecify.annotations.NullMarked;
