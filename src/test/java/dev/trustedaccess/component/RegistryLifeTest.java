package dev.trustedaccess.component;

import java.util.List;

import dev.trustedaccess.aws.parts.ServiceIntegration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole life of every service that has an integration: enabled, initialized, used, deleted, cleaned up, disabled. */
class RegistryLifeTest extends OnBench {
  static List<ServiceIntegration> services() {
    return ServicePeople.services();
  }

  @ParameterizedTest
  @MethodSource("services")
  void isEnabledInitializedAndAfterTheCleanupDisabled(ServiceIntegration service) {
    String principal = ServicePeople.principal(service);
    ServicePeople people = new ServicePeople(bench.organization());
    bench.connect("0s");
    bench.startOperator();

    bench.declareService(principal, ServicePeople.spec(service));
    if (ServicePeople.enableIt(service)) {
      bench.awaitReady(principal, "False", "ServiceApiRequired");
      bench.organization().enableAccess(principal);
    }
    bench.awaitCondition(principal, "AccessEnabled", "True", "Enabled");
    if (ServicePeople.awaitsItsUsers(service)) {
      bench.awaitReady(principal, "False", "AwaitingServiceAdministrator");
      people.initialize(service);
    }
    bench.awaitReady(principal, "True", "Ready");
    assertThat(bench.organization().isEnabled(principal)).isTrue();
    assertThat(bench.status(principal).enabledBy()).isEqualTo(
        ServicePeople.enableIt(service) ? "Other" : "Operator");
    assertThat(bench.status(principal).integration()).isEqualTo(service.id());

    people.use(service);
    bench.delete(principal);
    if (!ServicePeople.lost(service).isEmpty()) {
      bench.awaitReady(principal, "False", "CleanupPending");
      bench.awaitSnapshots(1);
      assertThat(bench.organization().isEnabled(principal)).as("enabled while something would be lost").isTrue();
      people.cleanUp(service);
    }
    if (!ServicePeople.isReadWhole(service)) {
      bench.awaitReady(principal, "False", "CleanupNotVerifiable");
      assertThat(bench.organization().isEnabled(principal)).as("enabled while nobody knows what remains").isTrue();
      bench.confirmCleanedUp(principal);
    } else if (ServicePeople.facts(service).impact().needsConfirmation()) {
      bench.awaitReady(principal, "False", "ImpactNotConfirmed");
      assertThat(bench.organization().isEnabled(principal)).as("enabled until somebody confirms").isTrue();
      bench.confirmCleanedUp(principal);
    }
    bench.awaitGone(principal);
    assertThat(bench.organization().isEnabled(principal)).isFalse();
    assertThat(bench.organization().delegatedAdministrators(principal)).isEmpty();
  }
}
