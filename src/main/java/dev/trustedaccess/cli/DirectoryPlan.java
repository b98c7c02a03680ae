package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Finding;
import dev.trustedaccess.domain.preview.PlannedChange;
import dev.trustedaccess.domain.preview.PlannedDeclaration;
import dev.trustedaccess.domain.preview.PlannedDeclaration.Outcome;
import dev.trustedaccess.domain.preview.PlannedDeletion;

/**
 * What applying a directory would do, as a person reads it.
 *
 * @param connections one plan for each connection, in the order of files
 * @param unconnected declarations whose connection is not in the directory
 * @param faults what the API server would reject or lose in the files, or chance would decide
 * @param more whether the files may declare more than could be read
 * @param source the file that the plan is made from; empty if it is made from the living organization
 */
record DirectoryPlan(
    List<OfConnection> connections, List<PlannedDeclaration> unconnected, List<String> faults,
    boolean more, Optional<SnapshotSource> source) {
  /** Why the younger of two does not work. */
  private static final Set<Reason> OF_THE_YOUNGER = Set.of(
      Reason.DUPLICATE_SERVICE, Reason.ORGANIZATION_ALREADY_CONNECTED);

  DirectoryPlan {
    connections = List.copyOf(connections);
    unconnected = List.copyOf(unconnected);
    faults = List.copyOf(faults);
  }

  /**
   * The plan for one connection.
   *
   * @param name the connection's name
   * @param organizationId the organization that it declares
   * @param declarations its declarations, in the order of files
   * @param notDeclared what is enabled and none of them declares, sorted
   * @param trouble why the organization could not be read; empty if it was
   */
  record OfConnection(
      String name, String organizationId, List<PlannedDeclaration> declarations, List<String> notDeclared,
      Optional<String> trouble) {
    OfConnection {
      declarations = List.copyOf(declarations);
      notDeclared = List.copyOf(notDeclared);
    }

    /** {@code snapshot} is empty if the connection cannot be used, so that nothing was read. */
    static OfConnection of(ConnectionSettings settings, List<PlannedDeclaration> declarations,
        Optional<OrganizationSnapshot> snapshot, ServiceCatalog catalog) {
      Set<String> enabled = snapshot.map(read -> read.enabled().keySet()).orElse(Set.of());
      return new OfConnection(
          settings.name(), settings.organizationId(), declarations, List.copyOf(new TreeSet<>(enabled)),
          Optional.empty())
          .declaring(declarations.stream().map(declaration -> declaration.desired().principal()).toList(), catalog);
    }

    /** The same, but what is refused counts as declared. What may be declared is not called undeclared either. */
    OfConnection declaring(Manifests.Refused refused, ServiceCatalog catalog) {
      return refused.more()
          ? new OfConnection(name, organizationId, declarations, List.of(), trouble)
          : declaring(refused.principals(name), catalog);
    }

    /** The same, but these principals count as declared, under all their names. */
    private OfConnection declaring(Collection<String> principals, ServiceCatalog catalog) {
      Set<String> declared = new HashSet<>(principals);
      principals.forEach(principal -> declared.addAll(catalog.otherNames(principal)));
      return new OfConnection(
          name, organizationId, declarations,
          notDeclared.stream().filter(principal -> !declared.contains(principal)).toList(), trouble);
    }

    /** Nothing is planned, because the connection itself cannot be read; what is wrong with it is among the faults. */
    static OfConnection refused(String name) {
      return new OfConnection(name, "", List.of(), List.of(),
          Optional.of("It is refused, so its declarations are not planned. Correct it as its line above says."));
    }

    /** Nothing is planned, because the organization could not be read. */
    static OfConnection unread(ConnectionSettings settings, String trouble) {
      return new OfConnection(settings.name(), settings.organizationId(), List.of(), List.of(), Optional.of(trouble));
    }
  }

  /** What is done. Lowercase, it is what a row begins with. */
  enum Verb {
    ENABLE, APPOINT, WAIT, OBSERVE, LEAVE, REFUSE, UNREAD, DELETE;

    /** Whether somebody must act before the directory is applied. */
    boolean mustAct() {
      return this == REFUSE || this == UNREAD;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing that would be done, or why it would not.
   *
   * @param about the principal, or the file or connection
   * @param text by which call, or what is awaited, or why
   */
  record Row(Verb verb, String about, String text) {
    Row {
      about = OneLine.of(about);
      text = OneLine.of(text);
    }
  }

  /** Everything, in the order of files and changes. */
  List<Row> rows() {
    return Stream.of(
        faults.stream().map(fault -> new Row(Verb.REFUSE, "files", fault)),
        connections.stream().flatMap(DirectoryPlan::rows),
        unconnected.stream().flatMap(DirectoryPlan::rows))
        .flatMap(rows -> rows)
        .toList();
  }

  /** How many rows there are of each verb that occurs, in the order of verbs; an apply deletes nothing. */
  Map<Verb, Long> counts() {
    return rows().stream()
        .filter(row -> row.verb() != Verb.DELETE)
        .collect(Collectors.groupingBy(Row::verb, TreeMap::new, Collectors.counting()));
  }

  /** 0 if nothing would be changed, 1 if somebody must act first, otherwise 2. */
  int exitCode() {
    if (counts().keySet().stream().anyMatch(Verb::mustAct)) {
      return PlanCommand.TROUBLE;
    }
    return changes() ? PlanCommand.CHANGES : 0;
  }

  /** Whether applying would change something at AWS. */
  boolean changes() {
    Map<Verb, Long> counts = counts();
    return counts.containsKey(Verb.ENABLE) || counts.containsKey(Verb.APPOINT);
  }

  private static Stream<Row> rows(OfConnection connection) {
    return Stream.of(
        connection.trouble().map(why -> new Row(Verb.UNREAD, "connection " + connection.name(), why)).stream(),
        connection.declarations().stream().flatMap(DirectoryPlan::rows),
        connection.notDeclared()
            .stream()
            .map(principal -> new Row(Verb.LEAVE, principal, "Enabled, and not declared in these files.")))
        .flatMap(rows -> rows);
  }

  /** What becomes of one declaration. */
  static Stream<Row> rows(PlannedDeclaration planned) {
    List<Row> rows = new ArrayList<>();
    String principal = planned.desired().principal();
    planned.changes().forEach(change -> rows.add(row(principal, change)));
    Verb verb = verb(planned.outcome());
    message(planned).ifPresent(message -> rows.add(new Row(verb, principal, message + byAge(planned))));
    if (planned.isLeft()) {
      rows.add(new Row(Verb.LEAVE, principal, "Enabled already; nothing has to be done."));
    }
    planned.deletion().map(deletion -> new Row(Verb.DELETE, principal, text(deletion))).ifPresent(rows::add);
    return rows.stream();
  }

  /** The operator knows which of two is older; files do not show it. */
  private static String byAge(PlannedDeclaration planned) {
    return planned.finding().map(Finding::reason).filter(OF_THE_YOUNGER::contains).isPresent()
        ? " The time of creation decides which is older, within one second chance; this plan takes the first in the files."
        : "";
  }

  private static String text(PlannedDeletion deletion) {
    if (deletion.first() == PlannedDeletion.First.LEAVE) {
      return deletion.message();
    }
    String remains = Arrays.stream(Effect.values())
        .map(effect -> Map.entry(
            effect, deletion.remaining().stream().filter(item -> item.effect() == effect).count()))
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
    return "Impact: " + deletion.impact() + ". Remaining: " + (remains.isEmpty() ? "nothing was found" : remains) + ". "
        + (deletion.first() == PlannedDeletion.First.DISABLE ? "Access would be disabled." : deletion.message());
  }

  /** The operator's own message; it reads again what passes, and a plan does not. */
  static Optional<String> message(PlannedDeclaration planned) {
    return planned.unread()
        .filter(Failure::passing)
        .map(SnapshotRecording::problem)
        .or(() -> planned.finding().map(Finding::message));
  }

  /** How a declaration would be after its changes: {@code ready}, or what its last row begins with. */
  static String outcome(PlannedDeclaration planned) {
    return planned.outcome() == Outcome.READY ? "ready" : verb(planned.outcome()).word();
  }

  private static Verb verb(Outcome outcome) {
    return switch (outcome) {
      case READY -> Verb.LEAVE;
      case WAITS -> Verb.WAIT;
      case OBSERVES -> Verb.OBSERVE;
      case REFUSED -> Verb.REFUSE;
      case UNREAD -> Verb.UNREAD;
    };
  }

  private static Row row(String principal, PlannedChange change) {
    return switch (change.action()) {
      case Action.Enable enable -> new Row(Verb.ENABLE, principal, "by " + change.call()
          + enable.registering().map(one -> ", which registers " + one.administrator().accountId()).orElse("")
          + (change.alsoEnables().isEmpty() ? "" : ", which also enables " + String.join(", ", change.alsoEnables())));
      case Action.Initialize initialize -> new Row(Verb.APPOINT, principal,
          initialize.owned().accountId() + in(initialize.owned()) + " by " + change.call()
              + initialize.registration().map(_ -> ", which registers it with Organizations").orElse(""));
      default -> throw new IllegalArgumentException("not a change of an apply: " + change.action());
    };
  }

  private static String in(OwnedResource owned) {
    return owned.region().equals(OwnedResource.GLOBAL) ? "" : " in " + owned.region();
  }
}
