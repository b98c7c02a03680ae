package dev.trustedaccess.simulator;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.simulator.world.KnownPrincipals;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.model.PolicyType;

import static org.assertj.core.api.Assertions.assertThat;

/** What the simulator knows of principals besides the catalog does not contradict it. */
class RegistersTest {
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  /** Policy types that AWS's model of Organizations has and the SDK in use does not. */
  private static final Set<String> NEWER_THAN_THE_SDK = Set.of("GUARDDUTY_POLICY");

  private static Stream<ServiceCatalog.Entry> entries() {
    return CATALOG.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .flatMap(principal -> CATALOG.find(principal.principal()).stream());
  }

  @Test
  void everyNameOfTheCatalogIsAPrincipalAndNoOther() {
    Set<String> names = entries().flatMap(entry -> entry.names().stream()).collect(Collectors.toSet());
    assertThat(KnownPrincipals.names()).containsExactlyInAnyOrderElementsOf(names);
  }

  /** Else the operator would call Organizations for what Organizations refuses. */
  @Test
  void whereTheCatalogEnablesByOrganizationsTheCallIsAccepted() {
    List<String> byOrganizations = entries()
        .filter(entry -> entry.principal().enableMethod().by() == AccessMethod.By.ORGANIZATIONS)
        .flatMap(entry -> entry.names().stream())
        .toList();
    assertThat(byOrganizations).isNotEmpty()
        .allSatisfy(name -> assertThat(KnownPrincipals.find(name).orElseThrow().accepted()).as(name).isTrue());
  }

  @Test
  void policyTypesAreThoseOfTheSdk() {
    Set<String> known = Stream.of(PolicyType.values()).map(String::valueOf).collect(Collectors.toSet());
    assertThat(CATALOG.services()).flatExtracting(service -> service.policyTypes())
        .isNotEmpty()
        .allMatch(type -> known.contains(type) || NEWER_THAN_THE_SDK.contains(type));
  }
}
