package dev.trustedaccess.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.preview.Answers;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a file recorded. What it does not hold is unread. AWS is asked nothing, and no credentials are needed.
 *
 * @param file what was recorded
 * @param access what the integrations are; none of its reads is made
 * @param settings the connection for which is planned
 */
record RecordedAnswers(SnapshotFile file, OrganizationAccess access, ConnectionSettings settings) implements Answers {
  @Override
  public Fact<OrganizationSnapshot> snapshot() {
    return Fact.known(file.snapshot());
  }

  @Override
  public Optional<Observation.Integration> integration(String principal) {
    return settings.serviceRole().flatMap(_ -> access.service(principal)).map(ServiceAccess::description);
  }

  @Override
  public Fact<List<DelegatedAdministrator>> registered(String name) {
    return held(file.registered().get(name), "who is registered as delegated administrator of " + name);
  }

  /** In other Regions, other things may be there. */
  @Override
  public Fact<InitializationState> initialization(String principal) {
    return Set.copyOf(regions(settings)).equals(Set.copyOf(file.regions()))
        ? held(file.initializations().get(principal), "how far " + principal + " is initialized")
        : missing("how far " + principal + " is initialized in the connection's Regions, only in "
            + String.join(", ", file.regions()));
  }

  @Override
  public RemainingRead remaining(String principal, List<String> administrators) {
    return new RemainingRead(
        List.of(), Set.of(), List.of(lacking("what remains of " + principal)));
  }

  @Override
  public Fact<Set<String>> policyTypes() {
    return missing("which policy types are enabled");
  }

  /** The Regions in which services are asked: the home Region, then the managed ones. */
  static List<String> regions(ConnectionSettings settings) {
    return Stream.concat(Stream.of(settings.homeRegion()), settings.managedRegions().stream()).distinct().toList();
  }

  private static <T> Fact<T> held(@Nullable Fact<T> fact, String what) {
    return fact == null ? missing(what) : fact;
  }

  private static <T> Fact<T> missing(String what) {
    return Fact.unknown(lacking(what));
  }

  private static Failure lacking(String what) {
    return new Failure(Failure.Kind.NOT_SENT, "the snapshot file does not hold " + what);
  }
}
