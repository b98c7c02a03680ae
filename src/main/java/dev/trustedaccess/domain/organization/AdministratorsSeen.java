package dev.trustedaccess.domain.organization;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.organization.InitializationState.Stage;

/**
 * The administrators of a service, as one read shows them.
 *
 * @param appointed every administrator, once for each of its Regions
 * @param regions the Regions in each of which an account must be appointed; {@link OwnedResource#GLOBAL} alone where one
 *     appointment is for all Regions
 */
public record AdministratorsSeen(List<Appointed> appointed, List<String> regions) {
  private static final List<Stage> FURTHEST_FIRST = List.of(
      Stage.DONE, Stage.IN_PROGRESS, Stage.FAILED, Stage.BEING_REMOVED, Stage.ABSENT);

  /**
   * An account that administers the service in a Region.
   *
   * @param stage how far its appointment or its removal is
   */
  public record Appointed(String accountId, String region, Stage stage) {}

  public AdministratorsSeen {
    appointed = List.copyOf(appointed);
    regions = List.copyOf(regions);
  }

  /** The accounts that Organizations lists as delegated administrators. */
  public static AdministratorsSeen registered(List<DelegatedAdministrator> listed) {
    return new AdministratorsSeen(
        listed.stream()
            .map(administrator -> new Appointed(administrator.accountId(), OwnedResource.GLOBAL, Stage.DONE))
            .toList(),
        List.of(OwnedResource.GLOBAL));
  }

  /** Whether the read covered the administrator's Region, so that it would have been seen there. */
  public boolean covers(OwnedResource administrator) {
    return regions.contains(administrator.region());
  }

  /** How far the administrator is in its Region; empty if it is none there. */
  public Optional<Stage> stage(OwnedResource administrator) {
    return appointed.stream()
        .filter(each -> each.accountId().equals(administrator.accountId())
            && each.region().equals(administrator.region()))
        .map(Appointed::stage)
        .min(Comparator.comparingInt(FURTHEST_FIRST::indexOf));
  }

  /** How far the furthest administrator is; ABSENT if there is none. */
  public Stage furthest() {
    return appointed.stream()
        .map(Appointed::stage)
        .min(Comparator.comparingInt(FURTHEST_FIRST::indexOf))
        .orElse(Stage.ABSENT);
  }

  /** The administrators of one Region. */
  public List<String> accountsIn(String region) {
    return appointed.stream().filter(each -> each.region().equals(region)).map(Appointed::accountId).toList();
  }

  /** The administrators' accounts, each once. */
  public List<String> accounts() {
    return appointed.stream().map(Appointed::accountId).distinct().toList();
  }
}
