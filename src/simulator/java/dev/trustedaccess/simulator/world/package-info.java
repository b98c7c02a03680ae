/** What exists: organizations, accounts, roles, and what the services keep. No HTTP, no protocol. */
@NullMarked
package dev.trustedaccess.simulator.world;

import org.jspecify.annotations.NullMarked;
