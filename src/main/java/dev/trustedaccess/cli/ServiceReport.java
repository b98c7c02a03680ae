package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.app.CatalogNotes;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.InitializationFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceFacts;

/** All facts of a service, for people and for programs. Pure. */
final class ServiceReport {
  private static final int LABELS = 16;
  private static final String MARGIN = "  ";

  /**
   * A fact.
   *
   * @param key in JSON
   * @param label for people
   * @param values none where nothing is to be said
   * @param many whether there may be several
   */
  private record Field(String key, String label, List<String> values, boolean many) {
    static Field one(String key, String label, Optional<String> value) {
      return new Field(key, label, value.stream().toList(), false);
    }

    static Field one(String key, String label, String value) {
      return one(key, label, Optional.of(value));
    }

    static Field many(String key, String label, List<String> values) {
      return new Field(key, label, values, true);
    }
  }

  private final ServiceFacts service;
  private final CatalogNotes notes;

  ServiceReport(ServiceFacts service, CatalogNotes notes) {
    this.service = service;
    this.notes = notes;
  }

  /** The integration of a principal, if there is code for it: of other services only a role is read. */
  static Optional<ServiceIntegration> code(PrincipalFacts principal) {
    return Integrations.find(principal.principal()).filter(_ -> principal.awaitedRole().isEmpty());
  }

  /** The facts by their keys, each a text or a list of texts; those without anything to say are absent. */
  Map<String, Object> json() {
    Map<String, Object> all = json(service());
    all.put("principals", service.principals().stream().map(principal -> json(principal(principal))).toList());
    all.putAll(json(noted()));
    return all;
  }

  /** The facts in sections: the service, each principal, what is not known, the sources. */
  String text() {
    List<String> lines = new ArrayList<>(List.of(service.name()));
    add(lines, service().stream().skip(1).toList());
    for (PrincipalFacts principal : service.principals()) {
      lines.addAll(List.of("", principal.principal()));
      add(lines, principal(principal).stream().skip(1).toList());
    }
    for (Field field : noted()) {
      if (!field.values().isEmpty()) {
        lines.addAll(List.of("", field.label()));
        field.values().forEach(value -> lines.add(MARGIN + value));
      }
    }
    return String.join(System.lineSeparator(), lines);
  }

  private List<Field> service() {
    return List.of(
        Field.one("name", "Name", service.name()),
        Field.one("id", "Id", service.id()),
        Field.one("impact", "Impact", service.impact().apiName()),
        Field.one("consequence", "If disabled", service.consequence()),
        Field.one("lostWhileDisabled", "Not restored", service.lostWhileDisabled()),
        Field.one("alsoManagedBy", "Also managed by", service.alsoManagedBy()),
        Field.many("policyTypes", "Policy types", service.policyTypes().stream().sorted().toList()));
  }

  private List<Field> principal(PrincipalFacts principal) {
    Optional<ServiceIntegration> code = code(principal);
    return List.of(
        Field.one("principal", "Principal", principal.principal()),
        Field.many("aliases", "Other names", principal.aliases()),
        Field.one("featureOf", "Feature of", principal.featureOf()),
        Field.many("needs", "Needs", principal.needs().stream().sorted().toList()),
        Field.one("integration", "Integration", code.isPresent() ? "yes" : "no"),
        Field.one("enabled", "Enabled by", plain(ServiceWords.enabled(principal, code))),
        Field.one("disabled", "Disabled by", plain(ServiceWords.disabled(principal, code))),
        Field.one("administrators", "Administrators", plain(ServiceWords.administrators(principal, code))),
        Field.one("dismissal", "If dismissed", principal.administrators().flatMap(AdministratorFacts::dismissal)),
        Field.one("initializedBy", "Initialized by", plain(ServiceWords.initialized(principal, code))),
        Field.one("initialization", "How", principal.initialization().map(InitializationFacts::how)),
        Field.one("mayRemain", "May remain", ServiceWords.remaining(service, principal, code)),
        Field.many("roles", "Roles", plain(ServiceWords.roles(List.of(principal)))),
        Field.many("iamActions", "IAM actions", code.map(by -> plain(ServiceActionLines.of(by.actions())))
            .orElse(List.of())));
  }

  private List<Field> noted() {
    return List.of(
        Field.many("uncertain", "Uncertain", notes.uncertain()
            .stream()
            .map(fact -> fact.mark() + ": " + fact.what())
            .sorted()
            .toList()),
        Field.many("sources", "Sources", notes.sources()));
  }

  private static Map<String, Object> json(List<Field> fields) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Field field : fields) {
      if (!field.values().isEmpty()) {
        json.put(field.key(), field.many() ? field.values() : field.values().getFirst());
      }
    }
    return json;
  }

  private static void add(List<String> lines, List<Field> fields) {
    for (Field field : fields) {
      String label = field.label();
      for (String value : field.values()) {
        lines.add(MARGIN + label + " ".repeat(LABELS - label.length()) + value);
        label = "";
      }
    }
  }

  /** Without the marks of Markdown. */
  static String plain(String text) {
    return text.replace("`", "").replaceFirst("^( *)- ", "$1");
  }

  private static List<String> plain(List<String> lines) {
    return lines.stream().map(ServiceReport::plain).toList();
  }
}
