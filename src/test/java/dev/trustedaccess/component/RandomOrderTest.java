package dev.trustedaccess.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many services are deleted at once, in any order: all leave, each in its own order. The registry's services are dealt over
 * the seeds, so that each of them is there once; those whose order is told of are always there.
 */
class RandomOrderTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";
  private static final String CONFIG = "config.amazonaws.com";
  private static final String SETUP = "config-multiaccountsetup.amazonaws.com";
  private static final String WITHOUT_INTEGRATION = WithoutIntegration.AGENT;
  private static final int SEEDS = 6;

  private static List<ServiceIntegration> dealt(long seed) {
    List<ServiceIntegration> all = ServicePeople.services();
    return IntStream.range(0, all.size())
        .filter(
            i -> i % SEEDS == seed % SEEDS || Set.of(FMS, CONFIG, SETUP).contains(ServicePeople.principal(all.get(i))))
        .mapToObj(all::get)
        .toList();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  private static String[] spec(ServiceIntegration service) {
    Stream<String> none = ServicePeople.awaitsItsUsers(service)
        ? Stream.of("initialization: {mode: None}")
        : Stream.empty();
    return Stream.concat(none, Stream.of(ServicePeople.spec(service))).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void allLeaves(long seed) {
    List<ServiceIntegration> services = dealt(seed);
    bench.connect("1s");
    bench.startOperator().declareService(WITHOUT_INTEGRATION, "initialization: {mode: None}");
    services.forEach(service -> bench.declareService(ServicePeople.principal(service), spec(service)));
    List<String> all = Stream.concat(Stream.of(WITHOUT_INTEGRATION), services.stream().map(ServicePeople::principal))
        .toList();
    services.stream().filter(ServicePeople::enableIt).map(ServicePeople::principal).forEach(name -> {
      bench.awaitReady(name, "False", "ServiceApiRequired");
      bench.organization().enableAccess(name);
    });
    all.forEach(name -> bench.awaitReady(name, "True", "Ready"));

    List<Runnable> deletions = new ArrayList<>();
    all.forEach(name -> deletions.add(() -> bench.delete(name)));
    deletions.add(() -> bench.cluster().resources(OrganizationConnection.class).withName("default").delete());
    Random random = new Random(seed);
    Collections.shuffle(deletions, random);
    deletions.forEach(Runnable::run);

    // One word is given and taken back, and given again with the others.
    List<String> words = new ArrayList<>(List.of(WITHOUT_INTEGRATION));
    services.stream()
        .filter(
            service -> ServicePeople.facts(service).impact().needsConfirmation() || !ServicePeople.isReadWhole(service)
                || ServicePeople.enablingLeavesAThing(service))
        .map(ServicePeople::principal)
        .forEach(words::add);
    Collections.shuffle(words, random);
    bench.confirmCleanedUp(WITHOUT_INTEGRATION);
    bench.cluster().resources(ServiceConfirmation.class).withName(WITHOUT_INTEGRATION).delete();
    words.stream().filter(name -> bench.declaration(name).isPresent()).forEach(bench::confirmCleanedUp);

    all.forEach(bench::awaitGone);
    bench.await("the connection's end", () -> bench.connection("default").isEmpty());
    assertThat(bench.organization().enabledPrincipals().keySet())
        .as("what nobody declared, though a service's call enabled it, is left")
        .containsExactlyInAnyOrderElementsOf(
            services.stream()
                .flatMap(service -> service.alsoEnables().stream())
                .filter(principal -> !all.contains(principal))
                .toList());
    assertThat(bench.aws().calls().changes().stream().filter(Call::done))
        .filteredOn(call -> !call.action().startsWith("sts:"))
        .extracting(call -> call.action() + " " + call.region() + " " + call.parameters())
        .doesNotHaveDuplicates();
    assertThat(bench.changes())
        .containsSubsequence("AssociateAdminAccount", "DisassociateAdminAccount", "DisableAWSServiceAccess " + FMS)
        .containsSubsequence("DisableAWSServiceAccess " + SETUP, "DisableAWSServiceAccess " + CONFIG);
  }
}
