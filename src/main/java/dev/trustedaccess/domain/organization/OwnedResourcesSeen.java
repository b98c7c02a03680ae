package dev.trustedaccess.domain.organization;

import java.util.List;
import java.util.stream.Stream;

/**
 * The owned resources that a read found.
 *
 * @param present owned resources that exist and must be removed before access is disabled
 * @param beingRemoved owned resources whose removal was requested; they exist until the service reports its completion
 */
public record OwnedResourcesSeen(List<OwnedResource> present, List<OwnedResource> beingRemoved) {
  public OwnedResourcesSeen {
    present = List.copyOf(present);
    beingRemoved = List.copyOf(beingRemoved);
  }

  /**
   * What two answers in a row prove: a resource is removed if neither shows it. For a resource in both, the second
   * answer counts.
   */
  public OwnedResourcesSeen then(OwnedResourcesSeen second) {
    return new OwnedResourcesSeen(
        Stream.concat(second.present.stream(), missingFrom(second, present)).toList(),
        Stream.concat(second.beingRemoved.stream(), missingFrom(second, beingRemoved)).toList());
  }

  private static Stream<OwnedResource> missingFrom(OwnedResourcesSeen second, List<OwnedResource> first) {
    return first.stream().filter(resource -> !second.all().contains(resource));
  }

  /** Every owned resource that exists. */
  public List<OwnedResource> all() {
    return Stream.concat(present.stream(), beingRemoved.stream()).toList();
  }
}
