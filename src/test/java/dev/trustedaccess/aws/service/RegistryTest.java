package dev.trustedaccess.aws.service;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.parts.ChangeCall;
import dev.trustedaccess.aws.parts.Remains;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.domain.organization.OwnedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every registered integration agrees with the catalog, and names each IAM action as IAM does. */
class RegistryTest {
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  private static final Pattern ACTION = Pattern.compile("[a-z0-9-]+:[A-Z][A-Za-z0-9]+");

  static Stream<ServiceIntegration> integrations() {
    return Integrations.all().stream();
  }

  @ParameterizedTest
  @MethodSource("integrations")
  void itsPrincipalIsTheCatalogsWithAllItsNames(ServiceIntegration integration) {
    String first = integration.principals().getFirst();
    assertThat(CATALOG.find(first).map(ServiceCatalog.Entry::names)).contains(integration.principals());
  }

  @ParameterizedTest
  @MethodSource("integrations")
  void itsActionsAreNamedAsIamNamesThem(ServiceIntegration integration) {
    assertThat(integration.reads()).isNotEmpty().allMatch(ACTION.asMatchPredicate()).doesNotHaveDuplicates();
    assertThat(Integrations.actions(integration.principals().getFirst())).isEqualTo(integration.actions());
  }

  /** A call that only one side knows would never be sent, or would be named to a person and be another one. */
  @ParameterizedTest
  @MethodSource("integrations")
  void itsOwnCallsAreThoseThatTheCatalogNames(ServiceIntegration integration) {
    PrincipalFacts facts = CATALOG.find(integration.principals().getFirst()).orElseThrow().principal();
    assertThat(integration.enablingCall().map(ChangeCall::action)).isEqualTo(ownCall(facts.enableMethod()));
    assertThat(integration.disabling().map(each -> each.call().action())).isEqualTo(ownCall(facts.disableMethod()));
  }

  /** Who appoints an administrator is in the catalog, and how is in the integration: by the same call. */
  @ParameterizedTest
  @MethodSource("integrations")
  void itsAdministratorIsAppointedByTheCallThatTheCatalogNames(ServiceIntegration integration) {
    PrincipalFacts facts = CATALOG.find(integration.principals().getFirst()).orElseThrow().principal();
    assertThat(integration.administrator()
        .map(each -> each.appointed().action())
        .or(() -> integration.registrar().map(each -> each.appointed().action())))
        .isEqualTo(facts.administrators().flatMap(each -> ownCall(each.method())));
    assertThat(integration.registrar().isPresent()).as("Organizations lists those that its own call appoints")
        .isEqualTo(facts.administrators().filter(each -> each.registered() && !each.byOrganizations()).isPresent());
  }

  private static Optional<String> ownCall(AccessMethod method) {
    return Optional.of(method)
        .filter(each -> each.by() == AccessMethod.By.SERVICE)
        .map(each -> each.how().replaceFirst(" .*", ""));
  }

  /** A kind that only one side knows would be graded as lost, or would never be read. */
  @Test
  void theKindsOfAServiceAreThoseThatTheCatalogGrades() {
    Set<ServiceFacts> services = integrations()
        .map(integration -> CATALOG.find(integration.principals().getFirst()).orElseThrow().service())
        .collect(Collectors.toSet());
    assertThat(services).hasSizeGreaterThan(3).allSatisfy(service -> {
      Set<String> read = new TreeSet<>();
      integrations().filter(each -> isOf(each, service)).forEach(each -> {
        each.remains().stream().map(Remains::kind).forEach(read::add);
        each.administrator().ifPresent(_ -> read.add(OwnedResource.ADMINISTRATOR));
      });
      assertThat(read).as(service.name()).isEqualTo(new TreeSet<>(service.effects().keySet()));
    });
  }

  private static boolean isOf(ServiceIntegration integration, ServiceFacts service) {
    return CATALOG.find(integration.principals().getFirst())
        .filter(entry -> entry.service().equals(service))
        .isPresent();
  }
}
