package dev.trustedaccess.component;

import java.util.List;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What other tests take a service to be stays true of it, or this says which service to replace. */
class WithoutIntegrationTest {
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  /** Those that Organizations enables and disables, and of which nobody reads what they need or leave. */
  private static final List<String> BY_ORGANIZATIONS = List.of(
      WithoutIntegration.AGENT, WithoutIntegration.ACCOUNT_ACCESS, WithoutIntegration.NETWORK_SECURITY_MANAGER);

  static Stream<String> all() {
    return Stream.concat(BY_ORGANIZATIONS.stream(), Stream.of(WithoutIntegration.Q_DEVELOPER));
  }

  private static PrincipalFacts principal(String name) {
    return CATALOG.find(name).orElseThrow().principal();
  }

  private static ServiceFacts service(String name) {
    return CATALOG.find(name).orElseThrow().service();
  }

  @ParameterizedTest
  @MethodSource("all")
  void noneHasAnIntegration(String principal) {
    List<String> integrated = ServicePeople.services().stream().flatMap(each -> each.principals().stream()).toList();
    assertThat(integrated)
        .as("%s has an integration now: name another service in WithoutIntegration, and use it where this one is used",
            principal)
        .doesNotContain(principal);
  }

  @Test
  void organizationsEnablesAndDisablesThem() {
    assertThat(BY_ORGANIZATIONS).doesNotHaveDuplicates().allSatisfy(name -> {
      assertThat(principal(name).enableMethod().by()).isEqualTo(AccessMethod.By.ORGANIZATIONS);
      assertThat(principal(name).disableMethod().by()).isEqualTo(AccessMethod.By.ORGANIZATIONS);
      assertThat(principal(name).accessSuffices()).isFalse();
      assertThat(service(name).policyTypes()).isEmpty();
    });
  }

  @Test
  void someAreSpecial() {
    assertThat(service(WithoutIntegration.BILLING).impact()).isEqualTo(Impact.UNKNOWN);
    assertThat(service(WithoutIntegration.NETWORK_SECURITY_MANAGER).lostWhileDisabled()).isPresent();
    assertThat(principal(WithoutIntegration.Q_DEVELOPER).enableMethod().by()).isEqualTo(AccessMethod.By.CONSOLE);
    assertThat(principal(WithoutIntegration.Q_DEVELOPER).disableMethod().by()).isEqualTo(AccessMethod.By.CONSOLE);
  }
}
