package dev.trustedaccess.domain.organization;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A call that CloudTrail recorded in the management account, and that AWS did not refuse.
 *
 * @param id the event's id
 * @param time when AWS carried it out, in whole seconds
 * @param source the service that was called, such as {@code organizations.amazonaws.com}
 * @param name the operation
 * @param region the Region that recorded it
 * @param caller the ARN of who called; the name of an AWS service that called on its own behalf
 * @param ours whether the operator called, in one of its own role sessions
 * @param requestId AWS's id of the request; empty if the event has none
 * @param parameters the texts in the request, by their names in the event; those in another object or list have its name
 *     and a dot before theirs
 */
public record TrailEvent(
    String id, Instant time, String source, String name, String region, String caller, boolean ours,
    Optional<String> requestId, Map<String, String> parameters) {
  public TrailEvent {
    parameters = Map.copyOf(parameters);
  }
}
