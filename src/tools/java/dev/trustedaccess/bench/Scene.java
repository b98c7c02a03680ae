package dev.trustedaccess.bench;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Organization;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;

/** The doubles that a benchmark runs between: an organization of so many accounts, and an API server over TLS. */
final class Scene implements AutoCloseable {
  static final ServiceCatalog CATALOG = CatalogFile.load();
  private static final String ROLE = "trusted-access-organizations";
  private static final String READER = "trusted-access-read";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  private final Simulator aws = Simulator.start();
  private final Organization organization = aws.organization("o-exampleorg1", "111122223333");
  private final KubernetesMockServer server = new KubernetesMockServer(
      new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), true);
  private final KubernetesClients clients;

  /** With so many accounts, the management account among them, each with a role that may be assumed to read roles. */
  Scene(int accounts) {
    server.init();
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(apiServer().toString())
        .withTrustCerts(true)
        .build();
    clients = KubernetesClients.of(config);
    organization.management().role(ROLE);
    organization.accounts(accounts - 1).forEach(account -> account.role(READER));
  }

  Simulator aws() {
    return aws;
  }

  Organization organization() {
    return organization;
  }

  KubernetesClients clients() {
    return clients;
  }

  KubernetesClient cluster() {
    return clients.standard();
  }

  URI apiServer() {
    return URI.create("https://" + server.getHostName() + ":" + server.getPort() + "/");
  }

  /** Applies the connection, with the intervals that are its defaults. */
  Scene connect() {
    return create(OrganizationConnection.class, """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec:
          organizationId: o-exampleorg1
          mode: Manage
          organizationsRole: {arn: "arn:aws:iam::111122223333:role/%s"}
          memberRoles: {read: %s}
          regions: {home: us-east-1, managed: [us-east-1]}
        """.formatted(ROLE, READER));
  }

  /** So many principals of the catalog, of different services, that the operator may declare side by side. */
  static List<String> principals(int count) {
    List<String> all = CATALOG.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .map(PrincipalFacts::principal)
        .limit(count)
        .toList();
    if (all.size() < count) {
      throw new IllegalStateException("the catalog has " + all.size() + " principals");
    }
    return all;
  }

  /** Access has been on for long. */
  Scene on(List<String> principals) {
    organization.enabled(LONG_AGO, principals.toArray(String[]::new));
    return this;
  }

  /** Declares them; no initialization is waited for. */
  Scene declare(List<String> principals) {
    for (String principal : principals) {
      create(TrustedServiceAccess.class, """
          apiVersion: trustedaccess.dev/v1alpha1
          kind: TrustedServiceAccess
          metadata: {name: "%1$s"}
          spec:
            servicePrincipal: "%1$s"
            initialization: {mode: None}
          """.formatted(principal));
    }
    return this;
  }

  private <T extends io.fabric8.kubernetes.api.model.HasMetadata> Scene create(Class<T> kind, String yaml) {
    cluster().resource(cluster().getKubernetesSerialization().unmarshal(yaml, kind)).create();
    return this;
  }

  /** Status of a declaration's condition, empty before it was written. */
  Optional<String> condition(String name, String type) {
    return Optional.ofNullable(cluster().resources(TrustedServiceAccess.class).withName(name).get())
        .map(TrustedServiceAccess::getStatus)
        .flatMap(status -> Optional.ofNullable(status.conditions()))
        .flatMap(all -> all.stream().filter(each -> type.equals(each.type())).findFirst())
        .map(condition -> String.valueOf(condition.status()));
  }

  @Override
  public void close() {
    clients.close();
    server.destroy();
    aws.close();
  }
}
