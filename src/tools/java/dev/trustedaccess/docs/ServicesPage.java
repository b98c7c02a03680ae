package dev.trustedaccess.docs;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.CatalogNotes;
import dev.trustedaccess.app.CatalogNotes.UncertainFact;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.cli.ServiceWords;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceFacts;

/** The page of the services: what the operator does for each principal of the catalog, and what it leaves to people. */
final class ServicesPage {
  private ServicesPage() {}

  static String text() {
    List<ServiceFacts> services = CatalogFile.load().services();
    Map<String, ServiceIntegration> integrations = integrations();
    Map<String, ServiceSection> sections = sections(services, integrations);
    var page = new StringBuilder(
        """
            # Services

            The catalog has %d services with %d service principals. %d of these principals have code that knows the service's own API; of %d more, a role is awaited.

            %s
            | column | meaning |
            |---|---|
            | service | With a link where [a section below](#details) says more. |
            | integration | "yes" where the principal has one. |
            | enabled, disabled | Organizations: the operator calls `EnableAWSServiceAccess` or `DisableAWSServiceAccess`. A call of the service: the operator makes it with `spec.serviceRole` in mode Manage, unless the table says that a person does. |
            | administrators | How accounts in `spec.delegatedAdministrators` are appointed. Organizations: the operator calls `RegisterDelegatedAdministrator`, with or without an integration. "none": the declaration must list none. |
            | initialized by | What the operator reads or does for `initialization.mode: Automatic`. "its role": it is read from IAM in the management account; where a person creates it, the operator never does. "a confirmation": there is no integration, so a ServiceConfirmation is awaited. |
            | what may remain | What is read before access is disabled, with the [effect](deletion.md#unblock) of disabling. Delegated administrators and policy types are read for every service. "not read": a ServiceConfirmation is required. |
            | impact | The severity of disabling. Outage, destructive and unknown always require a ServiceConfirmation. |

            """
            .formatted(
                services.size(), services.stream().mapToInt(service -> service.principals().size()).sum(),
                services.stream()
                    .flatMap(service -> service.principals().stream())
                    .filter(one -> integrations.containsKey(one.principal()))
                    .count(),
                services.stream()
                    .flatMap(service -> service.principals().stream())
                    .filter(one -> one.awaitedRole().isPresent())
                    .count(),
                summary().text()));
    page.append(
        "| service | principal | integration | enabled | disabled | administrators | initialized by | what may remain | impact |\n");
    page.append("|---|---|---|---|---|---|---|---|---|\n");
    for (ServiceFacts service : services.stream().sorted(ServiceWords.BY_NAME).toList()) {
      for (PrincipalFacts principal : service.principals()) {
        page.append(row(
            sections.containsKey(service.id()) ? ServiceSection.link(service) : service.name(), service, principal,
            Optional.ofNullable(integrations.get(principal.principal()))));
      }
    }
    page.append(ServiceSection.INTRODUCTION);
    sections.values().forEach(section -> page.append(section.text()));
    return page.toString();
  }

  static ServicesSummary summary() {
    return new ServicesSummary(
        CatalogFile.load().services().stream().flatMap(service -> service.principals().stream()).toList(),
        integrations());
  }

  /** By the id of the service, in the order of the page. */
  private static Map<String, ServiceSection> sections(
      List<ServiceFacts> services, Map<String, ServiceIntegration> integrations) {
    Map<String, CatalogNotes> notes = CatalogNotes.load();
    Map<String, ServiceSection> sections = new LinkedHashMap<>();
    for (ServiceFacts service : services.stream().sorted(ServiceWords.BY_NAME).toList()) {
      List<ServiceIntegration> own = service.principals()
          .stream()
          .map(PrincipalFacts::principal)
          .filter(integrations::containsKey)
          .map(integrations::get)
          .toList();
      List<UncertainFact> unsure = notes.getOrDefault(service.id(), CatalogNotes.NONE).uncertain();
      if (!own.isEmpty() || !unsure.isEmpty()) {
        sections.put(service.id(), new ServiceSection(service, own, unsure));
      }
    }
    return sections;
  }

  /** The integrations of the files that are there, also of one that is not registered yet. */
  static Map<String, ServiceIntegration> integrations() {
    Map<String, ServiceIntegration> integrations = new HashMap<>();
    for (String name : IntegrationsFile.names()) {
      ServiceIntegration integration = integration("dev.trustedaccess.aws.service." + name);
      integrations.put(integration.principals().getFirst(), integration);
    }
    return integrations;
  }

  private static ServiceIntegration integration(String type) {
    try {
      Field field = Class.forName(type).getDeclaredField("INTEGRATION");
      field.setAccessible(true);
      return (ServiceIntegration) field.get(null);
    } catch (ReflectiveOperationException unread) {
      throw new LinkageError(type, unread);
    }
  }

  private static String row(
      String name, ServiceFacts service, PrincipalFacts principal, Optional<ServiceIntegration> integration) {
    return Stream.of(
        name,
        "`" + principal.principal() + "`",
        integration.isPresent() ? "yes" : "",
        ServiceWords.enabled(principal, integration),
        ServiceWords.disabled(principal, integration),
        ServiceWords.administrators(principal, integration),
        ServiceWords.initialized(principal, integration),
        ServiceWords.remaining(service, principal, integration),
        service.impact().apiName())
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
