package dev.trustedaccess.domain.organization;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.InitializationState.Stage;

/**
 * The owned resources that a read found.
 *
 * @param present owned resources that exist and must be removed before access is disabled
 * @param beingRemoved owned resources whose removal was requested; they exist until the service reports its completion
 * @param unread owned resources in Regions that the read did not cover; they may exist
 */
public record OwnedResourcesSeen(
    List<OwnedResource> present, List<OwnedResource> beingRemoved, List<OwnedResource> unread) {
  public OwnedResourcesSeen {
    present = List.copyOf(present);
    beingRemoved = List.copyOf(beingRemoved);
    unread = List.copyOf(unread);
  }

  /** A read that covered the Region of every owned resource. */
  public OwnedResourcesSeen(List<OwnedResource> present, List<OwnedResource> beingRemoved) {
    this(present, beingRemoved, List.of());
  }

  /**
   * Sorts owned resources by how far each is; one that was read and has no stage does not exist.
   *
   * @param registered the accounts that Organizations lists as delegated administrators
   * @param appointed the administrators that the service's own API shows
   */
  public static OwnedResourcesSeen of(
      List<OwnedResource> owned, AdministratorsSeen registered, AdministratorsSeen appointed) {
    List<OwnedResource> unread = owned.stream()
        .filter(resource -> !source(resource, registered, appointed).covers(resource))
        .toList();
    return new OwnedResourcesSeen(
        owned.stream()
            .filter(resource -> source(resource, registered, appointed).stage(resource)
                .filter(stage -> stage != Stage.BEING_REMOVED)
                .isPresent())
            .toList(),
        owned.stream()
            .filter(resource -> source(resource, registered, appointed).stage(resource)
                .equals(Optional.of(Stage.BEING_REMOVED)))
            .toList(),
        unread);
  }

  private static AdministratorsSeen source(
      OwnedResource resource, AdministratorsSeen registered, AdministratorsSeen appointed) {
    return resource.isRegistration() ? registered : appointed;
  }

  /**
   * What two answers in a row prove: a resource is removed if neither shows it. For a resource in both, the second
   * answer counts.
   */
  public OwnedResourcesSeen then(OwnedResourcesSeen second) {
    return new OwnedResourcesSeen(
        Stream.concat(second.present.stream(), missingFrom(second, present)).toList(),
        Stream.concat(second.beingRemoved.stream(), missingFrom(second, beingRemoved)).toList(),
        Stream.concat(second.unread.stream(), missingFrom(second, unread)).toList());
  }

  private static Stream<OwnedResource> missingFrom(OwnedResourcesSeen second, List<OwnedResource> first) {
    return first.stream().filter(resource -> !second.all().contains(resource));
  }

  /** Every owned resource that exists or may exist. */
  public List<OwnedResource> all() {
    return Stream.of(present, beingRemoved, unread).flatMap(List::stream).toList();
  }
}
