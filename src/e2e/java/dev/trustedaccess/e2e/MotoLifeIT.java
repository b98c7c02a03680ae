package dev.trustedaccess.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.telemetry.Metrics;
import dev.trustedaccess.testbed.MotoServer;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.model.EnabledServicePrincipal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One declaration's whole life with the whole operator, a real API server, and moto for AWS. */
class MotoLifeIT {
  private static final String NAME = "ds.amazonaws.com";
  private static final Timing TIMING = Timing.settling(Duration.ofSeconds(2));

  @Test
  void accessComesOnIsPutBackAfterDriftAndGoesOffWithTheDeclaration() {
    try (var server = RealApiServer.start();
        var moto = MotoServer.start();
        var organization = MotoOrganization.create(moto);
        var clients = clients(server);
        var _ = OperatorRuntime.start(clients, organization.gateway(), CatalogFile.load(), TIMING,
            new Metrics(new SimpleMeterRegistry()), Leadership.SOLE, InstantSource.system())) {
      apply(clients, OrganizationConnection.class, """
          apiVersion: trustedaccess.dev/v1alpha1
          kind: OrganizationConnection
          metadata: {name: default}
          spec:
            organizationId: %s
            mode: Manage
            organizationsRole: {arn: "arn:aws:iam::123456789012:role/trusted-access-organizations"}
            serviceRole: {arn: "arn:aws:iam::123456789012:role/trusted-access-services", mode: Manage}
            regions: {home: us-east-1, managed: [us-east-1]}
            observeInterval: 2s
            deletionHold: 0s
          """.formatted(organization.id()));
      apply(clients, TrustedServiceAccess.class, """
          apiVersion: trustedaccess.dev/v1alpha1
          kind: TrustedServiceAccess
          metadata: {name: ds.amazonaws.com}
          spec: {servicePrincipal: ds.amazonaws.com}
          """);

      eventually("Ready", () -> condition(clients, "Ready").filter(ready -> "True".equals(ready.status())).isPresent());
      assertThat(isOn(organization)).isTrue();
      assertThat(declaration(clients).map(TrustedServiceAccess::getStatus).map(status -> status.enabledBy()))
          .contains("Operator");

      try (var others = organization.organizations()) {
        others.disableAWSServiceAccess(request -> request.servicePrincipal(NAME));
      }
      eventually("access put back", () -> isOn(organization));

      clients.standard().resources(TrustedServiceAccess.class).withName(NAME).delete();
      eventually("the declaration's end", () -> declaration(clients).isEmpty());
      assertThat(isOn(organization)).isFalse();
    }
  }

  private static KubernetesClients clients(RealApiServer server) {
    server.applyCrds(Path.of("crds"));
    return KubernetesClients.of(server.config(RealApiServer.ADMIN));
  }

  private static <T extends HasMetadata> void apply(KubernetesClients clients, Class<T> kind, String yaml) {
    var client = clients.standard();
    client.resource(client.getKubernetesSerialization().unmarshal(yaml, kind)).create();
  }

  private static Optional<TrustedServiceAccess> declaration(KubernetesClients clients) {
    return Optional.ofNullable(clients.standard().resources(TrustedServiceAccess.class).withName(NAME).get());
  }

  private static Optional<Condition> condition(KubernetesClients clients, String type) {
    return declaration(clients).map(TrustedServiceAccess::getStatus)
        .flatMap(status -> Optional.ofNullable(status.conditions()))
        .flatMap(all -> all.stream().filter(each -> Objects.equals(each.type(), type)).findFirst());
  }

  private static boolean isOn(MotoOrganization organization) {
    try (var organizations = organization.organizations()) {
      return organizations.listAWSServiceAccessForOrganization(request -> {})
          .enabledServicePrincipals()
          .stream()
          .map(EnabledServicePrincipal::servicePrincipal)
          .anyMatch(NAME::equals);
    }
  }

  private static void eventually(String what, Callable<Boolean> happens) {
    await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).until(happens);
  }
}
