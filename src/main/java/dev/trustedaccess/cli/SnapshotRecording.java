package dev.trustedaccess.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.preview.Answers;

/** Asks everything that a plan may need to know of an organization: about each principal that the catalog knows or that is enabled. */
final class SnapshotRecording {
  private SnapshotRecording() {}

  /**
   * Asks about every principal, one after the other.
   *
   * @param snapshot the organization, already read
   * @param settings the Regions that are asked
   */
  static SnapshotFile of(
      OrganizationSnapshot snapshot, Answers answers, ConnectionSettings settings, ServiceCatalog catalog) {
    List<PrincipalFacts> known = catalog.services().stream().flatMap(service -> service.principals().stream()).toList();
    Set<String> administered = known.stream()
        .filter(facts -> facts.administrators().isPresent())
        .flatMap(facts -> Stream.concat(Stream.of(facts.principal()), facts.aliases().stream()))
        .collect(Collectors.toCollection(TreeSet::new));
    snapshot.enabled().keySet().stream().filter(name -> catalog.find(name).isEmpty()).forEach(administered::add);
    Map<String, Fact<List<DelegatedAdministrator>>> registered = new TreeMap<>();
    administered.forEach(name -> registered.put(name, answers.registered(name)));
    Map<String, Fact<InitializationState>> initializations = new TreeMap<>();
    known.stream()
        .map(PrincipalFacts::principal)
        .filter(principal -> answers.integration(principal).isPresent())
        .forEach(principal -> initializations.put(principal, answers.initialization(principal)));
    return new SnapshotFile(snapshot, RecordedAnswers.regions(settings), registered, initializations);
  }

  /** What could not be read, each failure once, sorted; a name that AWS does not recognize is an answer. */
  static List<String> unread(SnapshotFile file) {
    return Stream.concat(file.registered().values().stream(), file.initializations().values().stream())
        .filter(fact -> !DelegatedAdministrator.isOfNoPrincipal(fact))
        .flatMap(fact -> fact.problem().stream())
        .map(SnapshotRecording::problem)
        .distinct()
        .sorted()
        .toList();
  }

  /** As a sentence. */
  static String problem(Failure failure) {
    return failure.kind() == Failure.Kind.NOT_SENT
        ? "Not known: " + failure.description() + "."
        : failure.problem() + failure.description() + ".";
  }
}
