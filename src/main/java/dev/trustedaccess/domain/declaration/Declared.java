package dev.trustedaccess.domain.declaration;

import java.time.Instant;
import java.util.Optional;

/**
 * The object that contains a declaration.
 *
 * @param name the object's name, for commands in messages
 * @param uid identifies the object; an object with another uid is another declaration, even under the same name
 * @param generation the generation that the plan is for
 * @param created creationTimestamp, by the API server's clock
 * @param deleted deletionTimestamp, by the API server's clock; empty if it is not being deleted
 * @param hasFinalizer whether it has the operator's finalizer
 */
public record Declared(
    String name, String uid, long generation, Instant created, Optional<Instant> deleted, boolean hasFinalizer) {}
