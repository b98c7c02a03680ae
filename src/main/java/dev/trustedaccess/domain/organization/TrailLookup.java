package dev.trustedaccess.domain.organization;

/**
 * What CloudTrail's event history is searched for at once: the calls of one name in one Region.
 *
 * @param region the Region that records them; {@link OwnedResource#GLOBAL} for the Region of the partition's global
 *     services
 * @param eventName the operation, such as {@code DisableAWSServiceAccess}
 */
public record TrailLookup(String region, String eventName) {}
