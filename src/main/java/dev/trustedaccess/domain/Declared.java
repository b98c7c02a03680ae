package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * The object that carries a declaration.
 *
 * @param name its name, for commands in messages
 * @param uid its life: another uid is another declaration, whatever its name
 * @param generation the generation that is planned for
 * @param created by the API server's clock
 * @param deleted deletionTimestamp, by the API server's clock; empty while it lives
 * @param held whether it carries our finalizer
 */
public record Declared(
    String name, String uid, long generation, Instant created, Optional<Instant> deleted, boolean held) {}
