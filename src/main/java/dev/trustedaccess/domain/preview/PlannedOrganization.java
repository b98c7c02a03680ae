package dev.trustedaccess.domain.preview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;

/** The organization as it was answered, with the planned changes made: AWS would then answer so, at the time of asking. */
final class PlannedOrganization {
  private final Answers answers;
  private final Map<String, Instant> enabled = new HashMap<>();
  /** By the principal's first name. */
  private final Map<String, List<DelegatedAdministrator>> registered = new HashMap<>();
  private final Map<String, List<Appointed>> appointed = new HashMap<>();
  /** The principals for which a service's own call sets up what belongs to access. */
  private final Set<String> settingUp = new HashSet<>();

  PlannedOrganization(Answers answers) {
    this.answers = answers;
  }

  Fact<OrganizationSnapshot> snapshot(Instant now) {
    return answers.snapshot().map(read -> {
      Map<String, Instant> all = new HashMap<>(read.enabled());
      all.putAll(enabled);
      Instant awsTime = read.awsTime().plus(Duration.between(read.begun(), now));
      return new OrganizationSnapshot(now, now, awsTime, read.organization(), all);
    });
  }

  /** AWS's clock when ours reads {@code time}; ours if no snapshot was read. */
  Instant awsTime(Instant time) {
    return snapshot(time).toOptional().map(OrganizationSnapshot::awsTime).orElse(time);
  }

  Fact<List<DelegatedAdministrator>> registered(List<String> names) {
    return names.stream()
        .map(answers::registered)
        .reduce(DelegatedAdministrator::underEither)
        .orElseThrow()
        .map(read -> Stream.concat(read.stream(), registered.getOrDefault(names.getFirst(), List.of()).stream())
            .distinct()
            .toList());
  }

  /** A service whose own call enabled access has begun to set up what was absent before. */
  Fact<InitializationState> initialization(String principal) {
    List<Appointed> more = appointed.getOrDefault(principal, List.of());
    return answers.initialization(principal)
        .map(read -> read.administrators()
            .filter(_ -> !more.isEmpty())
            .map(seen -> InitializationState.administered(
                new AdministratorsSeen(Stream.concat(seen.appointed().stream(), more.stream()).toList(),
                    seen.regions())))
            .orElseGet(() -> read.stage() == Stage.ABSENT && settingUp.contains(principal)
                ? new InitializationState(Stage.IN_PROGRESS, read.what(), read.administrators())
                : read));
  }

  /** Whether access is enabled under one of these names, or would be. */
  boolean isEnabled(String name) {
    return enabled.containsKey(name)
        || answers.snapshot().toOptional().flatMap(read -> read.enabledAt(name)).isPresent();
  }

  /** Access is enabled at {@code awsTime}, by AWS's clock, by this call. */
  void enable(String principal, AccessMethod.By by, Instant awsTime) {
    enabled.put(principal, awsTime);
    if (by == AccessMethod.By.SERVICE) {
      setUp(principal);
    }
  }

  /** A service's own call sets up what belongs to access, if it is absent. */
  void setUp(String principal) {
    settingUp.add(principal);
  }

  /**
   * An account is appointed.
   *
   * @param names all names of the principal
   * @param registration what Organizations lists of it; empty if it lists nothing new
   */
  void appoint(List<String> names, String principal, OwnedResource one, Optional<OwnedResource> registration) {
    if (one.isRegistration()) {
      register(names, one);
    } else {
      appointed.computeIfAbsent(principal, _ -> new ArrayList<>())
          .add(new Appointed(one.accountId(), one.region(), Stage.DONE));
    }
    registration.ifPresent(listed -> register(names, listed));
  }

  private void register(List<String> names, OwnedResource one) {
    registered.computeIfAbsent(names.getFirst(), _ -> new ArrayList<>())
        .add(new DelegatedAdministrator(one.accountId()));
  }
}
