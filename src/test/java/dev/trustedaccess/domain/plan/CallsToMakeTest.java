package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A message that asks a person to make a call names all of it, for every principal of the catalog. */
class CallsToMakeTest {
  /** As long as an organization's name can be. */
  private static final String ORGANIZATION = "o".repeat(63);
  private static final ServiceCatalog CATALOG = CatalogFile.load();

  private static PlanInput input(PrincipalFacts principal) {
    return new Planner(CATALOG, Timing.STANDARD).input(
        new Desired(principal.principal(), ORGANIZATION, Mode.MANAGE, false, Desired.InitializationMode.AUTOMATIC,
            List.of(Given.ADMINISTRATOR), Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE,
            Desired.Pause.NONE),
        new Declared(principal.principal() + "." + ORGANIZATION, Given.UID, 1, Given.NOW, Optional.of(Instant.EPOCH),
            true),
        Recorded.NOTHING,
        Observation.ofCluster(
            Given.NOW, false, new ConnectionView.Missing(), List.of(), Confirmation.NONE, Optional.empty()));
  }

  private static Stream<PrincipalFacts> principals() {
    return CATALOG.services().stream().flatMap(service -> service.principals().stream());
  }

  static Stream<PrincipalFacts> withAdministrators() {
    return principals().filter(principal -> principal.administrators().filter(f -> !f.byOrganizations()).isPresent());
  }

  static Stream<PrincipalFacts> initializedByPeople() {
    return principals().filter(principal -> principal.initialization().isPresent());
  }

  /** Those that no person initializes by other means. */
  static Stream<PrincipalFacts> withTheirOwnCalls() {
    return principals().filter(principal -> principal.enableMethod().by() == AccessMethod.By.SERVICE)
        .filter(principal -> principal.initialization().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("withAdministrators")
  void theCallThatAppoints(PrincipalFacts principal) {
    PlanInput input = input(principal);
    assertThat(AdministratorMessages.appointThem(input)).hasSizeLessThanOrEqualTo(Messages.MOST)
        .contains(input.administrators().orElseThrow().method().how())
        .endsWith("confirm initialized " + input.declared().name());
  }

  @ParameterizedTest
  @MethodSource("initializedByPeople")
  void whatInitializes(PrincipalFacts principal) {
    PlanInput input = input(principal);
    String what = principal.awaitedRole().map(role -> "the role " + role).orElse("an organization aggregator");
    assertThat(InitializationMessages.awaited(input, what))
        .hasSizeLessThanOrEqualTo(Messages.MOST)
        .contains("spec.initialization.mode to None")
        .endsWith("with: " + principal.initialization().orElseThrow().how());
  }

  @ParameterizedTest
  @MethodSource("withTheirOwnCalls")
  void theCallThatEnables(PrincipalFacts principal) {
    PlanInput input = input(principal);
    assertThat(InitializationMessages.awaited(input, "an organization aggregator"))
        .hasSizeLessThanOrEqualTo(Messages.MOST)
        .contains("no organization aggregator exists", input.enableMethod().how());
  }
}
