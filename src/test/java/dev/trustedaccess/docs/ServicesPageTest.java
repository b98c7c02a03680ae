package dev.trustedaccess.docs;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.CatalogNotes;
import dev.trustedaccess.app.CatalogNotes.UncertainFact;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.port.ServiceActions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of the services hides nothing: what an integration needs of IAM, and what no source shows. */
class ServicesPageTest {
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  private static final String PAGE = ServicesPage.text();
  private static final Map<String, CatalogNotes> NOTES = CatalogNotes.load();

  static Stream<ServiceIntegration> integrations() {
    return ServicesPage.integrations().values().stream();
  }

  static Stream<ServiceFacts> uncertain() {
    return CATALOG.services().stream().filter(service -> !uncertain(service).isEmpty());
  }

  private static List<UncertainFact> uncertain(ServiceFacts service) {
    return NOTES.getOrDefault(service.id(), CatalogNotes.NONE).uncertain();
  }

  /** Up to the next heading. */
  private static String section(ServiceFacts service) {
    var found = Pattern.compile("(?ms)^### " + Pattern.quote(service.name()) + "$(.*?)(?=^#|\\z)").matcher(PAGE);
    assertThat(found.find()).as("a section of %s", service.name()).isTrue();
    return found.group(1);
  }

  @ParameterizedTest
  @MethodSource("integrations")
  void eachServiceWithAnIntegrationHasASection(ServiceIntegration integration) {
    ServiceCatalog.Entry entry = CATALOG.find(integration.principals().getFirst()).orElseThrow();
    ServiceActions actions = integration.actions();

    assertThat(section(entry.service()))
        .contains("IAM actions for `" + entry.principal().principal() + "`")
        .contains(
            Stream.of(
                entry.principal().roles().stream().map(role -> role.role().name()).toList(), integration.reads(),
                actions.enable().actions(), actions.enable().onPrincipal(),
                actions.enable().rolesOf(), actions.disable().actions(), actions.disable().onPrincipal(),
                actions.administrator().appoint(), actions.administrator().appointForwarded(),
                actions.administrator().appointOnPrincipal(), actions.administrator().rolesOf(),
                actions.administrator().dismiss(), actions.administrator().dismissOnPrincipal())
                .flatMap(List::stream)
                .map(name -> "`" + name + "`")
                .toList());
  }

  @Test
  void everyPrincipalWithAnApiForItIsEnabledWithoutAPerson() {
    assertThat(ServicesPage.summary().enabledByPeople()).isEmpty();
  }

  @Test
  void eachPrincipalIsReadLeavesNothingOrIsNamed() {
    ServicesSummary summary = ServicesPage.summary();
    assertThat(Stream.of(summary.read(), summary.leavingNothing(), summary.unread()).flatMap(List::stream))
        .doesNotHaveDuplicates()
        .hasSameSizeAs(summary.principals());
    assertThat(PAGE).contains(Stream.concat(summary.enabledInTheConsole().stream(), summary.unread().stream())
        .map(name -> "`" + name + "`")
        .toList());
  }

  @ParameterizedTest
  @MethodSource("uncertain")
  void eachUncertainFactHasItsMark(ServiceFacts service) {
    assertThat(section(service))
        .contains(uncertain(service).stream()
            .map(fact -> "- *" + fact.mark() + "*: " + fact.what() + "\n")
            .toList());
  }

  @Test
  void eachMarkIsExplained() {
    assertThat(NOTES.values().stream().flatMap(notes -> notes.uncertain().stream()).map(UncertainFact::mark).distinct())
        .containsExactlyInAnyOrder("inferred", "unknown")
        .allSatisfy(mark -> assertThat(PAGE).contains("| *" + mark + "* | "));
  }
}
